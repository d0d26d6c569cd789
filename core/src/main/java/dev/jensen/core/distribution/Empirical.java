package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.LowerBounded;
import dev.jensen.core.support.Positive;
import dev.jensen.core.support.Real;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The law of some draws, smoothed so that it has a density and can be a prior: a normal law of one bandwidth h about each, in the
 * unconstrained coordinate u of a support. log p(x) = log mean φ((u − uᵢ)/h)/h − log dx/du.
 *
 * <p>The default bandwidth is Silverman's, 0.9 min(sd, IQR/1.34) n^(−1/5) ("Density estimation for statistics and data analysis", 1986,
 * equation 3.31). Each evaluation goes through all draws: give some hundreds.
 *
 * @param draws unconstrained, u; finite, copied
 * @param bandwidth h &gt; 0, in the unit of u
 * @param support of x: real, positive, above a bound, or between two
 */
public record Empirical(Expr draws, double bandwidth, ContinuousSupport support) implements CumulativeContinuous {
    /** Checks draws, bandwidth and support. */
    public Empirical {
        if (!(bandwidth > 0 && bandwidth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Empirical bandwidth must be > 0: " + bandwidth
                    + "; where all draws are equal, give one with of(draws, bandwidth)");
        }
        if (!(support instanceof Real
                || support instanceof Positive
                || support instanceof LowerBounded
                || support instanceof Interval)) {
            throw new IllegalArgumentException(
                    "Empirical needs a support of numbers that is real, positive, above a bound or between two, not "
                            + support);
        }
    }

    /** {@return the law of some real draws, with Silverman's bandwidth} */
    public static Empirical of(double... draws) {
        return of(draws, new Real());
    }

    /** {@return the law of some real draws} */
    public static Empirical of(double[] draws, double bandwidth) {
        return new Empirical(unconstrained(draws, new Real()), bandwidth, new Real());
    }

    /** {@return the law of some draws of a support, with Silverman's bandwidth in its unconstrained coordinate} */
    public static Empirical of(double[] draws, ContinuousSupport support) {
        Expr u = unconstrained(draws, support);
        return new Empirical(u, silverman(KnownParameters.numbers(u)), support);
    }

    private static Expr unconstrained(double[] draws, ContinuousSupport support) {
        if (draws.length < 2) {
            throw new IllegalArgumentException("Empirical needs at least 2 draws: " + draws.length);
        }
        Expr x = Expr.constant(draws);
        support.check("Empirical draws", x);
        return Expr.constant(KnownParameters.numbers(support.unconstrain(x)));
    }

    private static double silverman(double[] u) {
        double[] sorted = u.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(u).average().orElseThrow();
        double squares = Arrays.stream(u).map(x -> (x - mean) * (x - mean)).sum();
        double deviation = Math.sqrt(squares / (u.length - 1));
        double range = quartile(sorted, 0.75) - quartile(sorted, 0.25);
        double spread = range > 0 ? Math.min(deviation, range / 1.34) : deviation;
        return 0.9 * spread * Math.pow(u.length, -0.2);
    }

    private static double quartile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (at - below) * (above - sorted[below]);
    }

    private double[] values() {
        KnownValues known = Objects.requireNonNull(KnownValues.of(draws), "draws are numbers");
        double[] values = new double[known.elements()];
        Arrays.setAll(values, i -> known.at(0, i));
        return values;
    }

    private double constrained(double u) {
        return support instanceof Real ? u : KnownParameters.number(support.constrain(Expr.constant(u)));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    /** (u − uᵢ)/h along a new last axis. */
    private Expr deviations(Expr u) {
        int[] inner = Arrays.copyOf(u.shape().inner(), u.shape().rank() + 1);
        inner[inner.length - 1] = 1;
        return u.reshape(inner).minus(draws).times(1 / bandwidth);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr u = support.unconstrain(x);
        double constant = Gaussians.HALF_LOG_TWO_PI
                + Math.log(bandwidth)
                + Math.log(draws.shape().size());
        Expr log = deviations(u).square().times(-0.5).logSumExp(-1).minus(constant);
        return support instanceof Real ? log : log.minus(support.logJacobian(u));
    }

    @Override
    public Expr logCdf(Expr x) {
        return logMean(deviations(support.unconstrain(x)));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return logMean(deviations(support.unconstrain(x)).negate());
    }

    private Expr logMean(Expr deviations) {
        return deviations
                .logNormalCdf()
                .logSumExp(-1)
                .minus(Math.log(draws.shape().size()))
                .min(0);
    }

    @Override
    public Level level(double x, double[] parameters) {
        Expr at = support.unconstrain(Expr.constant(x));
        return levelOf(KnownParameters.number(at), values());
    }

    private Level levelOf(double u, double[] values) {
        double below = 0;
        double above = 0;
        for (double value : values) {
            Level level = Tails.normalLevel((u - value) / bandwidth);
            below += Math.exp(level.logBelow());
            above += Math.exp(level.logAbove());
        }
        return new Level(Math.log(below / values.length), Math.log(above / values.length));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double[] values = values();
        return constrained(Tails.invert(level, v -> levelOf(v, values), values[0], bandwidth));
    }

    private DensityMoments byDensity() {
        return DensityMoments.of(this, this::logDensityInside, new double[0]);
    }

    @Override
    public Expr mean() {
        return support instanceof Real
                ? Expr.constant(Arrays.stream(values()).average().orElseThrow())
                : Expr.constant(byDensity().mean());
    }

    @Override
    public Expr variance() {
        if (!(support instanceof Real)) {
            return Expr.constant(byDensity().variance());
        }
        double[] values = values();
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return Expr.constant(squares / values.length + bandwidth * bandwidth);
    }

    /** {@inheritDoc} One of the draws, moved by the bandwidth's normal noise. */
    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double[] values = values();
        out[0] = constrained(values[random.nextInt(values.length)] + bandwidth * random.nextGaussian());
    }
}
