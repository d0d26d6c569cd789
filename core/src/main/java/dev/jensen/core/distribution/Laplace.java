package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Laplace law, a double exponential: log p(x) = −|x − m|/b − log 2b.
 *
 * @param location m, the mean and median
 * @param scale b &gt; 0, the mean absolute deviation
 */
public record Laplace(Expr location, Expr scale) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks parameters that are known. */
    public Laplace {
        Parameter.check("Laplace", "location", location, Parameter.Range.REAL);
        Parameter.check("Laplace", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the Laplace law of a location and a scale &gt; 0} */
    public static Laplace of(Expr location, Expr scale) {
        return new Laplace(location, scale);
    }

    /** {@return the Laplace law of a location and a scale &gt; 0} */
    public static Laplace of(Expr location, double scale) {
        return new Laplace(location, Expr.constant(scale));
    }

    /** {@return the Laplace law of a location and a scale &gt; 0} */
    public static Laplace of(double location, Expr scale) {
        return new Laplace(Expr.constant(location), scale);
    }

    /** {@return the Laplace law of a location and a scale &gt; 0} */
    public static Laplace of(double location, double scale) {
        return new Laplace(Expr.constant(location), Expr.constant(scale));
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
        return Scaling.standardized(x.minus(location), scale)
                .abs()
                .negate()
                .minus(scale.times(2).log());
    }

    @Override
    public Expr mean() {
        return location.plus(scale.times(0));
    }

    @Override
    public Continuous standard() {
        return Laplace.of(0, 1);
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
        return scale.square().times(2).plus(location.times(0));
    }

    @Override
    public Expr entropy() {
        return scale.times(2).log().plus(1).plus(location.times(0));
    }

    @Override
    public Expr logCdf(Expr x) {
        return side(standardized(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return side(standardized(x).negate());
    }

    @Override
    public Level level(double x, double[] parameters) {
        double w = (x - parameters[0]) / parameters[1];
        double tail = Tails.LOG_HALF - Math.abs(w);
        return w < 0 ? Level.below(tail) : Level.above(tail);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return level.isLower()
                ? parameters[0] + parameters[1] * (level.logBelow() + Math.log(2))
                : parameters[0] - parameters[1] * (level.logAbove() + Math.log(2));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double u = random.nextDouble() - 0.5;
        out[0] = parameters[0] - parameters[1] * Math.signum(u) * Math.log1p(-2 * Math.abs(u));
    }

    private Expr standardized(Expr x) {
        return Scaling.standardized(x.minus(location), scale);
    }

    private static Expr side(Expr w) {
        Expr tail = Expr.select(w.lessThan(0), w, w.negate()).plus(Tails.LOG_HALF); // |w| has no slope at 0
        return Expr.select(w.lessThan(0), tail, Tails.complement(tail));
    }
}
