package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.GammaIntegral;
import dev.jensen.core.engine.function.GammaPath;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.GammaTail;
import dev.jensen.core.expr.Tail;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The gamma law: log p(x) = (a − 1) log x − bx + a log b − log Γ(a), x &gt; 0.
 *
 * @param shape a &gt; 0
 * @param rate b &gt; 0; the mean is a/b
 */
public record Gamma(Expr shape, Expr rate) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public Gamma {
        Parameter.check("Gamma", "shape", shape, Parameter.Range.POSITIVE);
        Parameter.check("Gamma", "rate", rate, Parameter.Range.POSITIVE);
    }

    /** {@return the gamma law of a shape &gt; 0 and a rate &gt; 0} */
    public static Gamma of(Expr shape, Expr rate) {
        return new Gamma(shape, rate);
    }

    /** {@return the gamma law of a shape &gt; 0 and a rate &gt; 0} */
    public static Gamma of(double shape, double rate) {
        return new Gamma(Expr.constant(shape), Expr.constant(rate));
    }

    /** {@return the gamma law of a shape &gt; 0 and a rate &gt; 0} */
    public static Gamma of(Expr shape, double rate) {
        return new Gamma(shape, Expr.constant(rate));
    }

    /** {@return the gamma law of a shape &gt; 0 and a rate &gt; 0} */
    public static Gamma of(double shape, Expr rate) {
        return new Gamma(Expr.constant(shape), rate);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("shape", shape, Parameter.Range.POSITIVE),
                new Parameter("rate", rate, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    /** {@inheritDoc} At 0 it is +∞, log b or −∞ as the shape is below, at or above 1. */
    @Override
    public Expr logDensity(Expr x) {
        Expr outside = x.lessThan(0).max(x.greaterOrEqual(Double.POSITIVE_INFINITY));
        Expr inside = logDensity(x, XLogY.of(shape.minus(1), x));
        return Expr.select(outside, Expr.constant(Double.NEGATIVE_INFINITY), inside);
    }

    private Expr logDensity(Expr x, Expr power) {
        Expr constant = shape.times(rate.log()).minus(shape.logGamma());
        return power.minus(rate.times(x)).plus(constant);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return logDensity(x, shape.minus(1).times(x.log()));
    }

    @Override
    public Expr mean() {
        return shape.dividedBy(rate);
    }

    @Override
    public Expr variance() {
        return shape.dividedBy(rate.square());
    }

    @Override
    public Expr entropy() {
        Expr byDigamma = Expr.constant(1).minus(shape).times(shape.digamma());
        return shape.minus(rate.log()).plus(shape.logGamma()).plus(byDigamma);
    }

    @Override
    public Expr logCdf(Expr x) {
        return GammaTail.logLower(shape, logScaled(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return GammaTail.logUpper(shape, logScaled(x));
    }

    @Override
    public Level level(double x, double[] parameters) {
        return level(Math.log(Math.max(0, x)) + Math.log(parameters[1]), parameters[0]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return Math.exp(logQuantile(level, parameters[0])) / parameters[1];
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = GammaSampler.draw(random, parameters[0]) / parameters[1];
    }

    private Expr logScaled(Expr x) {
        return x.max(0).log().plus(rate.log());
    }

    /** The logarithm of a quantile, of rate 1. */
    static double logQuantile(Level level, double shape) {
        if (level.logBelow() == Double.NEGATIVE_INFINITY || level.logAbove() == Double.NEGATIVE_INFINITY) {
            return level.isLower() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return GammaPath.quantile(shape, Tails.normal(level)) + Math.log(shape);
    }

    /** Of log x, of rate 1. */
    static Level level(double logX, double shape) {
        return new Level(GammaIntegral.log(Tail.LOWER, shape, logX), GammaIntegral.log(Tail.UPPER, shape, logX));
    }
}
