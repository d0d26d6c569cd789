package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;

/** Distribution functions of laws of few outcomes, by sums over them. */
final class OutcomeSums {
    private static final int MOST = 100_000;

    private OutcomeSums() {}

    /** The log probabilities of the outcomes 0 to a greatest, which must be a number. */
    static Expr logMasses(Discrete law, Expr greatest) {
        Double number = greatest.number();
        if (number == null || number > MOST) {
            throw new IllegalArgumentException(
                    law.name() + " has a distribution function where its greatest outcome is one number up to " + MOST
                            + ", not " + greatest + ": take the law of one row");
        }
        return law.logDensity(Categories.numbers((int) (double) number + 1));
    }

    /** log P(K ≤ x), given the log probabilities along the last axis. */
    static Expr logCdf(Expr logMasses, Expr x) {
        Expr at = x.max(0);
        return Tails.from(x, 0, logSum(logMasses, column(at).lessThan(numbers(logMasses)), false));
    }

    /** log P(K &gt; x). */
    static Expr logSurvival(Expr logMasses, Expr x) {
        int last = numbers(logMasses).shape().dimension(0) - 1;
        Expr inside = logSum(logMasses, column(x.min(last - 1)).lessThan(numbers(logMasses)), true);
        Expr none = Expr.constant(Double.NEGATIVE_INFINITY);
        return Expr.select(x.greaterOrEqual(last), none, inside).min(0);
    }

    private static Expr numbers(Expr logMasses) {
        return Categories.numbers(logMasses.shape().dimension(logMasses.shape().rank() - 1));
    }

    private static Expr column(Expr x) {
        int[] inner = x.shape().inner();
        int[] one = Arrays.copyOf(inner, inner.length + 1);
        one[inner.length] = 1;
        return x.reshape(one);
    }

    private static Expr logSum(Expr logMasses, Expr isAbove, boolean above) {
        Expr none = Expr.constant(Double.NEGATIVE_INFINITY);
        return Expr.select(isAbove, above ? logMasses : none, above ? none : logMasses)
                .logSumExp(-1)
                .min(0);
    }

    /** The level of a number, given the probabilities. */
    static Level level(double[] masses, double x) {
        double below = 0;
        double above = 0;
        for (int k = 0; k < masses.length; k++) {
            if (k <= x) {
                below += masses[k];
            } else {
                above += masses[k];
            }
        }
        double total = below + above;
        return new Level(Math.log(below / total), Math.log(above / total));
    }

    /** The least outcome with a level's probability at or below it. */
    static double quantile(double[] masses, Level level) {
        return Tails.count(level, masses.length - 1.0, k -> level(masses, k));
    }
}
