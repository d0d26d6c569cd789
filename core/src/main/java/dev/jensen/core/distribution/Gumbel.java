package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Gumbel law of the greatest of many: with w = (x − m)/b, log p(x) = −w − e⁻ʷ − log b.
 *
 * @param location m, the mode
 * @param scale b &gt; 0
 */
public record Gumbel(Expr location, Expr scale) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks parameters that are known. */
    public Gumbel {
        Parameter.check("Gumbel", "location", location, Parameter.Range.REAL);
        Parameter.check("Gumbel", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the Gumbel law of a location and a scale &gt; 0} */
    public static Gumbel of(Expr location, Expr scale) {
        return new Gumbel(location, scale);
    }

    /** {@return the Gumbel law of a location and a scale &gt; 0} */
    public static Gumbel of(Expr location, double scale) {
        return new Gumbel(location, Expr.constant(scale));
    }

    /** {@return the Gumbel law of a location and a scale &gt; 0} */
    public static Gumbel of(double location, Expr scale) {
        return new Gumbel(Expr.constant(location), scale);
    }

    /** {@return the Gumbel law of a location and a scale &gt; 0} */
    public static Gumbel of(double location, double scale) {
        return new Gumbel(Expr.constant(location), Expr.constant(scale));
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
        return Boundary.line(x, logDensityInside(x));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr w = Scaling.standardized(x.minus(location), scale);
        return w.plus(w.negate().exp()).plus(scale.log()).negate();
    }

    @Override
    public Expr mean() {
        return location.plus(scale.times(EULER));
    }

    @Override
    public Continuous standard() {
        return Gumbel.of(0, 1);
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
        return scale.square().times(Math.PI * Math.PI / 6).plus(location.times(0));
    }

    @Override
    public Expr entropy() {
        return scale.log().plus(EULER + 1).plus(location.times(0));
    }

    @Override
    public Expr logCdf(Expr x) {
        return Scaling.standardized(x.minus(location), scale).negate().exp().negate();
    }

    @Override
    public Expr logSurvival(Expr x) {
        return Tails.complement(logCdf(x));
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Level.below(-Math.exp((parameters[0] - x) / parameters[1]));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double w = level.logAbove() < -36 ? -level.logAbove() : -Math.log(-level.logBelow());
        return parameters[0] + parameters[1] * w;
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = parameters[0] - parameters[1] * Math.log(-Math.log(1 - random.nextDouble()));
    }

    private static final double EULER = 0.57721566490153286;
}
