package dev.jensen.models.report;

import dev.jensen.optim.Progress;
import java.util.Locale;

/** Moving moments of a fit's loss and gradient, over about the last fifty steps. */
final class RecentSteps {
    private static final double MEMORY = 0.98;
    private static final double INDEPENDENT = (1 + MEMORY) / (1 - MEMORY); // steps that a moving average is worth

    private double weight;
    private double mean;
    private double square;
    private double[] gradient = {};
    private double norm; // mean square

    void add(Progress progress) {
        double deviation = weight > 0 ? progress.value() - mean / weight : 0;
        weight = MEMORY * weight + (1 - MEMORY);
        mean = MEMORY * mean + (1 - MEMORY) * progress.value();
        square = MEMORY * square + (1 - MEMORY) * deviation * deviation;
        double[] g = progress.gradient();
        if (gradient.length != g.length) {
            gradient = new double[g.length];
        }
        double squares = 0;
        for (int i = 0; i < g.length; i++) {
            gradient[i] = MEMORY * gradient[i] + (1 - MEMORY) * g[i];
            squares += g[i] * g[i];
        }
        norm = MEMORY * norm + (1 - MEMORY) * squares;
    }

    /** Returns for example {@code ELBO -512.30 ± 0.14  signal/noise 0.31  R-hat 1.04  at most 0:02:10 left}. */
    String describe(Progress progress) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.US, " ELBO %.2f ± %.2f", -mean / weight, Math.sqrt(square / weight / INDEPENDENT)));
        double signal = 0;
        for (double g : gradient) {
            signal += g * g;
        }
        signal /= weight * weight;
        double noise = norm / weight - signal;
        if (norm > 0 && noise > 0) {
            text.append(String.format(Locale.US, "  signal/noise %.2f", Math.sqrt(signal / noise)));
        }
        if (Double.isFinite(progress.rHat())) {
            text.append(String.format(Locale.US, "  R-hat %.2f", progress.rHat()));
        }
        double used = progress.used();
        if (used > 0) {
            long left = (long) ((progress.elapsedNanos() - progress.elapsedBefore()) * 1e-9 * (1 - used) / used);
            text.append(
                    String.format(Locale.US, "  at most %d:%02d:%02d left", left / 3600, left / 60 % 60, left % 60));
        }
        return text.toString();
    }
}
