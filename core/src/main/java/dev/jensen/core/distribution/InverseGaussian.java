package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of the time at which a Brownian motion with drift reaches a level: log p(x) = ½ log(λ/2π) − (3/2) log x − λ(x −
 * μ)²/(2μ²x), x &gt; 0.
 *
 * @param mean μ &gt; 0
 * @param shape λ &gt; 0; the variance is μ³/λ
 */
public record InverseGaussian(Expr mean, Expr shape) implements Continuous {
    /** Checks parameters that are known. */
    public InverseGaussian {
        Parameter.check("InverseGaussian", "mean", mean, Parameter.Range.POSITIVE);
        Parameter.check("InverseGaussian", "shape", shape, Parameter.Range.POSITIVE);
    }

    /** {@return the inverse Gaussian law of a mean &gt; 0 and a shape &gt; 0} */
    public static InverseGaussian of(Expr mean, Expr shape) {
        return new InverseGaussian(mean, shape);
    }

    /** {@return the inverse Gaussian law of a mean &gt; 0 and a shape &gt; 0} */
    public static InverseGaussian of(Expr mean, double shape) {
        return new InverseGaussian(mean, Expr.constant(shape));
    }

    /** {@return the inverse Gaussian law of a mean &gt; 0 and a shape &gt; 0} */
    public static InverseGaussian of(double mean, Expr shape) {
        return new InverseGaussian(Expr.constant(mean), shape);
    }

    /** {@return the inverse Gaussian law of a mean &gt; 0 and a shape &gt; 0} */
    public static InverseGaussian of(double mean, double shape) {
        return new InverseGaussian(Expr.constant(mean), Expr.constant(shape));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("mean", mean, Parameter.Range.POSITIVE),
                new Parameter("shape", shape, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public Expr logDensity(Expr x) {
        return Boundary.halfLine(x, Expr.constant(Double.NEGATIVE_INFINITY), logDensityInside(x));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr deviation = x.minus(mean).dividedBy(mean);
        Expr exponent = deviation.square().times(shape).dividedBy(x).times(0.5);
        return shape.log().times(0.5).minus(x.log().times(1.5)).minus(exponent).minus(Gaussians.HALF_LOG_TWO_PI);
    }

    @Override
    public Expr variance() {
        return mean.times(mean.square()).dividedBy(shape);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        // Michael, Schucany and Haas, "Generating random variates using transformations with multiple roots", 1976
        double mu = parameters[0];
        double y = random.nextGaussian();
        double a = mu * y * y / (2 * parameters[1]);
        double root = mu / (1 + a + Math.sqrt(a * (a + 2)));
        out[0] = random.nextDouble() * (mu + root) <= mu ? root : mu / root * mu;
    }
}
