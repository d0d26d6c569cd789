package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.PanelRule;
import dev.jensen.core.expr.Expr;
import java.util.Optional;

/**
 * Mean and variance of a law of known numbers from its quantiles, E[h(X)] = ∫ h(Q(p)) dp with p = sigmoid(u), by panels of u that are halved where
 * they need be; what is beyond e⁻⁶⁰ on either side is left out. NaN where a parameter is unknown.
 */
record QuantileMoments(Expr mean, Expr variance) {
    private static final int PANELS = 60;
    private static final double REACH = 60;
    private static final double TOLERANCE = 1e-11;
    private static final int MOST_HALVINGS = 30;

    static QuantileMoments of(Quantiles law) {
        Optional<double[]> known = KnownParameters.ifKnown(law);
        if (known.isEmpty()) {
            Expr unknown = Expr.constant(Double.NaN);
            return new QuantileMoments(unknown, unknown);
        }
        double[] parameters = known.get();
        double centre = law.quantile(Level.of(0.5), parameters);
        double[] sums = new double[2];
        double width = 2 * REACH / PANELS;
        for (int panel = 0; panel < PANELS; panel++) {
            double from = -REACH + width * panel;
            add(law, parameters, centre, from, width, panel(law, parameters, centre, from, width), 0, sums);
        }
        double mean = centre + sums[0];
        double variance = sums[1] - sums[0] * sums[0];
        return new QuantileMoments(Expr.constant(mean), Expr.constant(variance));
    }

    /** ∫ (Q − c) dp and ∫ (Q − c)² dp over a panel; halves of it where these say otherwise, as at a kink. */
    private static void add(
            Quantiles law,
            double[] parameters,
            double centre,
            double from,
            double width,
            double[] whole,
            int depth,
            double[] sums) {
        double half = 0.5 * width;
        double[] left = panel(law, parameters, centre, from, half);
        double[] right = panel(law, parameters, centre, from + half, half);
        double gap = Math.abs(left[0] + right[0] - whole[0]) + Math.abs(left[1] + right[1] - whole[1]);
        if (!(gap > TOLERANCE * whole[2]) || depth == MOST_HALVINGS) {
            sums[0] += left[0] + right[0];
            sums[1] += left[1] + right[1];
            return;
        }
        add(law, parameters, centre, from, half, left, depth + 1, sums);
        add(law, parameters, centre, from + half, half, right, depth + 1, sums);
    }

    /** The two integrals by one rule, and how large their parts are. */
    private static double[] panel(Quantiles law, double[] parameters, double centre, double from, double width) {
        double[] sums = new double[3];
        for (int i = 0; i < PanelRule.SIZE; i++) {
            Level level = Tails.logisticLevel(from + width * PanelRule.node(i));
            double off = law.quantile(level, parameters) - centre;
            double weight = width * PanelRule.weight(i) * Math.exp(level.logBelow() + level.logAbove());
            sums[0] += weight * off;
            sums[1] += weight * off * off;
            sums[2] += weight * Math.abs(off) * (1 + Math.abs(off));
        }
        return sums;
    }
}
