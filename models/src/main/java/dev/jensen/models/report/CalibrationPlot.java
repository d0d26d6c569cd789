package dev.jensen.models.report;

import dev.jensen.core.diagnostic.EcdfEnvelope;
import dev.jensen.models.Calibration;
import java.util.Arrays;
import java.util.List;

/**
 * How true values rank among draws of the fits: the distribution function of their ranks less that of even ones, within the envelope that
 * even ranks leave nowhere 19 times of 20. A curve that rises above it at the left and falls below it at the right has too many ranks at both
 * ends: the fits are under-dispersed.
 */
public final class CalibrationPlot {
    private static final int MOST = 12;
    private static final int BINS = 20;

    private CalibrationPlot() {}

    /** Draws the first 12 components, side by side in rows of three; those that are not calibrated come first. */
    public static Picture of(Calibration calibration) {
        List<Plot> plots = calibration.rows().stream()
                .sorted((a, b) -> Boolean.compare(a.isCalibrated(), b.isCalibrated()))
                .limit(MOST)
                .map(row -> of(calibration, row.name()))
                .toList();
        return Picture.grid(Math.min(3, plots.size()), plots).sized(330, 260);
    }

    /**
     * Draws a component.
     *
     * @throws IllegalArgumentException if there is no such component
     */
    public static Plot of(Calibration calibration, String component) {
        int[] ranks = ranks(calibration, component);
        int most = calibration.draws();
        EcdfEnvelope envelope = EcdfEnvelope.of(ranks.length, most);
        int[] upTo = envelope.upTo(ranks);
        int[][] bounds = envelope.bounds(Calibration.LEVEL);
        double[] x = new double[most + 2];
        double[] low = new double[most + 2];
        double[] high = new double[most + 2];
        double[] own = new double[most + 2];
        x[most + 1] = 1;
        for (int k = 0; k < most; k++) {
            x[k + 1] = (k + 1.0) / (most + 1);
            low[k + 1] = (double) bounds[0][k] / ranks.length - x[k + 1];
            high[k + 1] = (double) bounds[1][k] / ranks.length - x[k + 1];
            own[k + 1] = (double) upTo[k] / ranks.length - x[k + 1];
        }
        return Plot.titled(component)
                .axes("rank of the true value", "ECDF − even")
                .line("ranks", x, own)
                .band("even ranks, 95 %", x, low, high);
    }

    /**
     * Draws the ranks of a component as a histogram of 20 bins, with the band in which each bin of even ranks lies 99 times of 100.
     *
     * @throws IllegalArgumentException if there is no such component
     */
    public static Plot histogram(Calibration calibration, String component) {
        int[] ranks = ranks(calibration, component);
        int bins = Math.min(BINS, calibration.draws() + 1);
        double[] share = new double[bins];
        for (int rank : ranks) {
            share[(int) ((long) rank * bins / (calibration.draws() + 1))] += (double) bins / ranks.length;
        }
        Histogram histogram = new Histogram(0, 1.0 / bins, share);
        double error = 2.6 * Math.sqrt((bins - 1.0) / ranks.length); // of a bin's density, roughly normal
        double[] ends = {0, 1};
        return Plot.titled(component)
                .axes("rank of the true value", "density")
                .area("ranks", histogram.outlineX(), histogram.outlineY())
                .band("even ranks", ends, new double[] {Math.max(0, 1 - error), Math.max(0, 1 - error)}, new double[] {
                    1 + error, 1 + error
                })
                .frame(
                        0,
                        1,
                        0,
                        1.08 * Math.max(1 + error, Arrays.stream(share).max().orElse(1)));
    }

    private static int[] ranks(Calibration calibration, String component) {
        return calibration.row(component).ranks().stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
