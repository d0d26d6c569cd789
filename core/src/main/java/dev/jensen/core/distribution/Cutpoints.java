package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.Ordered;

/** The cut points between ordered outcomes, of which each outcome has one below and one above, but for the first and the last. */
final class Cutpoints {
    /** The location and the scale of a law in its standard form. */
    static final double[] STANDARD = {0, 1};

    private Cutpoints() {}

    static void check(String law, Expr cutpoints) {
        if (cutpoints.shape().rank() != 1) {
            throw new IllegalArgumentException(
                    law + " cutpoints must be a vector, one fewer than outcomes, not " + cutpoints.shape());
        }
        new Ordered().check(law + " cutpoints", cutpoints);
    }

    static int last(Expr cutpoints) {
        return cutpoints.shape().dimension(0);
    }

    /** The cut point above each outcome; above the last one, any. */
    static Expr above(Expr cutpoints, Expr x) {
        return pick(cutpoints, x, 0);
    }

    /** The cut point below each outcome; below the first one, any. */
    static Expr below(Expr cutpoints, Expr x) {
        return pick(cutpoints, x, -1);
    }

    private static Expr pick(Expr cutpoints, Expr x, int shift) {
        int cuts = last(cutpoints);
        int[] table = new int[cuts + 1];
        for (int k = 0; k <= cuts; k++) {
            table[k] = Math.max(0, Math.min(cuts - 1, k + shift));
        }
        return Categories.pick(cutpoints.take(table, cuts + 1), x);
    }

    /** E[Y] = Σ P(Y &gt; j) and Var[Y] = Σ (2j + 1) P(Y &gt; j) − E[Y]², given the probabilities to exceed each cut point. */
    static Expr mean(Expr exceeding) {
        return exceeding.sum(-1);
    }

    static Expr variance(Expr exceeding) {
        int cuts = exceeding.shape().dimension(exceeding.shape().rank() - 1);
        Expr odd = Categories.numbers(cuts).times(2).plus(1);
        return exceeding.times(odd).sum(-1).minus(exceeding.sum(-1).square());
    }

    /** The outcome of a draw of the hidden variable. */
    static double outcome(double hidden, double[] parameters) {
        int k = 0;
        while (k < parameters.length - 1 && hidden > parameters[k + 1]) {
            k++;
        }
        return k;
    }
}
