package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The normal law N(μ, σ): log p(x) = −½ ((x − μ)/σ)² − log σ − ½ log 2π.
 *
 * @param mean μ
 * @param scale the standard deviation σ &gt; 0
 */
public record Normal(Expr mean, Expr scale) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks parameters that are known. */
    public Normal {
        Parameter.check("Normal", "mean", mean, Parameter.Range.REAL);
        Parameter.check("Normal", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the normal law of a mean and a standard deviation &gt; 0} */
    public static Normal of(Expr mean, Expr scale) {
        return new Normal(mean, scale);
    }

    /** {@return the normal law of a mean and a standard deviation &gt; 0} */
    public static Normal of(double mean, double scale) {
        return new Normal(Expr.constant(mean), Expr.constant(scale));
    }

    /** {@return the normal law of a mean and a standard deviation &gt; 0} */
    public static Normal of(Expr mean, double scale) {
        return new Normal(mean, Expr.constant(scale));
    }

    /** {@return the normal law of a mean and a standard deviation &gt; 0} */
    public static Normal of(double mean, Expr scale) {
        return new Normal(Expr.constant(mean), scale);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("mean", mean, Parameter.Range.REAL),
                new Parameter("scale", scale, Parameter.Range.POSITIVE));
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
        return Gaussians.quadratic(x.minus(mean), scale).minus(scale.log().plus(Gaussians.HALF_LOG_TWO_PI));
    }

    @Override
    public Continuous standard() {
        return Normal.of(0, 1);
    }

    @Override
    public Expr fromStandard(Expr z) {
        return z.times(scale).plus(mean);
    }

    @Override
    public Expr toStandard(Expr x) {
        return x.minus(mean).dividedBy(scale);
    }

    @Override
    public Expr variance() {
        return scale.square();
    }

    @Override
    public Expr entropy() {
        return scale.log().plus(Gaussians.HALF_LOG_TWO_PI + 0.5);
    }

    @Override
    public Expr logCdf(Expr x) {
        return Scaling.standardized(x.minus(mean), scale).logNormalCdf();
    }

    @Override
    public Expr logSurvival(Expr x) {
        return Scaling.standardized(mean.minus(x), scale).logNormalCdf();
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Tails.normalLevel((x - parameters[0]) / parameters[1]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return parameters[0] + parameters[1] * Tails.normal(level);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = parameters[0] + parameters[1] * random.nextGaussian();
    }
}
