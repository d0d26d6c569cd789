package dev.jensen.core.divergence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a density has its mass on the line: the place of its greatest value, and how far from there it has fallen by
 * half a nat.
 */
record Peak(double centre, double width) {
    private static final int ZOOMS = 12;
    private static final int GRID = 33;

    /** A log density at many points at once. */
    interface LogDensityOfLine {
        double[] at(double[] u);
    }

    /**
     * Finds the peak of a density with one.
     *
     * @param guess a place to try first; not finite where there is none
     * @param reach how far the line goes either way
     * @return null where the density is 0 wherever it was tried
     */
    static @Nullable Peak of(LogDensityOfLine log, double guess, double reach) {
        double[] u = grid(guess, reach);
        double[] values = log.at(u);
        int best = greatest(values);
        if (values[best] == Double.NEGATIVE_INFINITY) {
            return null;
        }
        for (int zoom = 0; zoom < ZOOMS; zoom++) {
            double from = u[Math.max(0, best - 1)];
            double to = u[Math.min(u.length - 1, best + 1)];
            double known = u[best];
            double[] finer = new double[GRID + 1];
            for (int i = 0; i < GRID; i++) {
                finer[i] = from + (to - from) * i / (GRID - 1);
            }
            finer[GRID] = known;
            Arrays.sort(finer);
            u = finer;
            values = log.at(u);
            best = greatest(values);
        }
        return new Peak(u[best], width(log, u[best], values[best], reach));
    }

    /** Points at distances from the guess and from 0 that double. */
    private static double[] grid(double guess, double reach) {
        int octaves = 180;
        double[] u = new double[4 * octaves + 2];
        double centre = Double.isFinite(guess) ? Math.max(-reach, Math.min(reach, guess)) : 0;
        for (int k = 0; k < octaves; k++) {
            double distance = Math.scalb(1.0, k - 60);
            u[4 * k] = Math.min(reach, distance);
            u[4 * k + 1] = Math.max(-reach, -distance);
            u[4 * k + 2] = Math.min(reach, centre + distance);
            u[4 * k + 3] = Math.max(-reach, centre - distance);
        }
        u[4 * octaves + 1] = centre;
        Arrays.sort(u);
        return u;
    }

    private static int greatest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    private static double width(LogDensityOfLine log, double centre, double top, double reach) {
        int octaves = 240;
        double least = Math.max(Math.ulp(centre) * 4, 0x1p-180);
        double[] u = new double[2 * octaves];
        for (int k = 0; k < octaves; k++) {
            double distance = Math.min(Math.scalb(least, k), 2 * reach);
            u[2 * k] = Math.min(reach, centre + distance);
            u[2 * k + 1] = Math.max(-reach, centre - distance);
        }
        double[] values = log.at(u);
        for (int k = 0; k < octaves; k++) {
            if (!(Math.max(values[2 * k], values[2 * k + 1]) > top - 0.5)) {
                return Math.scalb(least, k);
            }
        }
        return 1;
    }
}
