package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.CountVector;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * {@link Multinomial} with probabilities softmax(t): log P(x) = log n! + Σ (xₖ tₖ − log xₖ!) − n log Σ exp tₖ.
 *
 * @param trials n, a whole number of 0 or more: a number or data, one for each vector of logits
 * @param logits t, with the outcomes along the last inner axis
 */
public record MultinomialLogits(Expr trials, Expr logits) implements DiscreteVector {
    /** Checks parameters that are known. */
    public MultinomialLogits {
        Counts.check("MultinomialLogits", trials, "logits", logits);
        Parameter.check("MultinomialLogits", "logits", logits, Parameter.Range.REAL);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("trials", trials, Parameter.Range.COUNT),
                new Parameter("logits", logits, Parameter.Range.REAL, 1));
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        return Counts.drawShape(name(), trials, "logits", logits);
    }

    @Override
    public CountVector support() {
        return new CountVector(trials);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr normalized = logits.minus(Counts.onLastAxis(logits.logSumExp(-1)));
        return x.times(normalized).sum(-1).plus(Counts.logArrangements(trials, x));
    }

    @Override
    public Expr mean() {
        return Counts.onLastAxis(trials).times(logits.softmax(-1));
    }

    @Override
    public Expr variance() {
        return Counts.variance(trials, logits.softmax(-1));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < out.length; k++) {
            greatest = Math.max(greatest, parameters[1 + k]);
        }
        double[] weights = new double[out.length];
        for (int k = 0; k < out.length; k++) {
            weights[k] = Math.exp(parameters[1 + k] - greatest);
        }
        Counts.sample(random, parameters[0], weights, out);
    }
}
