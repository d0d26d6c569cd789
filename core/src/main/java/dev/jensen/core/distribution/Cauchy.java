package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Cauchy law: log p(x) = −log π − log s − log(1 + ((x − m)/s)²). It has neither mean nor variance.
 *
 * @param location m, the median
 * @param scale s &gt; 0, half the interquartile range
 */
public record Cauchy(Expr location, Expr scale) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks parameters that are known. */
    public Cauchy {
        Parameter.check("Cauchy", "location", location, Parameter.Range.REAL);
        Parameter.check("Cauchy", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the Cauchy law of a location and a scale &gt; 0} */
    public static Cauchy of(Expr location, Expr scale) {
        return new Cauchy(location, scale);
    }

    /** {@return the Cauchy law of a location and a scale &gt; 0} */
    public static Cauchy of(double location, double scale) {
        return new Cauchy(Expr.constant(location), Expr.constant(scale));
    }

    /** {@return the Cauchy law of a location and a scale &gt; 0} */
    public static Cauchy of(Expr location, double scale) {
        return new Cauchy(location, Expr.constant(scale));
    }

    /** {@return the Cauchy law of a location and a scale &gt; 0} */
    public static Cauchy of(double location, Expr scale) {
        return new Cauchy(Expr.constant(location), scale);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("location", location, Parameter.Range.REAL),
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
        Expr constant = scale.log().plus(Math.log(Math.PI));
        return HeavyTail.log1pSquare(Scaling.standardized(x.minus(location), scale))
                .plus(constant)
                .negate();
    }

    @Override
    public Expr mean() {
        return location.times(Double.NaN);
    }

    @Override
    public Continuous standard() {
        return Cauchy.of(0, 1);
    }

    @Override
    public Expr fromStandard(Expr z) {
        return z.times(scale).plus(location);
    }

    @Override
    public Expr toStandard(Expr x) {
        return x.minus(location).dividedBy(scale);
    }

    @Override
    public Expr variance() {
        return scale.times(Double.NaN);
    }

    @Override
    public Expr entropy() {
        return scale.log().plus(Math.log(4 * Math.PI));
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.studentTail(Expr.constant(1), standardized(x).negate());
    }

    @Override
    public Expr logSurvival(Expr x) {
        return Tails.studentTail(Expr.constant(1), standardized(x));
    }

    @Override
    public Level level(double x, double[] parameters) {
        double w = (x - parameters[0]) / parameters[1];
        double beyond = Math.log(Math.atan2(1, Math.abs(w)) / Math.PI);
        return w < 0 ? Level.below(beyond) : Level.above(beyond);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double w = 1 / Math.tan(Math.PI * Math.exp(Math.min(level.logBelow(), level.logAbove())));
        return parameters[0] + parameters[1] * (level.isLower() ? -w : w);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = parameters[0] + parameters[1] * Math.tan(Math.PI * (random.nextDouble() - 0.5));
    }

    private Expr standardized(Expr x) {
        return Scaling.standardized(x.minus(location), scale);
    }
}
