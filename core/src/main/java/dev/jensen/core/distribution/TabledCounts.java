package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.Optional;

/** Moments of a discrete law of known numbers, by its quantiles: E[h(K)] summed over the outcomes that have any mass. */
final class TabledCounts {
    private static final int MOST = 1_000_000;

    private TabledCounts() {}

    static Expr mean(CumulativeDiscrete law) {
        double[] moments = moments(law);
        return Expr.constant(moments[0]);
    }

    static Expr variance(CumulativeDiscrete law) {
        double[] moments = moments(law);
        return Expr.constant(moments[1]);
    }

    private static double[] moments(CumulativeDiscrete law) {
        Optional<double[]> known = KnownParameters.ifKnown(law);
        if (known.isEmpty()) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] parameters = known.get();
        double first = law.quantile(Level.below(-45), parameters);
        double last = law.quantile(Level.above(-45), parameters);
        if (!(last - first < MOST)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double mean = 0;
        double square = 0;
        double before = Math.exp(law.level(first - 1, parameters).logAbove());
        for (double k = first; k <= last; k++) {
            double above = Math.exp(law.level(k, parameters).logAbove());
            double mass = before - above;
            before = above;
            mean += mass * (k - first);
            square += mass * (k - first) * (k - first);
        }
        return new double[] {first + mean, square - mean * mean};
    }
}
