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
public record BernoulliLogit(Expr logit) implements Discrete, ClosedEntropy {
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
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = random.nextDouble() < 1 / (1 + Math.exp(-parameters[0])) ? 1 : 0;
    }
}
