package dev.jensen.core.divergence;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.distribution.Discrete;
import dev.jensen.core.distribution.DiscreteVector;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Empirical;
import dev.jensen.core.distribution.FiniteMixture;
import dev.jensen.core.distribution.Modified;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One independent event of a law of known numbers.
 *
 * @param law whose event
 * @param parameters the values of its parameters, one array each, in the law's order
 * @param scalar whether a draw is one number, so that sums and integrals over all of them are cheap
 * @param length how many numbers a draw has
 * @param bounds of every element
 * @param mean of a single number; NaN or ±∞ where there is none
 * @param variance of a single number
 * @param closedEntropy its entropy; NaN where there is no closed form
 * @param function the log density of a point
 */
record Event(
        Distribution law,
        double[][] parameters,
        boolean scalar,
        int length,
        Bounds bounds,
        double mean,
        double variance,
        double closedEntropy,
        ExprFunction function) {

    boolean discrete() {
        return law instanceof Discrete || law instanceof DiscreteVector;
    }

    /** A parameter that is one number. */
    double number(int parameter) {
        return parameters[parameter][0];
    }

    double[] vector(int parameter) {
        return parameters[parameter];
    }

    /** Whether the other is the same law with the same numbers. */
    boolean sameAs(Event other) {
        boolean sameKind = law.getClass() == other.law.getClass() && (!isComposed() || law == other.law);
        return sameKind && Arrays.deepEquals(parameters, other.parameters);
    }

    /** Whether the law is made of others, which its class and its numbers do not tell. */
    private boolean isComposed() {
        return law instanceof Modified || law instanceof FiniteMixture || law instanceof Empirical;
    }

    void logDensity(int points, double[] x, double[] out) {
        function.evaluate(points, x, out);
    }

    /**
     * Draws from the event. A number that under- or overflow put on the edge of a continuous support is moved inside.
     *
     * @return whether one was
     */
    boolean sample(RandomGenerator random, double[] out) {
        int total = Arrays.stream(parameters).mapToInt(values -> values.length).sum();
        double[] flat = new double[total];
        int at = 0;
        for (double[] values : parameters) {
            System.arraycopy(values, 0, flat, at, values.length);
            at += values.length;
        }
        law.sample(random, flat, out);
        boolean moved = false;
        for (int k = 0; k < out.length && !discrete(); k++) {
            double inside = bounds.inside(out[k]);
            moved |= inside != out[k];
            out[k] = inside;
        }
        return moved;
    }
}
