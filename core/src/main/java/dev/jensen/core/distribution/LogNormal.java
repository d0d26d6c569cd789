package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of exp(Z) for Z of N(μ, σ): log p(x) = −½ ((log x − μ)/σ)² − log σ − ½ log 2π − log x, x &gt; 0.
 *
 * @param location μ, the mean of log x
 * @param scale σ &gt; 0, the standard deviation of log x
 */
public record LogNormal(Expr location, Expr scale) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks parameters that are known. */
    public LogNormal {
        Parameter.check("LogNormal", "mean of the logarithm", location, Parameter.Range.REAL);
        Parameter.check("LogNormal", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the log-normal law of the mean and the standard deviation &gt; 0 of log x} */
    public static LogNormal of(Expr location, Expr scale) {
        return new LogNormal(location, scale);
    }

    /** {@return the log-normal law of the mean and the standard deviation &gt; 0 of log x} */
    public static LogNormal of(double location, double scale) {
        return new LogNormal(Expr.constant(location), Expr.constant(scale));
    }

    /** {@return the log-normal law of the mean and the standard deviation &gt; 0 of log x} */
    public static LogNormal of(Expr location, double scale) {
        return new LogNormal(location, Expr.constant(scale));
    }

    /** {@return the log-normal law of the mean and the standard deviation &gt; 0 of log x} */
    public static LogNormal of(double location, Expr scale) {
        return new LogNormal(Expr.constant(location), scale);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("mean of the logarithm", location, Parameter.Range.REAL),
                new Parameter("scale", scale, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr log = x.log();
        return Gaussians.quadratic(log.minus(location), scale)
                .minus(log)
                .minus(scale.log().plus(Gaussians.HALF_LOG_TWO_PI));
    }

    @Override
    public Expr mean() {
        return location.plus(scale.square().times(0.5)).exp();
    }

    @Override
    public Continuous standard() {
        return Normal.of(0, 1);
    }

    @Override
    public Expr fromStandard(Expr z) {
        return z.times(scale).plus(location).exp();
    }

    @Override
    public Expr toStandard(Expr x) {
        return x.log().minus(location).dividedBy(scale);
    }

    @Override
    public Expr variance() {
        return scale.square()
                .expm1()
                .times(location.times(2).plus(scale.square()).exp());
    }

    @Override
    public Expr entropy() {
        return location.plus(scale.log()).plus(Gaussians.HALF_LOG_TWO_PI + 0.5);
    }

    @Override
    public Expr logCdf(Expr x) {
        return Scaling.standardized(x.max(0).log().minus(location), scale).logNormalCdf();
    }

    @Override
    public Expr logSurvival(Expr x) {
        return Scaling.standardized(location.minus(x.max(0).log()), scale).logNormalCdf();
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Tails.normalLevel((Math.log(Math.max(0, x)) - parameters[0]) / parameters[1]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return Math.exp(parameters[0] + parameters[1] * Tails.normal(level));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = Math.exp(parameters[0] + parameters[1] * random.nextGaussian());
    }
}
