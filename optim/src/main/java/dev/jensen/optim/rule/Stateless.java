package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/** A memory with nothing in it. */
@FunctionalInterface
interface Stateless extends Rule.Resumable {
    @Override
    default double[][] state() {
        return new double[0][];
    }
}
