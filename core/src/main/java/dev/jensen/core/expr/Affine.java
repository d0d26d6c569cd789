package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product of two inner matrices, of which one has rows, plus what has none: what a product becomes when only such a sum
 * uses it. The third operand has as many elements as the product, or one.
 *
 * @param transposeFirst whether the first is transposed
 * @param transposeSecond whether the second is transposed
 */
public record Affine(boolean transposeFirst, boolean transposeSecond) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        throw new IllegalStateException("derivatives are taken before products and sums are joined");
    }
}
