package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.NormalIntegral;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of the sum of a normal and an exponential number, such as a reaction time: log p(x) = log λ + λ(m − x) + ½λ²s² +
 * log Φ((x − m)/s − λs).
 *
 * @param location m, the mean of the normal part
 * @param scale s &gt; 0, the standard deviation of the normal part
 * @param rate λ &gt; 0, the rate of the exponential part
 */
public record ExponentiallyModifiedNormal(Expr location, Expr scale, Expr rate) implements CumulativeContinuous {
    /** Checks parameters that are known. */
    public ExponentiallyModifiedNormal {
        Parameter.check("ExponentiallyModifiedNormal", "location", location, Parameter.Range.REAL);
        Parameter.check("ExponentiallyModifiedNormal", "scale", scale, Parameter.Range.POSITIVE);
        Parameter.check("ExponentiallyModifiedNormal", "rate", rate, Parameter.Range.POSITIVE);
    }

    /** {@return the exponentially modified normal law of a location, a scale &gt; 0 and a rate &gt; 0} */
    public static ExponentiallyModifiedNormal of(Expr location, Expr scale, Expr rate) {
        return new ExponentiallyModifiedNormal(location, scale, rate);
    }

    /** {@return the exponentially modified normal law of a location, a scale &gt; 0 and a rate &gt; 0} */
    public static ExponentiallyModifiedNormal of(Expr location, Expr scale, double rate) {
        return new ExponentiallyModifiedNormal(location, scale, Expr.constant(rate));
    }

    /** {@return the exponentially modified normal law of a location, a scale &gt; 0 and a rate &gt; 0} */
    public static ExponentiallyModifiedNormal of(Expr location, double scale, Expr rate) {
        return new ExponentiallyModifiedNormal(location, Expr.constant(scale), rate);
    }

    /** {@return the exponentially modified normal law of a location, a scale &gt; 0 and a rate &gt; 0} */
    public static ExponentiallyModifiedNormal of(Expr location, double scale, double rate) {
        return new ExponentiallyModifiedNormal(location, Expr.constant(scale), Expr.constant(rate));
    }

    /** {@return the exponentially modified normal law of a location, a scale &gt; 0 and a rate &gt; 0} */
    public static ExponentiallyModifiedNormal of(double location, Expr scale, Expr rate) {
        return new ExponentiallyModifiedNormal(Expr.constant(location), scale, rate);
    }

    /** {@return the exponentially modified normal law of a location, a scale &gt; 0 and a rate &gt; 0} */
    public static ExponentiallyModifiedNormal of(double location, Expr scale, double rate) {
        return new ExponentiallyModifiedNormal(Expr.constant(location), scale, Expr.constant(rate));
    }

    /** {@return the exponentially modified normal law of a location, a scale &gt; 0 and a rate &gt; 0} */
    public static ExponentiallyModifiedNormal of(double location, double scale, Expr rate) {
        return new ExponentiallyModifiedNormal(Expr.constant(location), Expr.constant(scale), rate);
    }

    /** {@return the exponentially modified normal law of a location, a scale &gt; 0 and a rate &gt; 0} */
    public static ExponentiallyModifiedNormal of(double location, double scale, double rate) {
        return new ExponentiallyModifiedNormal(Expr.constant(location), Expr.constant(scale), Expr.constant(rate));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("location", location, Parameter.Range.REAL),
                new Parameter("scale", scale, Parameter.Range.POSITIVE),
                new Parameter("rate", rate, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return new Real();
    }

    @Override
    public Expr logDensity(Expr x) {
        return Boundary.line(x, logDensityInside(x));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        // with v = (x − m)/s − λs: λ(m − x) + ½λ²s² = ½v² − ½w², and Φ(v) = φ(v)/inverseMills(v), so that far left
        // neither is computed and nothing cancels
        Expr w = Scaling.standardized(x.minus(location), scale);
        Expr product = rate.times(scale);
        Expr v = w.minus(product);
        Expr left = w.square().times(-0.5).minus(v.min(0).inverseMills().log()).minus(Gaussians.HALF_LOG_TWO_PI);
        Expr right =
                v.max(0).logNormalCdf().plus(product.times(product.times(0.5).minus(w)));
        return Expr.select(v.lessThan(0), left, right).plus(rate.log());
    }

    @Override
    public Expr mean() {
        return location.plus(rate.reciprocal()).plus(scale.times(0));
    }

    @Override
    public Expr variance() {
        return scale.square().plus(rate.square().reciprocal()).plus(location.times(0));
    }

    @Override
    public Expr logCdf(Expr x) {
        Expr w = Scaling.standardized(x.minus(location), scale);
        Expr v = w.minus(rate.times(scale));
        Expr below = w.min(0);
        Expr further = Expr.select(w.lessThan(0), v, Expr.constant(-1)); // below the other, or log 0
        Expr ratio = below.inverseMills().dividedBy(further.inverseMills());
        Expr far = below.logNormalCdf().plus(ratio.negate().log1p());
        return Expr.select(w.lessThan(0), far, Tails.complement(logSurvival(x)));
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr w = Scaling.standardized(x.minus(location), scale);
        Expr normal = w.negate().logNormalCdf();
        Expr exponential = logDensityInside(x).minus(rate.log());
        return Tails.logSum(normal.max(exponential), normal.min(exponential));
    }

    @Override
    public Level level(double x, double[] parameters) {
        double w = (x - parameters[0]) / parameters[1];
        double product = parameters[1] * parameters[2];
        double v = w - product;
        if (w < 0) {
            double ratio = NormalIntegral.inverseMills(w) / NormalIntegral.inverseMills(v);
            return Level.below(NormalIntegral.logNormalCdf(w) + Math.log1p(-ratio));
        }
        double exponential = v < 0
                ? -0.5 * w * w - Gaussians.HALF_LOG_TWO_PI - Math.log(NormalIntegral.inverseMills(v))
                : product * (0.5 * product - w) + NormalIntegral.logNormalCdf(v);
        double normal = NormalIntegral.logNormalCdf(-w);
        double greater = Math.max(normal, exponential);
        return Level.above(greater + Math.log1p(Math.exp(Math.min(normal, exponential) - greater)));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return Tails.invert(level, x -> level(x, parameters), parameters[0], parameters[1] + 1 / parameters[2]);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double exponential = -Math.log(1 - random.nextDouble()) / parameters[2];
        out[0] = parameters[0] + parameters[1] * random.nextGaussian() + exponential;
    }
}
