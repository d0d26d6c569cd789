package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Weibull law of times to failure: log p(x) = log k − k log λ + (k − 1) log x − (x/λ)ᵏ, x &gt; 0. The hazard rises for
 * k &gt; 1, and is that of {@link Exponential} for k = 1.
 *
 * @param shape k &gt; 0
 * @param scale λ &gt; 0, the 63 % quantile
 */
public record Weibull(Expr shape, Expr scale) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public Weibull {
        Parameter.check("Weibull", "shape", shape, Parameter.Range.POSITIVE);
        Parameter.check("Weibull", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the Weibull law of a shape &gt; 0 and a scale &gt; 0} */
    public static Weibull of(Expr shape, Expr scale) {
        return new Weibull(shape, scale);
    }

    /** {@return the Weibull law of a shape &gt; 0 and a scale &gt; 0} */
    public static Weibull of(Expr shape, double scale) {
        return new Weibull(shape, Expr.constant(scale));
    }

    /** {@return the Weibull law of a shape &gt; 0 and a scale &gt; 0} */
    public static Weibull of(double shape, Expr scale) {
        return new Weibull(Expr.constant(shape), scale);
    }

    /** {@return the Weibull law of a shape &gt; 0 and a scale &gt; 0} */
    public static Weibull of(double shape, double scale) {
        return new Weibull(Expr.constant(shape), Expr.constant(scale));
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
    public Expr logDensity(Expr x) {
        Expr atZero = XLogY.of(shape.minus(1), x).plus(shape.log()).minus(shape.times(scale.log()));
        return Boundary.halfLine(x, atZero, logDensityInside(x));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr w = x.log().minus(scale.log());
        Expr power = w.times(shape);
        return power.minus(power.exp()).plus(shape.log()).minus(x.log());
    }

    @Override
    public Expr mean() {
        return scale.times(shape.reciprocal().plus(1).logGamma().exp());
    }

    @Override
    public Expr variance() {
        Expr first = shape.reciprocal().plus(1).logGamma().times(2);
        Expr second = shape.reciprocal().times(2).plus(1).logGamma();
        return scale.square().times(first.exp()).times(second.minus(first).expm1()); // Γ(1 + 2/k) − Γ(1 + 1/k)²
    }

    @Override
    public Expr entropy() {
        Expr overShape = shape.reciprocal();
        return overShape
                .negate()
                .plus(1)
                .times(0.57721566490153286)
                .plus(scale.log())
                .minus(shape.log())
                .plus(1);
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.complement(logSurvival(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return x.max(0).log().minus(scale.log()).times(shape).exp().negate();
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Level.above(-Math.pow(Math.max(0, x) / parameters[1], parameters[0]));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double logHazard = level.logBelow() < -36 ? level.logBelow() : Math.log(-level.logAbove());
        return parameters[1] * Math.exp(logHazard / parameters[0]);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = parameters[1] * Math.pow(-Math.log(1 - random.nextDouble()), 1 / parameters[0]);
    }
}
