package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What the laws of counts of several outcomes share. */
final class Counts {
    private Counts() {}

    /** Checks trials, and that the other parameter is a vector. */
    static void check(String law, Expr trials, String name, Expr vector) {
        Parameter.check(law, "trials", trials, Parameter.Range.COUNT);
        if (vector.shape().rank() == 0) {
            throw new IllegalArgumentException(
                    law + " " + name + " must be a vector with one element for each outcome, not a number: " + vector);
        }
        drawShape(law, trials, name, vector);
    }

    static Shape drawShape(String law, Expr trials, String name, Expr vector) {
        Shape common = Shape.broadcast(onLastAxis(trials).shape(), vector.shape());
        if (common == null) {
            throw new IllegalArgumentException(law + ": the parameters' shapes do not fit together: trials is "
                    + trials.shape() + ", " + name + " is " + vector.shape() + ", whose last axis are the outcomes");
        }
        return common;
    }

    /** A number for each vector, as a last axis of length 1. */
    static Expr onLastAxis(Expr numbers) {
        int[] inner = numbers.shape().inner();
        int[] one = Arrays.copyOf(inner, inner.length + 1);
        one[inner.length] = 1;
        return numbers.reshape(one);
    }

    /** n p (1 − p), where 1 − pₖ is the sum of the other probabilities, which keeps its digits. */
    static Expr variance(Expr trials, Expr probabilities) {
        int[] across = probabilities.shape().inner();
        int count = across[across.length - 1];
        across = Arrays.copyOf(across, across.length + 1);
        across[across.length - 1] = count;
        across[across.length - 2] = 1;
        double[][] others = new double[count][count];
        for (int k = 0; k < count; k++) {
            Arrays.fill(others[k], 1);
            others[k][k] = 0;
        }
        Expr rest = probabilities.reshape(across).times(Expr.constant(others)).sum(-1);
        return onLastAxis(trials).times(probabilities).times(rest);
    }

    /** log n! − Σ log xₖ!, a function of data only. */
    static Expr logArrangements(Expr trials, Expr x) {
        return trials.plus(1).logGamma().minus(x.plus(1).logGamma().sum(-1));
    }

    /** Draws the outcomes of some trials, one outcome after the other. */
    static void sample(RandomGenerator random, double trials, double[] weights, double[] out) {
        double left = trials;
        double[] rest = new double[weights.length + 1];
        for (int k = weights.length - 1; k >= 0; k--) {
            rest[k] = rest[k + 1] + weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            boolean last = rest[k + 1] <= 0;
            out[k] = left == 0 ? 0 : last ? left : BinomialSampler.draw(random, left, weights[k] / rest[k]);
            left -= out[k];
        }
    }
}
