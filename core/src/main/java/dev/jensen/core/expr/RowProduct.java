package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product of two inner matrices summed over the rows, as in Σ xᵢ rᵢᵀ, without forming the products row by row.
 *
 * @param transposeFirst whether the first is transposed
 * @param transposeSecond whether the second is transposed
 */
public record RowProduct(boolean transposeFirst, boolean transposeSecond) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        Expr a = node.operand(0);
        Expr b = node.operand(1);
        Expr first = transposeFirst
                ? MatrixAlgebra.product(b, full, transposeSecond, true)
                : MatrixAlgebra.product(full, b, false, !transposeSecond);
        Expr second = transposeSecond
                ? MatrixAlgebra.product(full, a, true, transposeFirst)
                : MatrixAlgebra.product(a, full, !transposeFirst, false);
        return List.of(first, second);
    }

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowProduct that
                && transposeFirst == that.transposeFirst
                && transposeSecond == that.transposeSecond;
    }

    @Override
    public int hashCode() {
        return (transposeFirst ? 2 : 0) + (transposeSecond ? 1 : 0);
    }
}
