package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adjoint that a Gaussian density gives to the Cholesky factor L of its covariance, recognised: multiples of x zᵀ with x = c·L⁻ᵀz,
 * from the square of z = L⁻¹y, and of diag(1/Lᵢᵢ), from log det L. With Lᵀx zᵀ = c·z zᵀ, which is symmetric, the covariance receives
 *
 * <pre>
 *   ½ L⁻ᵀ (c z zᵀ) L⁻¹ = x xᵀ/(2c),   ½ L⁻ᵀ I L⁻¹ = ½ (L Lᵀ)⁻¹
 * </pre>
 *
 * <p>in place of a derivative of the factor; Rasmussen and Williams (2006), "Gaussian Processes for Machine Learning", (5.9).
 *
 * @param outer the multiple of x xᵀ
 * @param inverse the multiple of the inverse
 * @param vectors x
 */
record GaussianAdjoint(double outer, double inverse, Expr vectors) {

    /** The adjoint's parts, or null if it has others. */
    static @Nullable GaussianAdjoint of(Expr factor, Expr adjoint) {
        Search search = new Search(factor);
        return search.adds(adjoint, 1) && search.vectors != null
                ? new GaussianAdjoint(search.outer, search.inverse, search.vectors)
                : null;
    }

    private static final class Search {
        private final Expr factor;
        private double outer;
        private double inverse;
        private @Nullable Expr vectors;

        Search(Expr factor) {
            this.factor = factor;
        }

        /** Adds a multiple of a part of the adjoint; whether that is of a known kind. */
        boolean adds(Expr part, double multiple) {
            if (part.operation() instanceof Unary unary && unary.op() == UnaryOp.NEGATE) {
                return adds(part.operand(0), -multiple);
            }
            if (part.operation() instanceof Binary binary) {
                Expr a = part.operand(0);
                Expr b = part.operand(1);
                return switch (binary.op()) {
                    case ADD -> adds(a, multiple) && adds(b, multiple);
                    case SUBTRACT -> adds(a, multiple) && adds(b, -multiple);
                    case MULTIPLY -> {
                        Double first = uniform(a);
                        Double second = first == null ? uniform(b) : null;
                        yield first != null ? adds(b, multiple * first) : second != null && adds(a, multiple * second);
                    }
                    default -> false;
                };
            }
            if (part.operation() instanceof MatMul matMul && !matMul.transposeFirst() && matMul.transposeSecond()) {
                return addsOuter(part.operand(0), part.operand(1), multiple);
            }
            return part.operation() instanceof Put put && addsDiagonal(put.places(), part.operand(0), multiple);
        }

        /** The number that a factor is, on the lower triangle if it is a matrix. */
        private static @Nullable Double uniform(Expr x) {
            if (!(x.operation() instanceof Literal literal) || x.shape().hasRows()) {
                return null;
            }
            if (x.shape().rank() != 2) {
                return x.number();
            }
            int n = x.shape().dimension(1);
            double[] values = literal.values();
            for (int i = 0; i < values.length; i++) {
                if (values[i] != values[0] && i % n <= i / n) {
                    return null;
                }
            }
            return values[0];
        }

        private boolean addsOuter(Expr x, Expr z, double multiple) {
            Expr solve = unshaped(x);
            if (vectors != null
                    || !(solve.operation() instanceof TriangularSolve triangular)
                    || !triangular.transposed()
                    || solve.operand(0) != factor) {
                return false;
            }
            Expr target = unshaped(z);
            double c = 1;
            Expr right = unshaped(solve.operand(1));
            while (right != target) {
                Double number = leading(right);
                if (number == null) {
                    return false;
                }
                c *= number;
                right = unshaped(right.operand(right.operands().size() - 1));
            }
            if (c == 0 || !z.shape().equals(x.shape())) {
                return false;
            }
            vectors = x;
            outer += multiple / (2 * c);
            return true;
        }

        private boolean addsDiagonal(int[] places, Expr on, double multiple) {
            int n = factor.shape().dimension(0);
            double c = multiple;
            Expr at = on;
            for (Double number = leading(at); number != null; number = leading(at)) {
                c *= number;
                at = at.operand(at.operands().size() - 1);
            }
            Double number = at.operands().isEmpty() ? null : at.operand(0).number();
            if (number != null && at.operation() instanceof Binary binary && binary.op() == BinaryOp.DIVIDE) {
                c *= number;
                at = at.operand(1);
            } else if (at.operation() instanceof Unary unary && unary.op() == UnaryOp.RECIPROCAL) {
                at = at.operand(0);
            } else {
                return false;
            }
            if (!(at.operation() instanceof Take take)
                    || !List.of(factor).equals(at.operands())
                    || places.length != n) {
                return false;
            }
            int[] table = take.table();
            for (int i = 0; i < n; i++) {
                if (places[i] != i * (n + 1) || table[i] != places[i]) {
                    return false;
                }
            }
            inverse += 0.5 * c;
            return true;
        }

        /** c where a node is c times its last operand, else null. */
        private static @Nullable Double leading(Expr x) {
            if (x.operation() instanceof Unary unary && unary.op() == UnaryOp.NEGATE) {
                return -1.0;
            }
            return x.operation() instanceof Binary binary && binary.op() == BinaryOp.MULTIPLY
                    ? x.operand(0).number()
                    : null;
        }

        private static Expr unshaped(Expr x) {
            Expr at = x;
            while (at.operation() instanceof Reshape) {
                at = at.operand(0);
            }
            return at;
        }
    }
}
