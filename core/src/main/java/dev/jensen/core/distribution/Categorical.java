package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.IntegerRange;
import dev.jensen.core.support.Simplex;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One of K outcomes, numbered 0 to K − 1: log P(k) = log pₖ. Mean and variance are those of the outcome's number.
 *
 * @param probabilities p, with the outcomes along the last inner axis; at least 0, summing to 1
 */
public record Categorical(Expr probabilities) implements CumulativeDiscrete, ClosedEntropy {
    /** Checks probabilities that are known. */
    public Categorical {
        Categories.count("probabilities", probabilities);
        new Simplex().check("Categorical probabilities", probabilities);
    }

    /** {@return the categorical law of the probabilities along the last axis} */
    public static Categorical of(Expr probabilities) {
        return new Categorical(probabilities);
    }

    /** {@return the categorical law of some probabilities, which sum to 1} */
    public static Categorical of(double... probabilities) {
        return new Categorical(Expr.constant(probabilities));
    }

    /** {@return the categorical law of probabilities softmax(logits), along the last axis} */
    public static CategoricalLogits ofLogits(Expr logits) {
        return new CategoricalLogits(logits);
    }

    /** {@return the categorical law of probabilities softmax(logits)} */
    public static CategoricalLogits ofLogits(double... logits) {
        return new CategoricalLogits(Expr.constant(logits));
    }

    /**
     * Picks for each outcome its element of the last axis: the mean of the component that a latent choice names.
     *
     * @param values K of them along the last inner axis
     * @param outcome numbers 0 to K − 1; broadcasts with the values without their last axis
     * @return the shape of the outcome
     */
    public static Expr pick(Expr values, Expr outcome) {
        Categories.count("values", values);
        return Categories.pick(values, outcome);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("probabilities", probabilities, Parameter.Range.PROBABILITY, 1));
    }

    @Override
    public Shape drawShape() {
        return Categories.drawShape(probabilities);
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.of(0, Categories.count("probabilities", probabilities) - 1);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return Categories.pick(probabilities.log(), x);
    }

    @Override
    public Expr mean() {
        return Categories.mean(probabilities);
    }

    @Override
    public Expr variance() {
        return Categories.variance(probabilities);
    }

    @Override
    public Expr entropy() {
        return XLogY.of(probabilities, probabilities).sum(-1).negate();
    }

    @Override
    public Expr logCdf(Expr x) {
        return OutcomeSums.logCdf(probabilities.log(), x);
    }

    @Override
    public Expr logSurvival(Expr x) {
        return OutcomeSums.logSurvival(probabilities.log(), x);
    }

    @Override
    public Level level(double x, double[] parameters) {
        return OutcomeSums.level(masses(parameters), x);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return OutcomeSums.quantile(masses(parameters), level);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = Categories.draw(random, parameters);
    }

    private static double[] masses(double[] parameters) {
        return parameters;
    }
}
