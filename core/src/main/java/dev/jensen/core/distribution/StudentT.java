package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.BetaIntegral;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Student's t law with ν degrees of freedom: log p(x) = −log B(ν/2, ½) − ½ log ν − log s − (ν + 1)/2 · log(1 + w²) with
 * w = (x − m)/(s√ν).
 *
 * <p>The mean exists for ν &gt; 1, the variance for ν &gt; 2. Where ν is a number, the normalising constant is exact at
 * any ν; where it is unknown, its rounding error is about 1e-16 · ν log ν.
 *
 * @param degrees ν &gt; 0
 * @param location m, the median
 * @param scale s &gt; 0; not the standard deviation
 */
public record StudentT(Expr degrees, Expr location, Expr scale)
        implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks parameters that are known. */
    public StudentT {
        Parameter.check("StudentT", "degrees of freedom", degrees, Parameter.Range.POSITIVE);
        Parameter.check("StudentT", "location", location, Parameter.Range.REAL);
        Parameter.check("StudentT", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and a scale &gt; 0} */
    public static StudentT of(Expr degrees, Expr location, Expr scale) {
        return new StudentT(degrees, location, scale);
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and a scale &gt; 0} */
    public static StudentT of(double degrees, double location, double scale) {
        return new StudentT(Expr.constant(degrees), Expr.constant(location), Expr.constant(scale));
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and a scale &gt; 0} */
    public static StudentT of(Expr degrees, Expr location, double scale) {
        return new StudentT(degrees, location, Expr.constant(scale));
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and a scale &gt; 0} */
    public static StudentT of(Expr degrees, double location, Expr scale) {
        return new StudentT(degrees, Expr.constant(location), scale);
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and a scale &gt; 0} */
    public static StudentT of(Expr degrees, double location, double scale) {
        return new StudentT(degrees, Expr.constant(location), Expr.constant(scale));
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and a scale &gt; 0} */
    public static StudentT of(double degrees, Expr location, Expr scale) {
        return new StudentT(Expr.constant(degrees), location, scale);
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and a scale &gt; 0} */
    public static StudentT of(double degrees, Expr location, double scale) {
        return new StudentT(Expr.constant(degrees), location, Expr.constant(scale));
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and a scale &gt; 0} */
    public static StudentT of(double degrees, double location, Expr scale) {
        return new StudentT(Expr.constant(degrees), Expr.constant(location), scale);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("degrees of freedom", degrees, Parameter.Range.POSITIVE),
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
        Expr w = Scaling.standardized(x.minus(location), scale.times(degrees.sqrt()));
        Expr constant = BetaFunction.log(degrees.times(0.5), Expr.constant(0.5))
                .plus(degrees.log().times(0.5))
                .plus(scale.log());
        return HeavyTail.log1pSquare(w).times(degrees.plus(1).times(-0.5)).minus(constant);
    }

    @Override
    public Expr mean() {
        return Expr.select(degrees.greaterThan(1), location, Expr.constant(Double.NaN));
    }

    @Override
    public Continuous standard() {
        return new StudentT(degrees, Expr.constant(0), Expr.constant(1));
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
        Expr finite = scale.square().times(degrees.dividedBy(degrees.minus(2)));
        Expr none =
                Expr.select(degrees.greaterThan(1), Expr.constant(Double.POSITIVE_INFINITY), Expr.constant(Double.NaN));
        return Expr.select(degrees.greaterThan(2), finite, none);
    }

    @Override
    public Expr entropy() {
        Expr half = degrees.times(0.5);
        Expr upper = half.plus(0.5);
        return upper.times(upper.digamma().minus(half.digamma()))
                .plus(BetaFunction.log(half, Expr.constant(0.5)))
                .plus(degrees.log().times(0.5))
                .plus(scale.log());
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.studentTail(degrees, standardized(x).negate());
    }

    @Override
    public Expr logSurvival(Expr x) {
        return Tails.studentTail(degrees, standardized(x));
    }

    @Override
    public Level level(double x, double[] parameters) {
        return level((x - parameters[1]) / parameters[2], parameters[0]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double t = beyond(Level.below(Math.min(level.logBelow(), level.logAbove()) + Math.log(2)), parameters[0]);
        return parameters[1] + parameters[2] * (level.isLower() ? -t : t);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double chiSquareOverDegrees = GammaSampler.draw(random, parameters[0] / 2) / (parameters[0] / 2);
        out[0] = parameters[1] + parameters[2] * random.nextGaussian() / Math.sqrt(chiSquareOverDegrees);
    }

    private Expr standardized(Expr x) {
        return Scaling.standardized(x.minus(location), scale);
    }

    /** The t that |T| exceeds at a level: ν/(ν + T²) is of Beta(ν/2, ½). */
    static double beyond(Level exceeds, double degrees) {
        if (exceeds.logAbove() == Double.NEGATIVE_INFINITY || exceeds.logBelow() > 0) {
            return 0;
        }
        double u = Beta.logitQuantile(exceeds, degrees / 2, 0.5);
        return Math.sqrt(degrees) * Math.exp(-0.5 * u);
    }

    private static Level level(double t, double degrees) {
        Level size = sizeLevel(Math.abs(t), degrees);
        double beyond = size.logAbove() + Tails.LOG_HALF;
        return t < 0 ? Level.below(beyond) : Level.above(beyond);
    }

    /** The level of |T|: T²/(ν + T²) is of Beta(½, ν/2). */
    static Level sizeLevel(double t, double degrees) {
        double logOdds = 2 * Math.log(Math.max(0, t)) - Math.log(degrees);
        return new Level(BetaIntegral.log(0.5, degrees / 2, logOdds), BetaIntegral.log(degrees / 2, 0.5, -logOdds));
    }
}
