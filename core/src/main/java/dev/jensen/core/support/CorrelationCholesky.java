package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;

/**
 * Lower triangular matrices with a diagonal &gt; 0 and rows of length 1: the Cholesky factors L of correlation matrices L Lᵀ.
 *
 * <p>Each u below the diagonal is a partial correlation, z = tanh u (Lewandowski, Kurowicka and Joe, "Generating random
 * correlation matrices based on vines and extended onion method", Journal of Multivariate Analysis 100, 2009), and
 *
 * <pre>
 * Lᵢⱼ = zᵢⱼ Π_{k&lt;j} √(1 − zᵢₖ²),   Lᵢᵢ = Π_{k&lt;i} √(1 − zᵢₖ²)
 * </pre>
 *
 * The log Jacobian, in the elements below the diagonal, is Σ_{j&lt;i} (log(1 − zᵢⱼ²) + ½ Σ_{k&lt;j} log(1 − zᵢₖ²)), computed from
 * ½ log(1 − z²) = −log cosh u, which keeps its digits where z rounds to ±1. u = 0 is the identity.
 */
public record CorrelationCholesky() implements ContinuousSupport {
    private static final String MATRIX = "a Cholesky factor of a correlation matrix";

    @Override
    public int[] unconstrained(int... inner) {
        return Triangle.of(MATRIX, false, inner).packed(inner);
    }

    @Override
    public Expr constrain(Expr u) {
        Triangle below = Triangle.ofVector(MATRIX, false, u);
        Expr ones = Expr.constant(1).broadcastInner(below.size());
        Expr partial = Matrices.onDiagonal(below.unpack(u.tanh()), ones);
        return partial.times(logLeft(below, u).exp());
    }

    /** ½ log(1 − tanh² u). */
    private static Expr halfLogComplement(Expr u) {
        return Expr.constant(Math.log(2)).minus(u).minus(u.times(-2).softplus());
    }

    /** log Π_{k&lt;j} √(1 − zᵢₖ²) at i, j: what the row's first elements leave of its length. */
    private static Expr logLeft(Triangle below, Expr u) {
        return below.shifted(halfLogComplement(u), 1).cumulativeSum(-1);
    }

    /** log Lₖₖ. */
    static Expr logDiagonal(Expr u) {
        return logLeft(Triangle.ofVector(MATRIX, false, u), u).diagonal();
    }

    @Override
    public Expr logJacobian(Expr u) {
        Triangle below = Triangle.ofVector(MATRIX, false, u);
        return halfLogComplement(u).times(2).plus(below.pack(logLeft(below, u))).sum(-1);
    }

    /** {@inheritDoc} u = asinh(Lᵢⱼ / √(Lᵢ,ⱼ₊₁² + … + Lᵢᵢ²)), without a difference from 1. */
    @Override
    public Expr unconstrain(Expr x) {
        Triangle below = Triangle.of(MATRIX, false, x.shape().inner());
        int size = below.size();
        Expr backwards = LastAxis.part(x.square(), size - 1, -1, size).cumulativeSum(-1);
        Expr left = LastAxis.part(backwards, size - 1, -1, size); // Σ_{k≥j}
        Expr after = LastAxis.placed(LastAxis.part(left, 1, 1, size - 1), 0, size);
        Expr y = below.pack(x).dividedBy(below.pack(after).sqrt());
        Expr length = y.abs();
        Expr root = y.square().plus(1).sqrt();
        return y.sign().times(length.plus(y.square().dividedBy(root.plus(1))).log1p());
    }

    @Override
    public Expr outside(Expr x) {
        Triangle.of(MATRIX, false, x.shape().inner());
        Expr rows = x.square().sum(-1).minus(1).abs().greaterThan(Matrices.TOLERANCE);
        Expr bad = x.diagonal().lessOrEqual(0).max(rows).sum(-1).plus(Matrices.above(x));
        return bad.times(Matrices.isNumber(x));
    }

    @Override
    public void check(String what, Expr x) {
        int size = Triangle.of(MATRIX, false, x.shape().inner()).size();
        ScalarCheck.check(what, x, (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
        VectorCheck.check(what, x, size * size, matrix -> {
            String violated = Matrices.noFactor(matrix, size);
            for (int i = 0; i < size && violated == null; i++) {
                double squares = Arrays.stream(matrix, i * size, (i + 1) * size)
                        .map(value -> value * value)
                        .sum();
                if (!(Math.abs(squares - 1) <= Matrices.TOLERANCE)) {
                    violated = "must have rows whose squares sum to 1, row [" + i + "] has " + squares;
                }
            }
            return violated;
        });
    }

    @Override
    public String toString() {
        return "a lower triangular matrix with a diagonal > 0 and rows of length 1";
    }
}
