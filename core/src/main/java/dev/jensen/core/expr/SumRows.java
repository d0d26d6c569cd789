package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum over the rows of the plate. */
public record SumRows() implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of(adjoint);
    }
}
