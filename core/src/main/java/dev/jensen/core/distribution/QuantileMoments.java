package dev.jensen.core.distribution;

import dev.jensen.core.engine.PanelRule;
import dev.jensen.core.expr.Expr;

/**
 * Mean and variance of a law of known numbers from its quantiles, E[h(X)] = ∫ h(Q(p)) dp with p = sigmoid(u), by panels of u; what is
 * beyond e⁻⁶⁰ on either side is left out. NaN where a parameter is unknown.
 */
record QuantileMoments(Expr mean, Expr variance) {
    private static final int PANELS = 60;
    private static final double REACH = 60;

    static QuantileMoments of(Quantiles law) {
        if (law.parameters().stream().anyMatch(p -> p.value().number() == null)) {
            Expr unknown = Expr.constant(Double.NaN);
            return new QuantileMoments(unknown, unknown);
        }
        double[] parameters =
                law.parameters().stream().mapToDouble(p -> p.value().number()).toArray();
        double width = 2 * REACH / PANELS;
        double mean = 0;
        double[] values = new double[PANELS * PanelRule.SIZE];
        double[] weights = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int panel = i / PanelRule.SIZE;
            double u = -REACH + width * (panel + PanelRule.node(i % PanelRule.SIZE));
            Level level = Tails.logisticLevel(u);
            values[i] = law.quantile(level, parameters);
            weights[i] = width * PanelRule.weight(i % PanelRule.SIZE) * Math.exp(level.logBelow() + level.logAbove());
            mean += weights[i] * values[i];
        }
        double variance = 0;
        for (int i = 0; i < values.length; i++) {
            variance += weights[i] * (values[i] - mean) * (values[i] - mean);
        }
        return new QuantileMoments(Expr.constant(mean), Expr.constant(variance));
    }
}
