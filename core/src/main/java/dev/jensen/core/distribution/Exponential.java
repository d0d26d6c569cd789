package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.LowerBounded;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The exponential law: log p(x) = log λ − λx, x ≥ 0.
 *
 * @param rate λ &gt; 0, one over the mean
 */
public record Exponential(Expr rate) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks parameters that are known. */
    public Exponential {
        Parameter.check("Exponential", "rate", rate, Parameter.Range.POSITIVE);
    }

    /** {@return the exponential law of a rate &gt; 0} */
    public static Exponential of(Expr rate) {
        return new Exponential(rate);
    }

    /** {@return the exponential law of a rate &gt; 0} */
    public static Exponential of(double rate) {
        return new Exponential(Expr.constant(rate));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("rate", rate, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return LowerBounded.of(0);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return rate.log().minus(rate.times(x));
    }

    @Override
    public Expr mean() {
        return rate.reciprocal();
    }

    @Override
    public Continuous standard() {
        return Exponential.of(1);
    }

    @Override
    public Expr fromStandard(Expr z) {
        return z.dividedBy(rate);
    }

    @Override
    public Expr toStandard(Expr x) {
        return x.times(rate);
    }

    @Override
    public Expr variance() {
        return rate.reciprocal().square();
    }

    @Override
    public Expr entropy() {
        return Expr.constant(1).minus(rate.log());
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.complement(logSurvival(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return rate.times(x.max(0)).negate();
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Level.above(-parameters[0] * Math.max(0, x));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return -level.logAbove() / parameters[0];
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = random.nextExponential() / parameters[0];
    }
}
