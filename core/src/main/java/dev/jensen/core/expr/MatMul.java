package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product of two inner matrices, on every row where either has rows.
 *
 * @param transposeFirst whether the first is transposed
 * @param transposeSecond whether the second is transposed
 */
public record MatMul(boolean transposeFirst, boolean transposeSecond) implements Operation {
    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        Plate plate = node.shape().plate();
        if (plate != null) {
            full = full.onRows(plate);
        }
        Expr a = node.operand(0);
        Expr b = node.operand(1);
        Expr first = transposeFirst
                ? product(b, full, transposeSecond, true, a.shape())
                : product(full, b, false, !transposeSecond, a.shape());
        Expr second = transposeSecond
                ? product(full, a, true, transposeFirst, b.shape())
                : product(a, full, !transposeFirst, false, b.shape());
        return List.of(first, second);
    }

    /** A product summed over the rows where the operand that it is for has none. */
    private static Expr product(Expr x, Expr y, boolean transposeX, boolean transposeY, Shape target) {
        return target.hasRows() || !(x.shape().hasRows() || y.shape().hasRows())
                ? MatrixAlgebra.product(x, y, transposeX, transposeY)
                : MatrixAlgebra.rowProduct(x, y, transposeX, transposeY);
    }

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MatMul that
                && transposeFirst == that.transposeFirst
                && transposeSecond == that.transposeSecond;
    }

    @Override
    public int hashCode() {
        return (transposeFirst ? 2 : 0) + (transposeSecond ? 1 : 0);
    }
}
