package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.Arrays;
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
public record MultivariateNormal(Expr mean, Expr factor) implements LocationScale, ClosedEntropy {
    /** Checks shapes, and parameters that are known. */
    public MultivariateNormal {
        int length = Factors.check("MultivariateNormal", "factor", factor);
        mean = Factors.location("MultivariateNormal", "mean", mean, length);
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

    /** {@return the normal law of a mean and the lower Cholesky factor of the covariance: {@link #of} by its full name} */
    public static MultivariateNormal cholesky(Expr mean, Expr factor) {
        return new MultivariateNormal(mean, factor);
    }

    /**
     * The normal law of a mean, standard deviations, and the lower Cholesky factor of the correlations, such as a latent with
     * an {@link LkjCholesky} prior: intercepts and slopes that vary together.
     *
     * @param mean a vector of length K, or a number
     * @param scales the standard deviations, &gt; 0, a vector of length K
     * @param correlationFactor lower triangular [K, K], its rows of length 1
     */
    public static MultivariateNormal correlated(Expr mean, Expr scales, Expr correlationFactor) {
        int length = Factors.check("MultivariateNormal", "correlation factor", correlationFactor);
        Parameter.check("MultivariateNormal", "scales", scales, Parameter.Range.POSITIVE);
        if (scales.shape().rank() != 1 || scales.shape().dimension(0) != length) {
            throw new IllegalArgumentException("MultivariateNormal scales must be a vector of length " + length
                    + ", as the correlation factor is " + correlationFactor.shape() + ", not " + scales.shape() + ": "
                    + scales);
        }
        return new MultivariateNormal(mean, scales.reshape(length, 1).times(correlationFactor));
    }

    /**
     * The normal law of a mean and a covariance matrix, which is factorised; where the factor is at hand, {@link #cholesky} is
     * cheaper and keeps more digits.
     *
     * @param mean a vector of length K, or a number
     * @param covariance symmetric and positive definite [K, K]; its lower triangle is read
     * @throws IllegalArgumentException if it is known and not positive definite: the smallest pivot, and what jitter would do
     */
    public static MultivariateNormal covariance(Expr mean, Expr covariance) {
        return new MultivariateNormal(mean, Factors.ofMatrix("MultivariateNormal", "covariance", covariance));
    }

    /** {@return the normal law of a mean and a covariance matrix} */
    public static MultivariateNormal covariance(double[] mean, double[][] covariance) {
        return covariance(Expr.constant(mean), Expr.constant(covariance));
    }

    /**
     * The normal law of a mean and a precision matrix, the inverse of the covariance.
     *
     * @param mean a vector of length K, or a number
     * @param precision symmetric and positive definite [K, K]; its lower triangle is read
     * @throws IllegalArgumentException if it is known and not positive definite: the smallest pivot, and what jitter would do
     */
    public static MultivariateNormalPrecision precision(Expr mean, Expr precision) {
        return new MultivariateNormalPrecision(mean, Factors.ofMatrix("MultivariateNormal", "precision", precision));
    }

    /** {@return the normal law of a mean and a precision matrix, the inverse of the covariance} */
    public static MultivariateNormalPrecision precision(double[] mean, double[][] precision) {
        return precision(Expr.constant(mean), Expr.constant(precision));
    }

    /** {@return the normal law of a mean and the lower Cholesky factor of the precision matrix} */
    public static MultivariateNormalPrecision precisionCholesky(Expr mean, Expr factor) {
        return new MultivariateNormalPrecision(mean, factor);
    }

    private int length() {
        return factor.shape().dimension(0);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("mean", mean, Parameter.Range.REAL, 1),
                new Parameter("factor", factor, Parameter.Range.REAL, 2));
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        return Factors.drawShape("MultivariateNormal", "mean", mean, factor);
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
        return Factors.whitened(factor, deviation).square().sum(-1).times(-0.5).minus(normalizer());
    }

    private Expr normalizer() {
        return Factors.logDeterminant(factor).plus(length() * Gaussians.HALF_LOG_TWO_PI);
    }

    @Override
    public Continuous standard() {
        return Normal.of(0, 1);
    }

    @Override
    public Expr fromStandard(Expr z) {
        return z.shape().rank() == 2
                ? z.matMul(lower().transpose()).plus(mean)
                : lower().matVec(z).plus(mean);
    }

    @Override
    public Expr toStandard(Expr x) {
        return Factors.whitened(factor, x.minus(mean));
    }

    @Override
    public Expr variance() {
        return Factors.variances(factor);
    }

    /** The factor with zeros above its diagonal. */
    private Expr lower() {
        double[][] ones = new double[length()][length()];
        for (int i = 0; i < length(); i++) {
            Arrays.fill(ones[i], 0, i + 1, 1);
        }
        return factor.times(Expr.constant(ones));
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
            out[i] = parameters[i] + Factors.rowTimes(parameters, length, length, i, noise);
        }
    }
}
