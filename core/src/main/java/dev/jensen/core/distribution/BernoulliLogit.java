package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One trial with log odds η: P(1) = sigmoid(η); log P(y) = y·η − softplus(η). Made by {@link Bernoulli#ofLogit(Expr)}.
 *
 * @param logit η = log(p/(1 − p))
 */
public record BernoulliLogit(Expr logit) implements CumulativeDiscrete, ClosedEntropy {
    /** Checks a logit that is known. */
    public BernoulliLogit {
        Parameter.check("Bernoulli", "logit", logit, Parameter.Range.REAL);
    }

    @Override
    public String name() {
        return "Bernoulli";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("logit", logit, Parameter.Range.REAL));
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.of(0, 1);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return x.times(logit).minus(logit.softplus());
    }

    @Override
    public Expr mean() {
        return logit.sigmoid();
    }

    @Override
    public Expr variance() {
        return logit.sigmoid().times(logit.negate().sigmoid());
    }

    /** {@inheritDoc} With a = |η| it is softplus(−a) + a·sigmoid(−a), a sum of small terms when η is large. */
    @Override
    public Expr entropy() {
        Expr size = logit.abs();
        return size.negate().softplus().plus(size.times(size.negate().sigmoid()));
    }

    @Override
    public Expr logCdf(Expr x) {
        Expr inside = Expr.select(x.lessThan(1), logit.softplus().negate(), Expr.constant(0));
        return Tails.from(x, 0, inside);
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr inside =
                Expr.select(x.lessThan(1), logit.negate().softplus().negate(), Expr.constant(Double.NEGATIVE_INFINITY));
        return Expr.select(x.lessThan(0), Expr.constant(0), inside);
    }

    @Override
    public Level level(double x, double[] parameters) {
        if (x < 0) {
            return Level.NOTHING_BELOW;
        }
        return x >= 1 ? Level.NOTHING_BELOW.mirrored() : Tails.logisticLevel(-parameters[0]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return level.logBelow() <= -Math.log1p(Math.exp(parameters[0])) + 1e-13 ? 0 : 1;
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = random.nextDouble() < 1 / (1 + Math.exp(-parameters[0])) ? 1 : 0;
    }
}
