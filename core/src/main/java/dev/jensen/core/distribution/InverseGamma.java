package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.GammaTail;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of 1/Y for Y of Gamma(a, rate b): log p(x) = −(a + 1) log x − b/x + a log b − log Γ(a), x &gt; 0.
 *
 * <p>The mean exists for a &gt; 1, the variance for a &gt; 2.
 *
 * @param shape a &gt; 0
 * @param scale b &gt; 0
 */
public record InverseGamma(Expr shape, Expr scale) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public InverseGamma {
        Parameter.check("InverseGamma", "shape", shape, Parameter.Range.POSITIVE);
        Parameter.check("InverseGamma", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the inverse gamma law of a shape &gt; 0 and a scale &gt; 0} */
    public static InverseGamma of(Expr shape, Expr scale) {
        return new InverseGamma(shape, scale);
    }

    /** {@return the inverse gamma law of a shape &gt; 0 and a scale &gt; 0} */
    public static InverseGamma of(double shape, double scale) {
        return new InverseGamma(Expr.constant(shape), Expr.constant(scale));
    }

    /** {@return the inverse gamma law of a shape &gt; 0 and a scale &gt; 0} */
    public static InverseGamma of(Expr shape, double scale) {
        return new InverseGamma(shape, Expr.constant(scale));
    }

    /** {@return the inverse gamma law of a shape &gt; 0 and a scale &gt; 0} */
    public static InverseGamma of(double shape, Expr scale) {
        return new InverseGamma(Expr.constant(shape), scale);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("shape", shape, Parameter.Range.POSITIVE),
                new Parameter("scale", scale, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr constant = shape.times(scale.log()).minus(shape.logGamma());
        return shape.plus(1).negate().times(x.log()).minus(scale.dividedBy(x)).plus(constant);
    }

    @Override
    public Expr mean() {
        Expr infinite = Expr.constant(Double.POSITIVE_INFINITY);
        return Expr.select(shape.greaterThan(1), scale.dividedBy(shape.minus(1)), infinite);
    }

    @Override
    public Expr variance() {
        Expr infinite = Expr.constant(Double.POSITIVE_INFINITY);
        Expr finite = scale.dividedBy(shape.minus(1)).square().dividedBy(shape.minus(2));
        return Expr.select(shape.greaterThan(2), finite, infinite);
    }

    @Override
    public Expr entropy() {
        Expr byDigamma = shape.plus(1).times(shape.digamma());
        return shape.plus(scale.log()).plus(shape.logGamma()).minus(byDigamma);
    }

    @Override
    public Expr logCdf(Expr x) {
        return GammaTail.logUpper(shape, logInverse(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return GammaTail.logLower(shape, logInverse(x));
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Gamma.level(Math.log(parameters[1]) - Math.log(Math.max(0, x)), parameters[0])
                .mirrored();
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return parameters[1] * Math.exp(-Gamma.logQuantile(level.mirrored(), parameters[0]));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = parameters[1] * Math.exp(-GammaSampler.logDraw(random, parameters[0]));
    }

    private Expr logInverse(Expr x) {
        return scale.log().minus(x.max(0).log());
    }
}
