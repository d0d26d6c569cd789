package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.NormalIntegral;
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
public record InverseGaussian(Expr mean, Expr shape) implements CumulativeContinuous {
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
    public Expr logCdf(Expr x) {
        Expr first = root(x).times(x.dividedBy(mean).minus(1));
        Expr second = root(x).times(x.dividedBy(mean).plus(1));
        Expr log = Tails.logSum(first.logNormalCdf(), scaled(first, second));
        return Tails.from(x, Double.MIN_VALUE, log);
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr first = root(x).times(x.dividedBy(mean).minus(1)).max(0);
        Expr second = root(x).times(x.dividedBy(mean).plus(1));
        Expr ratio = first.negate().inverseMills().dividedBy(second.negate().inverseMills());
        Expr far = first.negate().logNormalCdf().plus(ratio.negate().log1p());
        Expr near = Tails.complement(logCdf(x));
        return Expr.select(x.lessOrEqual(mean), near, far);
    }

    @Override
    public Level level(double x, double[] parameters) {
        double mu = parameters[0];
        if (!(x > 0)) {
            return new Level(x <= 0 ? Double.NEGATIVE_INFINITY : Double.NaN, 0);
        }
        double root = Math.sqrt(parameters[1] / x);
        double first = root * (x / mu - 1);
        double second = root * (x / mu + 1);
        double logScaled =
                -0.5 * first * first - Gaussians.HALF_LOG_TWO_PI - Math.log(NormalIntegral.inverseMills(-second));
        double logNormal = NormalIntegral.logNormalCdf(first);
        if (x <= mu) {
            return Level.below(logNormal + Math.log1p(Math.exp(logScaled - logNormal)));
        }
        double ratio = NormalIntegral.inverseMills(-first) / NormalIntegral.inverseMills(-second);
        return Level.above(NormalIntegral.logNormalCdf(-first) + Math.log1p(-ratio));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double spread = Math.sqrt(parameters[0] / parameters[1]);
        return Math.exp(
                Tails.invert(level, y -> level(Math.exp(y), parameters), Math.log(parameters[0]), Math.min(1, spread)));
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

    /** √(λ/x), of a positive number. */
    private Expr root(Expr x) {
        return shape.dividedBy(positive(x)).sqrt();
    }

    private static Expr positive(Expr x) {
        return x.max(Double.MIN_NORMAL);
    }

    /** 2λ/μ + log Φ(−b) = −½a² − log √2π − log(φ/Φ)(−b), as b² − a² = 4λ/μ. */
    private static Expr scaled(Expr a, Expr b) {
        return a.square()
                .times(-0.5)
                .minus(Gaussians.HALF_LOG_TWO_PI)
                .minus(b.negate().inverseMills().log());
    }
}
