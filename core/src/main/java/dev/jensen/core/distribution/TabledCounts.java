package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.Optional;

/**
 * Moments of a discrete law of known numbers: a sum over the outcomes between two quantiles, beyond either of which lies a mass of at most
 * e⁻⁴⁵ = 3·10⁻²⁰. The window is cut into blocks. Distribution functions give each block its mass, to the last digits, and
 * densities, which are cheaper but for large counts are differences of large numbers, only how it lies within the block.
 */
final class TabledCounts {
    private static final int MOST = 1_000_000;
    private static final double LOG_BEYOND = -45;
    private static final int BLOCK = 128;

    private TabledCounts() {}

    static Expr mean(CumulativeDiscrete law) {
        return Expr.constant(moments(law)[0]);
    }

    static Expr variance(CumulativeDiscrete law) {
        return Expr.constant(moments(law)[1]);
    }

    private static double[] moments(CumulativeDiscrete law) {
        Optional<double[]> known = KnownParameters.ifKnown(law);
        if (known.isEmpty()) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] parameters = known.get();
        double first = law.quantile(Level.below(LOG_BEYOND), parameters);
        double last = law.quantile(Level.above(LOG_BEYOND), parameters);
        if (!(last - first < MOST)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] logDensities = KnownParameters.numbers(law.logDensityInside(outcomes(first, last)));
        double mean = 0;
        double square = 0;
        double before = 1;
        for (int from = 0; from < logDensities.length; from += BLOCK) {
            int to = Math.min(from + BLOCK, logDensities.length);
            double above = to == logDensities.length
                    ? 0
                    : Math.exp(law.level(first + to - 1, parameters).logAbove());
            double[] within = within(logDensities, from, to);
            mean += (before - above) * within[0];
            square += (before - above) * within[1];
            before = above;
        }
        return new double[] {first + mean, square - mean * mean};
    }

    private static Expr outcomes(double first, double last) {
        double[] outcomes = new double[(int) (last - first) + 1];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = first + i;
        }
        return Expr.constant(outcomes);
    }

    /** The mean of i and of i² in a block, by densities that any factor may be missing of. */
    private static double[] within(double[] logDensities, int from, int to) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            greatest = Math.max(greatest, logDensities[i]);
        }
        if (greatest == Double.NEGATIVE_INFINITY) {
            return new double[] {0, 0}; // a block without mass
        }
        double total = 0;
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            double mass = Math.exp(logDensities[i] - greatest);
            total += mass;
            sum += mass * i;
            squares += mass * i * i;
        }
        return new double[] {sum / total, squares / total};
    }
}
