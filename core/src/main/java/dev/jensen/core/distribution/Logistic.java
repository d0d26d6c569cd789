package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The logistic law: with w = (x − m)/s, log p(x) = −w − 2 log(1 + e⁻ʷ) − log s; its distribution function is the sigmoid
 * of w.
 *
 * @param location m, the mean and median
 * @param scale s &gt; 0; the standard deviation is πs/√3
 */
public record Logistic(Expr location, Expr scale) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks parameters that are known. */
    public Logistic {
        Parameter.check("Logistic", "location", location, Parameter.Range.REAL);
        Parameter.check("Logistic", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the logistic law of a location and a scale &gt; 0} */
    public static Logistic of(Expr location, Expr scale) {
        return new Logistic(location, scale);
    }

    /** {@return the logistic law of a location and a scale &gt; 0} */
    public static Logistic of(Expr location, double scale) {
        return new Logistic(location, Expr.constant(scale));
    }

    /** {@return the logistic law of a location and a scale &gt; 0} */
    public static Logistic of(double location, Expr scale) {
        return new Logistic(Expr.constant(location), scale);
    }

    /** {@return the logistic law of a location and a scale &gt; 0} */
    public static Logistic of(double location, double scale) {
        return new Logistic(Expr.constant(location), Expr.constant(scale));
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
        Expr w = Scaling.standardized(x.minus(location), scale)
                .abs(); // symmetric, and e⁻ʷ of a positive w can't overflow
        return w.plus(w.negate().softplus().times(2)).plus(scale.log()).negate();
    }

    @Override
    public Expr mean() {
        return location.plus(scale.times(0));
    }

    @Override
    public Continuous standard() {
        return Logistic.of(0, 1);
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
        return scale.square().times(Math.PI * Math.PI / 3).plus(location.times(0));
    }

    @Override
    public Expr entropy() {
        return scale.log().plus(2).plus(location.times(0));
    }

    @Override
    public Expr logCdf(Expr x) {
        return standardized(x).negate().softplus().negate();
    }

    @Override
    public Expr logSurvival(Expr x) {
        return standardized(x).softplus().negate();
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Tails.logisticLevel((x - parameters[0]) / parameters[1]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return parameters[0] + parameters[1] * (level.logBelow() - level.logAbove());
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double u = random.nextDouble();
        out[0] = parameters[0] + parameters[1] * (Math.log(u) - Math.log1p(-u));
    }

    private Expr standardized(Expr x) {
        return Scaling.standardized(x.minus(location), scale);
    }
}
