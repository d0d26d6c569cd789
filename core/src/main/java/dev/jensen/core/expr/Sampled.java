package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a data column that are in the minibatch of the step.
 *
 * @param column all rows
 */
public record Sampled(Column column) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of();
    }
}
