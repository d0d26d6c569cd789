package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.GammaTail;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Poisson law: log P(k) = k log λ − λ − log k!.
 *
 * <p>Written with {@code eta.exp()} it is the same as {@link #ofLogRate(Expr)}, which is cheaper and does not over- or underflow.
 *
 * @param rate λ &gt; 0, mean and variance; an unknown that all rows share must not be exactly 0
 */
public record Poisson(Expr rate) implements CumulativeDiscrete {
    /** Checks parameters that are known. */
    public Poisson {
        Parameter.check("Poisson", "rate", rate, Parameter.Range.POSITIVE);
    }

    /** {@return the Poisson law of a rate &gt; 0} */
    public static Poisson of(Expr rate) {
        return new Poisson(rate);
    }

    /** {@return the Poisson law of a rate &gt; 0} */
    public static Poisson of(double rate) {
        return new Poisson(Expr.constant(rate));
    }

    /** {@return the Poisson law of rate exp(logRate)} */
    public static PoissonLog ofLogRate(Expr logRate) {
        return new PoissonLog(logRate);
    }

    /** {@return the Poisson law of rate exp(logRate)} */
    public static PoissonLog ofLogRate(double logRate) {
        return new PoissonLog(Expr.constant(logRate));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("rate", rate, Parameter.Range.POSITIVE));
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.from(0);
    }

    /** {@inheritDoc} That of the log rate η, where the rate was written as exp(η), or exp(η) times data. */
    @Override
    public Expr logDensityInside(Expr x) {
        Expr logRate = Links.logRate(rate);
        if (logRate != null) {
            return new PoissonLog(logRate).logDensityInside(x);
        }
        return XLogY.of(x, rate).minus(rate).minus(x.plus(1).logGamma());
    }

    @Override
    public Expr mean() {
        return rate;
    }

    @Override
    public Expr variance() {
        return rate;
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.from(x, 0, GammaTail.logUpper(x.max(0).plus(1), rate.log()));
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr inside = GammaTail.logLower(x.max(0).plus(1), rate.log());
        return Expr.select(x.lessThan(0), Expr.constant(0), inside);
    }

    @Override
    public Level level(double x, double[] parameters) {
        return level(x, Math.log(parameters[0]));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return quantile(level, Math.log(parameters[0]));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = PoissonSampler.draw(random, parameters[0]);
    }

    /** By the tails of the gamma law: P(K ≤ k) = Q(k + 1, λ). */
    static double quantile(Level level, double logRate) {
        return Tails.count(level, Double.POSITIVE_INFINITY, k -> level(k, logRate));
    }

    /** By the tails of the gamma law: P(K ≤ k) = Q(k + 1, λ). */
    static Level level(double x, double logRate) {
        return x < 0
                ? Level.NOTHING_BELOW
                : Gamma.level(logRate, Math.floor(x) + 1).mirrored();
    }
}
