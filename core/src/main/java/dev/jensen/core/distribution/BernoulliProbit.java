package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One trial with P(1) = Φ(η): log P(y) = log Φ((2y − 1)η), accurate in both tails. Made by {@link Bernoulli#ofProbit(Expr)}.
 *
 * @param probit η
 */
public record BernoulliProbit(Expr probit) implements CumulativeDiscrete, ClosedEntropy {
    /** Checks a probit that is known. */
    public BernoulliProbit {
        Parameter.check("Bernoulli", "probit", probit, Parameter.Range.REAL);
    }

    @Override
    public String name() {
        return "Bernoulli";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("probit", probit, Parameter.Range.REAL));
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.of(0, 1);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return x.times(2).minus(1).times(probit).logNormalCdf();
    }

    @Override
    public Expr mean() {
        return probit.normalCdf();
    }

    @Override
    public Expr variance() {
        return probit.normalCdf().times(probit.negate().normalCdf());
    }

    @Override
    public Expr entropy() {
        Expr one = probit.logNormalCdf();
        Expr zero = probit.negate().logNormalCdf();
        return one.times(one.exp()).plus(zero.times(zero.exp())).negate();
    }

    @Override
    public Expr logCdf(Expr x) {
        Expr inside = Expr.select(x.lessThan(1), probit.negate().logNormalCdf(), Expr.constant(0));
        return Tails.from(x, 0, inside);
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr inside = Expr.select(x.lessThan(1), probit.logNormalCdf(), Expr.constant(Double.NEGATIVE_INFINITY));
        return Expr.select(x.lessThan(0), Expr.constant(0), inside);
    }

    @Override
    public Level level(double x, double[] parameters) {
        if (x < 0) {
            return Level.NOTHING_BELOW;
        }
        return x >= 1 ? Level.NOTHING_BELOW.mirrored() : Tails.normalLevel(-parameters[0]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return Tails.count(level, 1, k -> level(k, parameters));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = random.nextGaussian() < parameters[0] ? 1 : 0;
    }
}
