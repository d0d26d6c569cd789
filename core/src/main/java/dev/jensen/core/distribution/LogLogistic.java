package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of eˣ for x of a logistic law, with a closed survival function 1/(1 + (x/a)ᵇ): log p(x) = log b − log x + w −
 * 2 log(1 + eʷ) with w = b log(x/a), x &gt; 0.
 *
 * <p>The mean exists for b &gt; 1, the variance for b &gt; 2.
 *
 * @param scale a &gt; 0, the median
 * @param shape b &gt; 0
 */
public record LogLogistic(Expr scale, Expr shape) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public LogLogistic {
        Parameter.check("LogLogistic", "scale", scale, Parameter.Range.POSITIVE);
        Parameter.check("LogLogistic", "shape", shape, Parameter.Range.POSITIVE);
    }

    /** {@return the log-logistic law of a scale &gt; 0 and a shape &gt; 0} */
    public static LogLogistic of(Expr scale, Expr shape) {
        return new LogLogistic(scale, shape);
    }

    /** {@return the log-logistic law of a scale &gt; 0 and a shape &gt; 0} */
    public static LogLogistic of(Expr scale, double shape) {
        return new LogLogistic(scale, Expr.constant(shape));
    }

    /** {@return the log-logistic law of a scale &gt; 0 and a shape &gt; 0} */
    public static LogLogistic of(double scale, Expr shape) {
        return new LogLogistic(Expr.constant(scale), shape);
    }

    /** {@return the log-logistic law of a scale &gt; 0 and a shape &gt; 0} */
    public static LogLogistic of(double scale, double shape) {
        return new LogLogistic(Expr.constant(scale), Expr.constant(shape));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("scale", scale, Parameter.Range.POSITIVE),
                new Parameter("shape", shape, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public Expr logDensity(Expr x) {
        Expr atZero = XLogY.of(shape.minus(1), x).plus(shape.log()).minus(shape.times(scale.log()));
        return Boundary.halfLine(x, atZero, logDensityInside(x));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr w = x.log().minus(scale.log()).times(shape).abs();
        return shape.log().minus(x.log()).minus(w).minus(w.negate().softplus().times(2));
    }

    @Override
    public Expr mean() {
        Expr b = shape.reciprocal().times(Math.PI);
        Expr finite = scale.times(b).dividedBy(b.sin());
        return Expr.select(shape.greaterThan(1), finite, Expr.constant(Double.POSITIVE_INFINITY));
    }

    @Override
    public Expr variance() {
        Expr b = shape.reciprocal().times(Math.PI);
        Expr ratio = b.dividedBy(b.sin());
        Expr finite =
                scale.square().times(b.times(2).dividedBy(b.times(2).sin()).minus(ratio.square()));
        return Expr.select(shape.greaterThan(2), finite, Expr.constant(Double.POSITIVE_INFINITY));
    }

    @Override
    public Expr entropy() {
        return scale.log().minus(shape.log()).plus(2);
    }

    @Override
    public Expr logCdf(Expr x) {
        return logOdds(x).negate().softplus().negate();
    }

    @Override
    public Expr logSurvival(Expr x) {
        return logOdds(x).softplus().negate();
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Tails.logisticLevel((Math.log(Math.max(0, x)) - Math.log(parameters[0])) * parameters[1]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return parameters[0] * Math.exp((level.logBelow() - level.logAbove()) / parameters[1]);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double u = random.nextDouble();
        out[0] = parameters[0] * Math.exp((Math.log(u) - Math.log1p(-u)) / parameters[1]);
    }

    private Expr logOdds(Expr x) {
        return x.max(0).log().minus(scale.log()).times(shape);
    }
}
