package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The normal law of vectors with mean μ and precision A Aᵀ, the inverse of the covariance: log p(x) = −½ ‖Aᵀ(x − μ)‖² +
 * Σ log Aₖₖ − (K/2) log 2π. Nothing is solved, so that a law of many rows costs one product each. Made by {@link
 * MultivariateNormal#precision(Expr, Expr)}.
 *
 * @param mean μ, a vector of length K; a number stands for K equal ones
 * @param factor the lower Cholesky factor A [K, K] of the precision, of each row or of all, its diagonal &gt; 0; what stands
 *     above the diagonal is not read
 */
public record MultivariateNormalPrecision(Expr mean, Expr factor) implements Continuous, ClosedEntropy {
    /** Checks shapes, and parameters that are known. */
    public MultivariateNormalPrecision {
        int length = Factors.check("MultivariateNormalPrecision", "factor", factor);
        mean = Factors.location("MultivariateNormalPrecision", "mean", mean, length);
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
        return Factors.drawShape(name(), "mean", mean, factor);
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
        Expr lower = Factors.lower(factor);
        Expr white = deviation.shape().rank() == 2
                ? deviation.matMul(lower)
                : lower.transpose().matVec(deviation);
        return white.square().sum(-1).times(-0.5).plus(normalizer());
    }

    private Expr normalizer() {
        return Factors.logDeterminant(factor).minus(length() * Gaussians.HALF_LOG_TWO_PI);
    }

    private int length() {
        return factor.shape().dimension(0);
    }

    /** {@inheritDoc} The squared columns of A⁻¹. */
    @Override
    public Expr variance() {
        return Factors.inverse(factor).square().sum(0);
    }

    @Override
    public Expr entropy() {
        return Expr.constant(0.5 * length()).minus(normalizer());
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        int length = out.length;
        for (int i = length - 1; i >= 0; i--) { // Aᵀ (x − μ) = z
            double sum = random.nextGaussian();
            for (int j = i + 1; j < length; j++) {
                sum -= parameters[length + j * length + i] * out[j];
            }
            out[i] = sum / parameters[length + i * length + i];
        }
        for (int i = 0; i < length; i++) {
            out[i] += parameters[i];
        }
    }
}
