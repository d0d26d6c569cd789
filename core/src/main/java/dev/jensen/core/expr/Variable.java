package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An unknown: what the graph is a function of.
 *
 * @param name unique within a graph
 */
public record Variable(String name) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of();
    }

    @Override
    public String toString() {
        return name;
    }
}
