package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.LowerBounded;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of |X| for a Cauchy X with centre 0 and scale s, normalised: log p(x) = log(2/π) − log s − log(1 + (x/s)²),
 * x ≥ 0. Mean and variance are infinite.
 *
 * @param scale s &gt; 0, the median
 */
public record HalfCauchy(Expr scale) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks a scale that is known. */
    public HalfCauchy {
        Parameter.check("HalfCauchy", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the half-Cauchy law of a scale &gt; 0} */
    public static HalfCauchy of(Expr scale) {
        return new HalfCauchy(scale);
    }

    /** {@return the half-Cauchy law of a scale &gt; 0} */
    public static HalfCauchy of(double scale) {
        return new HalfCauchy(Expr.constant(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("scale", scale, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return LowerBounded.of(0);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr constant = scale.log().plus(Math.log(Math.PI / 2));
        return HeavyTail.log1pSquare(Scaling.standardized(x, scale))
                .plus(constant)
                .negate();
    }

    @Override
    public Expr mean() {
        return scale.times(Double.POSITIVE_INFINITY);
    }

    @Override
    public Continuous standard() {
        return HalfCauchy.of(1);
    }

    @Override
    public Expr fromStandard(Expr z) {
        return z.times(scale);
    }

    @Override
    public Expr toStandard(Expr x) {
        return x.dividedBy(scale);
    }

    @Override
    public Expr variance() {
        return scale.times(Double.POSITIVE_INFINITY);
    }

    @Override
    public Expr entropy() {
        return scale.log().plus(Math.log(2 * Math.PI));
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.withinStudent(Expr.constant(1), Scaling.standardized(x.max(0), scale));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return Tails.beyondStudent(Expr.constant(1), Scaling.standardized(x.max(0), scale));
    }

    @Override
    public Level level(double x, double[] parameters) {
        double w = Math.max(0, x) / parameters[0];
        return w < 1
                ? Level.below(Math.log(2 / Math.PI * Math.atan(w)))
                : Level.above(Math.log(2 / Math.PI * Math.atan2(1, w)));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return parameters[0]
                * (level.isLower()
                        ? Math.tan(Math.PI / 2 * Math.exp(level.logBelow()))
                        : 1 / Math.tan(Math.PI / 2 * Math.exp(level.logAbove())));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = parameters[0] * Math.tan(Math.PI / 2 * random.nextDouble());
    }
}
