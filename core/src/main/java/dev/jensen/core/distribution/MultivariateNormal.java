package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The normal law of vectors with mean μ and covariance L Lᵀ: log p(x) = −½ ‖L⁻¹(x − μ)‖² − Σ log Lₖₖ − (K/2) log 2π.
 *
 * <p>For a vector on each row of a plate L is inverted once, and each row multiplied with the inverse; where each row has a
 * factor of its own, each row has a triangular system of its own.
 *
 * @param mean μ, a vector of length K; a number stands for K equal ones
 * @param factor the lower Cholesky factor L [K, K] of the covariance, of each row or of all, its diagonal &gt; 0;
 *     what stands above the diagonal is not read
 */
public record MultivariateNormal(Expr mean, Expr factor) implements Continuous, ClosedEntropy {
    /** Checks shapes, and parameters that are known. */
    public MultivariateNormal {
        Shape shape = factor.shape();
        if (shape.rank() != 2 || shape.dimension(0) != shape.dimension(1)) {
            throw new IllegalArgumentException(
                    "MultivariateNormal factor must be a square matrix, not " + shape + ": " + factor);
        }
        int length = shape.dimension(0);
        if (mean.shape().rank() == 0) {
            mean = mean.broadcastInner(length);
        }
        if (mean.shape().rank() != 1 || mean.shape().dimension(0) != length) {
            throw new IllegalArgumentException("MultivariateNormal mean must be a vector of length " + length
                    + ", as the factor is " + shape + ", not " + mean.shape() + ": " + mean);
        }
        Parameter.check("MultivariateNormal", "mean", mean, Parameter.Range.REAL);
        checkDiagonal(factor, length);
    }

    private static void checkDiagonal(Expr factor, int length) {
        KnownValues values = KnownValues.of(factor);
        int diagonal = values == null ? 0 : values.rows() * length;
        for (int i = 0; values != null && i < diagonal; i++) {
            int k = i % length;
            double pivot = values.at(i / length, k * (length + 1));
            if (!Parameter.Range.POSITIVE.contains(pivot)) {
                throw new IllegalArgumentException("MultivariateNormal factor[" + k + "," + k + "]"
                        + (values.hasRows() ? ", row " + i / length + "," : "") + " must be > 0: " + pivot);
            }
        }
    }

    /** {@return the normal law of a mean vector and the lower Cholesky factor of the covariance} */
    public static MultivariateNormal of(Expr mean, Expr factor) {
        return new MultivariateNormal(mean, factor);
    }

    /** {@return the normal law of a mean vector and the lower Cholesky factor of the covariance} */
    public static MultivariateNormal of(double[] mean, double[][] factor) {
        return new MultivariateNormal(Expr.constant(mean), Expr.constant(factor));
    }

    /** {@return the normal law of a mean vector and the lower Cholesky factor of the covariance} */
    public static MultivariateNormal of(Expr mean, double[][] factor) {
        return new MultivariateNormal(mean, Expr.constant(factor));
    }

    /** {@return the normal law of a mean vector and the lower Cholesky factor of the covariance} */
    public static MultivariateNormal of(double[] mean, Expr factor) {
        return new MultivariateNormal(Expr.constant(mean), factor);
    }

    /** {@return the normal law of equal means and the lower Cholesky factor of the covariance} */
    public static MultivariateNormal of(double mean, Expr factor) {
        return new MultivariateNormal(Expr.constant(mean), factor);
    }

    private int length() {
        return factor.shape().dimension(0);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("mean", mean, Parameter.Range.REAL),
                new Parameter("factor", factor, Parameter.Range.REAL));
    }

    @Override
    public Shape drawShape() {
        Shape rows = Shape.broadcast(mean.shape().withInner(), factor.shape().withInner());
        if (rows == null) {
            throw new IllegalArgumentException("MultivariateNormal: mean is " + mean.shape() + " and factor is "
                    + factor.shape() + ": rows must be those of one plate");
        }
        return rows.withInner(length());
    }

    @Override
    public ContinuousSupport support() {
        return new Real();
    }

    @Override
    public Expr logDensity(Expr x) {
        return logDensityInside(x);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr deviation = x.minus(mean);
        return whitened(deviation).square().sum(-1).times(-0.5).minus(normalizer());
    }

    /** L⁻¹ of a vector, or of each row of a matrix. */
    private Expr whitened(Expr deviation) {
        boolean stacked = deviation.shape().rank() == 2;
        if (deviation.shape().hasRows() && !factor.shape().hasRows()) {
            Expr inverse = factor.solveLower(identity());
            return stacked ? deviation.matMul(inverse.transpose()) : inverse.matVec(deviation);
        }
        return stacked ? factor.solveLower(deviation.transpose()).transpose() : factor.solveLower(deviation);
    }

    private Expr normalizer() {
        return factor.diagonal().log().sum().plus(length() * Gaussians.HALF_LOG_TWO_PI);
    }

    private Expr identity() {
        double[][] identity = new double[length()][length()];
        for (int k = 0; k < length(); k++) {
            identity[k][k] = 1;
        }
        return Expr.constant(identity);
    }

    @Override
    public Expr variance() {
        double[][] lower = new double[length()][length()];
        for (int i = 0; i < length(); i++) {
            for (int j = 0; j <= i; j++) {
                lower[i][j] = 1;
            }
        }
        return factor.times(Expr.constant(lower)).square().sum(1);
    }

    @Override
    public Expr entropy() {
        return normalizer().plus(0.5 * length());
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        int length = out.length;
        double[] noise = new double[length];
        for (int i = 0; i < length; i++) {
            noise[i] = random.nextGaussian();
            out[i] = parameters[i];
            for (int j = 0; j <= i; j++) {
                out[i] += parameters[length + i * length + j] * noise[j];
            }
        }
    }
}
