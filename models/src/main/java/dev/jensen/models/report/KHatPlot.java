package dev.jensen.models.report;

import dev.jensen.core.diagnostic.ImportanceWeights;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.WeightedDraws;
import java.util.Arrays;
import java.util.List;

/**
 * How heavy the tails of importance weights are: k-hat of the weights themselves, which means depend on, and of w (x − m)² for each
 * component x with mean m, which its variance depends on. Below the dashed line an average can be trusted. Even weights with a large k-hat have
 * none that means anything ({@link ImportanceWeights#areEven}): it is left out.
 */
public final class KHatPlot {
    private static final int MOST = 400;
    private static final double CEILING = 1.5;

    private KHatPlot() {}

    /** Draws the k-hats of a fit's weighted draws, of the first 400 components. */
    public static Plot of(WeightedDraws posterior) {
        ImportanceWeights weights = posterior.weights();
        double[] w = weights.weights();
        Draws draws = posterior.draws();
        List<String> names = draws.components();
        int n = Math.min(MOST, names.size());
        double[] x = new double[n];
        double[] k = new double[n];
        for (int c = 0; c < n; c++) {
            x[c] = c + 1;
            k[c] = shown(ofSecondMoment(w, draws.of(names.get(c))));
        }
        double border = weights.greatestTrustedKHat();
        double top = Math.max(1, Arrays.stream(k).max().orElse(0));
        double right = n + 0.5;
        boolean hasNoTail = weights.areEven() && weights.kHat() > border;
        double own = hasNoTail ? 0 : shown(weights.kHat());
        double[] across = {0.5, right};
        Plot plot = Plot.titled(hasNoTail ? "k-hat (the weights themselves are even)" : "k-hat")
                .axes("component", "k-hat")
                .points("of w (x − m)²", x, k);
        return (hasNoTail ? plot : plot.line("of the weights", across, new double[] {own, own}))
                .dashes("trusted below", across, new double[] {border, border})
                .frame(0.5, right, Math.min(-0.1, Arrays.stream(k).min().orElse(0)) - 0.05, Math.max(top, own) + 0.05);
    }

    private static double ofSecondMoment(double[] w, double[] values) {
        double mean = 0;
        for (int s = 0; s < w.length; s++) {
            mean += w[s] == 0 ? 0 : w[s] * values[s];
        }
        double[] logs = new double[w.length];
        for (int s = 0; s < w.length; s++) {
            double deviation = Math.abs(values[s] - mean);
            logs[s] = w[s] == 0 || deviation == 0 ? Double.NEGATIVE_INFINITY : Math.log(w[s]) + 2 * Math.log(deviation);
        }
        boolean isConstant = Arrays.stream(logs).allMatch(log -> log == Double.NEGATIVE_INFINITY);
        return isConstant ? 0 : ImportanceWeights.paretoSmoothed(logs).kHat();
    }

    private static double shown(double kHat) {
        return Math.min(CEILING, Math.max(-0.5, kHat));
    }
}
