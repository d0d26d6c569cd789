package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.GammaTail;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Poisson law of rate exp(η): log P(k) = kη − exp(η) − log k!. Made by {@link Poisson#ofLogRate(Expr)}.
 *
 * @param logRate η
 */
public record PoissonLog(Expr logRate) implements CumulativeDiscrete {
    /** Checks parameters that are known. */
    public PoissonLog {
        Parameter.check("Poisson", "log rate", logRate, Parameter.Range.REAL);
    }

    @Override
    public String name() {
        return "Poisson";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("log rate", logRate, Parameter.Range.REAL));
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.from(0);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return x.times(logRate).minus(logRate.exp()).minus(x.plus(1).logGamma());
    }

    @Override
    public Expr mean() {
        return logRate.exp();
    }

    @Override
    public Expr variance() {
        return logRate.exp();
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.from(x, 0, GammaTail.logUpper(x.max(0).plus(1), logRate));
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr inside = GammaTail.logLower(x.max(0).plus(1), logRate);
        return Expr.select(x.lessThan(0), Expr.constant(0), inside);
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Poisson.level(x, parameters[0]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return Poisson.quantile(level, parameters[0]);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = PoissonSampler.draw(random, Math.exp(parameters[0]));
    }
}
