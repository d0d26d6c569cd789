package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/** A law whose entropy −E[log p(x)] has a closed form. */
public interface ClosedEntropy extends Distribution {
    /** {@return the entropy in nats; of a continuous law it may be negative} */
    Expr entropy();
}
