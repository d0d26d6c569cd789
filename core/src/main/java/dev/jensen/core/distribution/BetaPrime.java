package dev.jensen.core.distribution;

import dev.jensen.core.expr.BetaTail;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of the odds y/(1 − y) for y of Beta(a, b): log p(x) = (a − 1) log x − (a + b) log(1 + x) − log B(a, b), x &gt; 0.
 *
 * <p>The mean exists for b &gt; 1, the variance for b &gt; 2.
 *
 * @param a a &gt; 0
 * @param b b &gt; 0, the tail's index
 */
public record BetaPrime(Expr a, Expr b) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public BetaPrime {
        Parameter.check("BetaPrime", "a", a, Parameter.Range.POSITIVE);
        Parameter.check("BetaPrime", "b", b, Parameter.Range.POSITIVE);
    }

    /** {@return the beta prime law of an a &gt; 0 and a b &gt; 0} */
    public static BetaPrime of(Expr a, Expr b) {
        return new BetaPrime(a, b);
    }

    /** {@return the beta prime law of an a &gt; 0 and a b &gt; 0} */
    public static BetaPrime of(Expr a, double b) {
        return new BetaPrime(a, Expr.constant(b));
    }

    /** {@return the beta prime law of an a &gt; 0 and a b &gt; 0} */
    public static BetaPrime of(double a, Expr b) {
        return new BetaPrime(Expr.constant(a), b);
    }

    /** {@return the beta prime law of an a &gt; 0 and a b &gt; 0} */
    public static BetaPrime of(double a, double b) {
        return new BetaPrime(Expr.constant(a), Expr.constant(b));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("a", a, Parameter.Range.POSITIVE), new Parameter("b", b, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public Expr logDensity(Expr x) {
        Expr atZero = XLogY.of(a.minus(1), x).minus(BetaFunction.log(a, b));
        return Boundary.halfLine(x, atZero, logDensityInside(x));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return a.minus(1).times(x.log()).minus(a.plus(b).times(x.log1p())).minus(BetaFunction.log(a, b));
    }

    @Override
    public Expr mean() {
        Expr finite = a.dividedBy(b.minus(1));
        return Expr.select(b.greaterThan(1), finite, Expr.constant(Double.POSITIVE_INFINITY));
    }

    @Override
    public Expr variance() {
        Expr finite = a.times(a.plus(b).minus(1))
                .dividedBy(b.minus(2))
                .dividedBy(b.minus(1).square());
        return Expr.select(b.greaterThan(2), finite, Expr.constant(Double.POSITIVE_INFINITY));
    }

    @Override
    public Expr entropy() {
        Expr total = a.plus(b);
        Expr ofLogX = a.minus(1).times(a.digamma().minus(b.digamma()));
        return BetaFunction.log(a, b)
                .minus(ofLogX)
                .plus(total.times(total.digamma().minus(b.digamma())));
    }

    @Override
    public Expr logCdf(Expr x) {
        return BetaTail.log(a, b, x.max(0).log());
    }

    @Override
    public Expr logSurvival(Expr x) {
        return BetaTail.log(b, a, x.max(0).log().negate());
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Beta.logitLevel(Math.log(Math.max(0, x)), parameters[0], parameters[1]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return Math.exp(Beta.logitQuantile(level, parameters[0], parameters[1]));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = Math.exp(GammaSampler.logDraw(random, parameters[0]) - GammaSampler.logDraw(random, parameters[1]));
    }
}
