package dev.jensen.models.report;

import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Trace;
import java.util.Arrays;

/**
 * How the ELBO went in a fit: means over windows of steps within two of their standard errors, and the final ELBO within two of its own.
 * Where something else was minimised, that is shown.
 */
public final class TracePlot {
    private static final int WINDOWS = 60;
    private static final double SHOWN = 0.7; // of the windows decide what part of the axis is shown

    private TracePlot() {}

    /**
     * Draws the trace of a fit.
     *
     * @throws IllegalArgumentException if the fit has no trace, or the value was not finite all along
     */
    public static Plot of(Fit fit) {
        Trace trace = fit.origin().trace();
        boolean isElbo = fit.origin().other().isEmpty();
        int n = trace.size();
        int windows = Math.min(WINDOWS, n);
        if (windows == 0) {
            throw new IllegalArgumentException(fit.origin().method() + " left no trace, so that there is none to draw");
        }
        double[] x = new double[windows];
        double[] middle = new double[windows];
        double[] error = new double[windows];
        int kept = 0;
        for (int w = 0; w < windows; w++) {
            int from = (int) ((long) w * n / windows);
            int to = (int) ((w + 1L) * n / windows);
            double mean = 0;
            for (int i = from; i < to; i++) {
                mean += trace.value(i) / (to - from);
            }
            double squares = 0;
            for (int i = from; i < to; i++) {
                squares += (trace.value(i) - mean) * (trace.value(i) - mean);
            }
            if (Double.isFinite(mean)) {
                int count = to - from;
                x[kept] = trace.step(to - 1);
                middle[kept] = isElbo ? -mean : mean;
                error[kept] = count > 1 ? Math.sqrt(squares / (count - 1) / count) : 0;
                kept++;
            }
        }
        if (kept == 0) {
            throw new IllegalArgumentException(fit.origin().method() + " has a trace without finite values");
        }
        return plot(fit, isElbo, Arrays.copyOf(x, kept), Arrays.copyOf(middle, kept), Arrays.copyOf(error, kept));
    }

    private static Plot plot(Fit fit, boolean isElbo, double[] x, double[] middle, double[] error) {
        Estimate last = isElbo ? fit.elbo() : fit.minimised().value();
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        Arrays.setAll(low, i -> middle[i] - 2 * error[i]);
        Arrays.setAll(high, i -> middle[i] + 2 * error[i]);
        double right = Math.max(x[x.length - 1], 1);
        double[] ends = {0, right};
        String name = isElbo ? "ELBO" : fit.minimised().what();
        Plot plot = Plot.titled(isElbo ? "ELBO on its way" : "Loss on its way").axes("step", isElbo ? "nats" : "loss");
        if (Arrays.stream(error).anyMatch(e -> e > 0)) {
            plot = plot.band("± 2 standard errors", x, low, high);
        }
        plot = x.length > 1 ? plot.line(name, x, middle) : plot.points(name, x, middle);
        double bottom = least(low);
        double top = Arrays.stream(high).max().orElseThrow();
        if (Double.isFinite(last.value())) {
            double se = Double.isFinite(last.standardError()) ? 2 * last.standardError() : 0;
            double[] below = {last.value() - se, last.value() - se};
            double[] above = {last.value() + se, last.value() + se};
            plot = se > 0 ? plot.band("at the end", ends, below, above) : plot;
            plot = plot.dashes("at the end", ends, new double[] {last.value(), last.value()});
            bottom = Math.min(bottom, below[0]);
            top = Math.max(top, above[0]);
        }
        double air = top > bottom ? 0.05 * (top - bottom) : 1;
        return plot.frame(0, right, bottom - air, top + air);
    }

    /** The least value of the later windows: the first steps come from far below. */
    private static double least(double[] low) {
        return Arrays.stream(low, (int) ((1 - SHOWN) * low.length), low.length)
                .min()
                .orElseThrow();
    }
}
