package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Symmetric positive definite matrices with a diagonal of 1: Ω = L Lᵀ, with L as {@link CorrelationCholesky} has it. The log
 * Jacobian, in the elements below the diagonal, is that of L and Σₖ (K − k) log Lₖₖ.
 *
 * <p>A law on L, such as {@code LkjCholesky}, is the same model at less cost.
 */
public record CorrelationMatrix() implements ContinuousSupport {
    private static final String MATRIX = "a correlation matrix";

    @Override
    public int[] unconstrained(int... inner) {
        return Triangle.of(MATRIX, false, inner).packed(inner);
    }

    @Override
    public Expr constrain(Expr u) {
        Expr product = Triangle.square(new CorrelationCholesky().constrain(u));
        int size = product.shape().dimension(product.shape().rank() - 1);
        double[][] off = new double[size][size];
        for (int i = 0; i < size; i++) {
            Arrays.fill(off[i], 1);
            off[i][i] = 0;
        }
        Expr ones = Expr.constant(1).broadcastInner(size);
        return Matrices.onDiagonal(product.times(Expr.constant(off)), ones); // exactly 1, whatever the rounding
    }

    @Override
    public Expr logJacobian(Expr u) {
        int size = Triangle.ofVector(MATRIX, false, u).size();
        double[] weights = new double[size];
        for (int k = 0; k < size; k++) {
            weights[k] = size - k - 1;
        }
        Expr further = CorrelationCholesky.logDiagonal(u).times(Expr.constant(weights));
        return new CorrelationCholesky().logJacobian(u).plus(further.sum(-1));
    }

    @Override
    public Expr unconstrain(Expr x) {
        return new CorrelationCholesky().unconstrain(x.choleskyFactor());
    }

    @Override
    public Expr outside(Expr x) {
        Triangle.of(MATRIX, false, x.shape().inner());
        Expr ones = x.diagonal().minus(1).abs().greaterThan(Matrices.TOLERANCE).sum(-1);
        return ones.plus(Matrices.asymmetric(x)).plus(Matrices.indefinite(x)).times(Matrices.isNumber(x));
    }

    @Override
    public void check(String what, Expr x) {
        int size = Triangle.of(MATRIX, false, x.shape().inner()).size();
        ScalarCheck.check(what, x, (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
        VectorCheck.check(what, x, size * size, matrix -> {
            String violated = offOne(matrix, size);
            return violated != null ? violated : Matrices.noCovariance(matrix, size);
        });
    }

    private static @Nullable String offOne(double[] matrix, int size) {
        for (int i = 0; i < size; i++) {
            if (!(Math.abs(matrix[i * (size + 1)] - 1) <= Matrices.TOLERANCE)) {
                return "must have a diagonal of 1, element [" + i + "," + i + "] is " + matrix[i * (size + 1)];
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "a correlation matrix";
    }
}
