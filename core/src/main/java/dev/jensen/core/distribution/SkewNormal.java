package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.SkewNormalIntegral;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.SkewNormalTail;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The skew normal law (Azzalini, "A class of distributions which includes the normal ones", 1985): with w = (x − ξ)/ω, log
 * p(x) = log 2 + log φ(w) + log Φ(αw) − log ω.
 *
 * @param location ξ; not the mean
 * @param scale ω &gt; 0; not the standard deviation
 * @param skew α: 0 for a normal law, positive for a long right tail
 */
public record SkewNormal(Expr location, Expr scale, Expr skew) implements CumulativeContinuous {
    /** Checks parameters that are known. */
    public SkewNormal {
        Parameter.check("SkewNormal", "location", location, Parameter.Range.REAL);
        Parameter.check("SkewNormal", "scale", scale, Parameter.Range.POSITIVE);
        Parameter.check("SkewNormal", "skew", skew, Parameter.Range.REAL);
    }

    /** {@return the skew normal law of a location, a scale &gt; 0 and a skew} */
    public static SkewNormal of(Expr location, Expr scale, Expr skew) {
        return new SkewNormal(location, scale, skew);
    }

    /** {@return the skew normal law of a location, a scale &gt; 0 and a skew} */
    public static SkewNormal of(Expr location, Expr scale, double skew) {
        return new SkewNormal(location, scale, Expr.constant(skew));
    }

    /** {@return the skew normal law of a location, a scale &gt; 0 and a skew} */
    public static SkewNormal of(Expr location, double scale, Expr skew) {
        return new SkewNormal(location, Expr.constant(scale), skew);
    }

    /** {@return the skew normal law of a location, a scale &gt; 0 and a skew} */
    public static SkewNormal of(Expr location, double scale, double skew) {
        return new SkewNormal(location, Expr.constant(scale), Expr.constant(skew));
    }

    /** {@return the skew normal law of a location, a scale &gt; 0 and a skew} */
    public static SkewNormal of(double location, Expr scale, Expr skew) {
        return new SkewNormal(Expr.constant(location), scale, skew);
    }

    /** {@return the skew normal law of a location, a scale &gt; 0 and a skew} */
    public static SkewNormal of(double location, Expr scale, double skew) {
        return new SkewNormal(Expr.constant(location), scale, Expr.constant(skew));
    }

    /** {@return the skew normal law of a location, a scale &gt; 0 and a skew} */
    public static SkewNormal of(double location, double scale, Expr skew) {
        return new SkewNormal(Expr.constant(location), Expr.constant(scale), skew);
    }

    /** {@return the skew normal law of a location, a scale &gt; 0 and a skew} */
    public static SkewNormal of(double location, double scale, double skew) {
        return new SkewNormal(Expr.constant(location), Expr.constant(scale), Expr.constant(skew));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("location", location, Parameter.Range.REAL),
                new Parameter("scale", scale, Parameter.Range.POSITIVE),
                new Parameter("skew", skew, Parameter.Range.REAL));
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
        Expr w = Scaling.standardized(x.minus(location), scale);
        Expr normal = w.square().times(0.5).plus(scale.log()).plus(Gaussians.HALF_LOG_TWO_PI - Math.log(2));
        return w.times(skew).logNormalCdf().minus(normal);
    }

    @Override
    public Expr mean() {
        return location.plus(scale.times(shift()));
    }

    @Override
    public Expr variance() {
        return scale.square().times(shift().square().negate().plus(1)).plus(location.times(0));
    }

    @Override
    public Expr logCdf(Expr x) {
        return SkewNormalTail.log(Scaling.standardized(x.minus(location), scale), skew);
    }

    @Override
    public Expr logSurvival(Expr x) {
        return SkewNormalTail.log(Scaling.standardized(location.minus(x), scale), skew.negate());
    }

    @Override
    public Level level(double x, double[] parameters) {
        double w = (x - parameters[0]) / parameters[1];
        return new Level(SkewNormalIntegral.log(w, parameters[2]), SkewNormalIntegral.log(-w, -parameters[2]));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return parameters[0]
                + parameters[1] * Tails.invert(level, w -> level(w, new double[] {0, 1, parameters[2]}), 0, 1);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double delta = parameters[2] / Math.hypot(1, parameters[2]);
        double first = Math.abs(random.nextGaussian());
        double w = delta * first + Math.sqrt(Math.max(0, 1 - delta * delta)) * random.nextGaussian();
        out[0] = parameters[0] + parameters[1] * w;
    }

    /** √(2/π) δ with δ = α/√(1 + α²). */
    private Expr shift() {
        return skew.dividedBy(skew.square().plus(1).sqrt()).times(Math.sqrt(2 / Math.PI));
    }
}
