package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.BetaIntegral;
import dev.jensen.core.engine.function.BetaPath;
import dev.jensen.core.expr.BetaTail;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Interval;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The beta law: log p(x) = (a − 1) log x + (b − 1) log(1 − x) − log B(a, b), 0 ≤ x ≤ 1.
 *
 * @param a a &gt; 0; the mean is a/(a + b)
 * @param b b &gt; 0
 */
public record Beta(Expr a, Expr b) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public Beta {
        Parameter.check("Beta", "a", a, Parameter.Range.POSITIVE);
        Parameter.check("Beta", "b", b, Parameter.Range.POSITIVE);
    }

    /** {@return the beta law of a &gt; 0 and b &gt; 0} */
    public static Beta of(Expr a, Expr b) {
        return new Beta(a, b);
    }

    /** {@return the beta law of a &gt; 0 and b &gt; 0} */
    public static Beta of(double a, double b) {
        return new Beta(Expr.constant(a), Expr.constant(b));
    }

    /** {@return the beta law of a &gt; 0 and b &gt; 0} */
    public static Beta of(Expr a, double b) {
        return new Beta(a, Expr.constant(b));
    }

    /** {@return the beta law of a &gt; 0 and b &gt; 0} */
    public static Beta of(double a, Expr b) {
        return new Beta(Expr.constant(a), b);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("a", a, Parameter.Range.POSITIVE), new Parameter("b", b, Parameter.Range.POSITIVE));
    }

    /** {@inheritDoc} Observations of 0 and 1 are refused: there the density is 0 or infinite, unless a or b is 1. */
    @Override
    public void check(String data, Expr x) {
        support().check(name() + " data \"" + data + "\"", x);
        Inside.require(name() + " data \"" + data + "\"", x, a, b);
    }

    @Override
    public ContinuousSupport support() {
        return Interval.unit();
    }

    /** {@inheritDoc} At 0 it is +∞, finite or −∞ as a is below, at or above 1; at 1 likewise by b. */
    @Override
    public Expr logDensity(Expr x) {
        Expr powers = XLogY.of(a.minus(1), x).plus(XLogY.complement(b.minus(1), x));
        Expr inside = powers.minus(BetaFunction.log(a, b));
        return Expr.select(support().outside(x), Expr.constant(Double.NEGATIVE_INFINITY), inside);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr complement = x.negate().log1p();
        return a.minus(1).times(x.log()).plus(b.minus(1).times(complement)).minus(BetaFunction.log(a, b));
    }

    @Override
    public Expr mean() {
        return a.dividedBy(a.plus(b));
    }

    @Override
    public Expr variance() {
        Expr total = a.plus(b);
        return a.dividedBy(total).times(b.dividedBy(total)).dividedBy(total.plus(1));
    }

    @Override
    public Expr entropy() {
        Expr total = a.plus(b);
        return BetaFunction.log(a, b)
                .minus(a.minus(1).times(a.digamma()))
                .minus(b.minus(1).times(b.digamma()))
                .plus(total.minus(2).times(total.digamma()));
    }

    @Override
    public Expr logCdf(Expr x) {
        return BetaTail.log(a, b, logit(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return BetaTail.log(b, a, logit(x).negate());
    }

    @Override
    public Level level(double x, double[] parameters) {
        double inside = Math.max(0, Math.min(1, x));
        return logitLevel(Math.log(inside) - Math.log1p(-inside), parameters[0], parameters[1]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return 1 / (1 + Math.exp(-logitQuantile(level, parameters[0], parameters[1])));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double first = GammaSampler.logDraw(random, parameters[0]);
        double second = GammaSampler.logDraw(random, parameters[1]);
        out[0] = 1 / (1 + Math.exp(second - first));
    }

    private static Expr logit(Expr x) {
        Expr inside = x.max(0).min(1);
        return inside.log().minus(inside.negate().log1p());
    }

    /** The quantile of log x/(1 − x). */
    static double logitQuantile(Level level, double a, double b) {
        if (level.logBelow() == Double.NEGATIVE_INFINITY || level.logAbove() == Double.NEGATIVE_INFINITY) {
            return level.isLower() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return BetaPath.quantile(a, b, Tails.normal(level));
    }

    static Level logitLevel(double logit, double a, double b) {
        return new Level(BetaIntegral.log(a, b, logit), BetaIntegral.log(b, a, -logit));
    }
}
