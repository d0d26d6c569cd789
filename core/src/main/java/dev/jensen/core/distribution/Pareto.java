package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.LowerBounded;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Pareto law of what is large among the large: log p(x) = log α + α log m − (α + 1) log x, x ≥ m.
 *
 * <p>The mean exists for α &gt; 1, the variance for α &gt; 2.
 *
 * @param minimum m &gt; 0, the least value
 * @param shape α &gt; 0, the tail's index
 */
public record Pareto(Expr minimum, Expr shape) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public Pareto {
        Parameter.check("Pareto", "minimum", minimum, Parameter.Range.POSITIVE);
        Parameter.check("Pareto", "shape", shape, Parameter.Range.POSITIVE);
    }

    /** {@return the Pareto law of a minimum &gt; 0 and a shape &gt; 0} */
    public static Pareto of(Expr minimum, Expr shape) {
        return new Pareto(minimum, shape);
    }

    /** {@return the Pareto law of a minimum &gt; 0 and a shape &gt; 0} */
    public static Pareto of(Expr minimum, double shape) {
        return new Pareto(minimum, Expr.constant(shape));
    }

    /** {@return the Pareto law of a minimum &gt; 0 and a shape &gt; 0} */
    public static Pareto of(double minimum, Expr shape) {
        return new Pareto(Expr.constant(minimum), shape);
    }

    /** {@return the Pareto law of a minimum &gt; 0 and a shape &gt; 0} */
    public static Pareto of(double minimum, double shape) {
        return new Pareto(Expr.constant(minimum), Expr.constant(shape));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("minimum", minimum, Parameter.Range.POSITIVE),
                new Parameter("shape", shape, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return LowerBounded.of(minimum);
    }

    @Override
    public Expr logDensity(Expr x) {
        Expr outside = support().outside(x).max(x.greaterOrEqual(Double.POSITIVE_INFINITY));
        return Expr.select(outside, Expr.constant(Double.NEGATIVE_INFINITY), logDensityInside(x));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return shape.log().minus(shape.times(x.log().minus(minimum.log()))).minus(x.log());
    }

    @Override
    public Expr mean() {
        Expr finite = minimum.times(shape.dividedBy(shape.minus(1)));
        return Expr.select(shape.greaterThan(1), finite, Expr.constant(Double.POSITIVE_INFINITY));
    }

    @Override
    public Expr variance() {
        Expr finite = minimum.dividedBy(shape.minus(1)).square().times(shape.dividedBy(shape.minus(2)));
        return Expr.select(shape.greaterThan(2), finite, Expr.constant(Double.POSITIVE_INFINITY));
    }

    @Override
    public Expr entropy() {
        return minimum.log().minus(shape.log()).plus(shape.reciprocal()).plus(1);
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.complement(logSurvival(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr excess = x.minus(minimum).max(0).dividedBy(minimum);
        return excess.log1p().times(shape).negate();
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Level.above(-parameters[1] * Math.log1p(Math.max(0, x - parameters[0]) / parameters[0]));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return parameters[0] * Math.exp(-level.logAbove() / parameters[1]);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = parameters[0] * Math.exp(-Math.log(1 - random.nextDouble()) / parameters[1]);
    }
}
