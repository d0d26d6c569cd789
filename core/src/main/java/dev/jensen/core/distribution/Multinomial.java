package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.CountVector;
import dev.jensen.core.support.Simplex;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How often each of K outcomes comes up in n independent trials: log P(x) = log n! + Σ (xₖ log pₖ − log xₖ!).
 *
 * <p>Where the probabilities come from logits, {@link #ofLogits(Expr, Expr)} is cheaper and exact in both tails.
 *
 * @param trials n, a whole number of 0 or more: a number or data, one for each vector of probabilities
 * @param probabilities p, with the outcomes along the last inner axis; at least 0, summing to 1
 */
public record Multinomial(Expr trials, Expr probabilities) implements DiscreteVector {
    /** Checks parameters that are known. */
    public Multinomial {
        Counts.check("Multinomial", trials, "probabilities", probabilities);
        new Simplex().check("Multinomial probabilities", probabilities);
    }

    /** {@return the multinomial law of a number of trials and the probabilities along the last axis} */
    public static Multinomial of(Expr trials, Expr probabilities) {
        return new Multinomial(trials, probabilities);
    }

    /** {@return the multinomial law of a number of trials and the probabilities along the last axis} */
    public static Multinomial of(double trials, Expr probabilities) {
        return new Multinomial(Expr.constant(trials), probabilities);
    }

    /** {@return the multinomial law of a number of trials and some probabilities} */
    public static Multinomial of(double trials, double... probabilities) {
        return new Multinomial(Expr.constant(trials), Expr.constant(probabilities));
    }

    /** {@return the multinomial law of a number of trials and probabilities softmax(logits), along the last axis} */
    public static MultinomialLogits ofLogits(Expr trials, Expr logits) {
        return new MultinomialLogits(trials, logits);
    }

    /** {@return the multinomial law of a number of trials and probabilities softmax(logits)} */
    public static MultinomialLogits ofLogits(double trials, double... logits) {
        return new MultinomialLogits(Expr.constant(trials), Expr.constant(logits));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("trials", trials, Parameter.Range.COUNT),
                new Parameter("probabilities", probabilities, Parameter.Range.PROBABILITY, 1));
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        return Counts.drawShape(name(), trials, "probabilities", probabilities);
    }

    @Override
    public CountVector support() {
        return new CountVector(trials);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return XLogY.of(x, probabilities).sum(-1).plus(Counts.logArrangements(trials, x));
    }

    @Override
    public Expr mean() {
        return Counts.onLastAxis(trials).times(probabilities);
    }

    @Override
    public Expr variance() {
        return Counts.variance(trials, probabilities);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        Counts.sample(random, parameters[0], Arrays.copyOfRange(parameters, 1, parameters.length), out);
    }
}
