package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Σ y·η over the rows where y is data and η, such as a linear predictor, is linear in what is unknown: the unknowns times
 * totals of the data, which are computed once. Σ yᵢ (α + xᵢ·β + u[gᵢ]) = α Σ yᵢ + (Σ yᵢ xᵢ)·β + Σ_g (Σ_{i in g} yᵢ) u_g.
 */
final class DataTotal {
    /** Parts inside parts into which a predictor is taken apart. */
    private static final int DEEPEST = 100;

    private DataTotal() {}

    /** The sum of the product where one factor is a data column and the other linear in the unknowns; else null. */
    static @Nullable Expr of(Expr a, Expr b) {
        if (a.shape().rank() != 0 || b.shape().rank() != 0) {
            return null;
        }
        return isData(a) ? weighted(a, b, 0) : isData(b) ? weighted(b, a, 0) : null;
    }

    /** Whether an expression is a column all of whose rows every step sees. */
    private static boolean isData(Expr x) {
        Plate plate = x.shape().plate();
        return x.operation() instanceof Column && plate != null && !plate.hasMinibatch();
    }

    private static @Nullable Expr weighted(Expr data, Expr x, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        if (!x.shape().hasRows()) {
            return x.times(data.sumRows());
        }
        if (isData(x)) {
            return new Expr(new SumRows(), List.of(data.times(x)), Shape.of());
        }
        if (x.operation() instanceof Unary unary && unary.op() == UnaryOp.NEGATE) {
            Expr total = weighted(data, x.operand(0), depth + 1);
            return total == null ? null : total.negate();
        }
        if (x.operation() instanceof Binary binary) {
            return weighted(data, binary.op(), x.operand(0), x.operand(1), depth + 1);
        }
        if (x.operation() instanceof Gather gather && x.operand(0).shape().rank() == 1) {
            return data.scatterAdd(gather.index()).times(x.operand(0)).sum(0);
        }
        if (x.operation() instanceof Reshape && x.operand(0).operation() instanceof MatMul product) {
            return product(data, product, x.operand(0).operands());
        }
        return null;
    }

    private static @Nullable Expr weighted(Expr data, BinaryOp op, Expr a, Expr b, int depth) {
        switch (op) {
            case ADD, SUBTRACT -> {
                Expr first = weighted(data, a, depth);
                if (first == null) {
                    return null;
                }
                Expr second = weighted(data, b, depth);
                return second == null ? null : Algebra.binary(op, first, second);
            }
            case MULTIPLY -> {
                Expr factor = a.shape().hasRows() ? b : a;
                Expr total = factor.shape().hasRows() ? null : weighted(data, a == factor ? b : a, depth);
                return total == null ? null : factor.times(total);
            }
            default -> {
                return null;
            }
        }
    }

    /** One row of data times unknowns without rows. */
    private static @Nullable Expr product(Expr data, MatMul product, List<Expr> factors) {
        Expr x = factors.get(0);
        Expr unknown = factors.get(1);
        boolean isRow = isData(x) && x.shape().rank() == 2 && x.shape().dimension(0) == 1 && !product.transposeFirst();
        if (!isRow || unknown.shape().hasRows()) {
            return null;
        }
        int k = x.shape().dimension(1);
        Expr totals =
                MatrixAlgebra.rowProduct(x, data.reshape(1, 1), true, false).reshape(k);
        return totals.times(unknown.reshape(k)).sum(0);
    }
}
