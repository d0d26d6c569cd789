package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Interval;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A law on the unit interval much like {@link Beta}, whose distribution function 1 − (1 − xᵃ)ᵇ is closed: log p(x) = log a +
 * log b + (a − 1) log x + (b − 1) log(1 − xᵃ), 0 &lt; x &lt; 1.
 *
 * @param a a &gt; 0
 * @param b b &gt; 0
 */
public record Kumaraswamy(Expr a, Expr b) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public Kumaraswamy {
        Parameter.check("Kumaraswamy", "a", a, Parameter.Range.POSITIVE);
        Parameter.check("Kumaraswamy", "b", b, Parameter.Range.POSITIVE);
    }

    /** {@return the Kumaraswamy law of an a &gt; 0 and a b &gt; 0} */
    public static Kumaraswamy of(Expr a, Expr b) {
        return new Kumaraswamy(a, b);
    }

    /** {@return the Kumaraswamy law of an a &gt; 0 and a b &gt; 0} */
    public static Kumaraswamy of(Expr a, double b) {
        return new Kumaraswamy(a, Expr.constant(b));
    }

    /** {@return the Kumaraswamy law of an a &gt; 0 and a b &gt; 0} */
    public static Kumaraswamy of(double a, Expr b) {
        return new Kumaraswamy(Expr.constant(a), b);
    }

    /** {@return the Kumaraswamy law of an a &gt; 0 and a b &gt; 0} */
    public static Kumaraswamy of(double a, double b) {
        return new Kumaraswamy(Expr.constant(a), Expr.constant(b));
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

    @Override
    public Expr logDensity(Expr x) {
        Expr power = x.log().times(a);
        Expr powers =
                XLogY.of(a.minus(1), x).plus(XLogY.of(b.minus(1), power.expm1().negate()));
        Expr inside = powers.plus(a.log()).plus(b.log());
        return Expr.select(support().outside(x), Expr.constant(Double.NEGATIVE_INFINITY), inside);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr power = x.log().times(a);
        return a.log()
                .plus(b.log())
                .plus(a.minus(1).times(x.log()))
                .plus(b.minus(1).times(power.expm1().negate().log()));
    }

    @Override
    public Expr mean() {
        return moment(1).exp();
    }

    @Override
    public Expr variance() {
        Expr first = moment(1).times(2);
        return first.exp().times(moment(2).minus(first).expm1());
    }

    @Override
    public Expr entropy() {
        Expr harmonic = b.plus(1).digamma().plus(0.57721566490153286);
        Expr ofFirst = a.reciprocal().negate().plus(1).times(harmonic);
        return b.reciprocal().negate().plus(1).plus(ofFirst).minus(a.log()).minus(b.log());
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.complement(logSurvival(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return Tails.complement(x.max(0).min(1).log().times(a)).times(b);
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Level.above(parameters[1] * Level.complement(parameters[0] * Math.log(Math.max(0, Math.min(1, x)))));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double logAbove = Level.complement(level.logAbove() / parameters[1]);
        return Math.exp(logAbove / parameters[0]);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double u = Math.log(1 - random.nextDouble()) / parameters[1];
        out[0] = Math.exp(Math.log(-Math.expm1(u)) / parameters[0]);
    }

    /** log E[xⁿ] = log b + log B(1 + n/a, b). */
    private Expr moment(int n) {
        return b.log().plus(BetaFunction.log(a.reciprocal().times(n).plus(1), b));
    }
}
