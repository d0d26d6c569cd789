package dev.jensen.models.report;

import dev.jensen.models.report.MarchingSquares.Point;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Contour lines of a density over the plane: the smallest regions that hold given shares of its mass (Hyndman, "Computing and
 * graphing highest density regions", American Statistician 50, 1996), by marching squares on a grid.
 *
 * <pre>{@code
 * Contours.of(target::logDensity, -4, 4, -3, 5, 0.5, 0.9)
 * Contours.of((n, z, out) -> family.logDensity(phi, n, z, out), -4, 4, -3, 5, 0.5, 0.9)
 * }</pre>
 */
public final class Contours {
    private static final int CELLS = 160;
    private static final int SIDE = CELLS + 1;

    private final double[] x;
    private final double[] y;

    /** A log density over the plane; normalised or not. */
    @FunctionalInterface
    public interface Surface {
        /**
         * Evaluates a batch of points.
         *
         * @param points how many
         * @param xy length 2·points, one point after the other; read only
         * @param logDensity length at least points, overwritten, nats up to a constant; −∞ where there is no mass
         */
        void logDensity(int points, double[] xy, double[] logDensity);
    }

    private Contours(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Finds the lines around given shares of the mass that lies within a rectangle.
     *
     * @param shares each in (0, 1)
     * @throws IllegalArgumentException if a share or a range is out of order, or the density is NaN, +∞ or zero everywhere
     */
    public static Contours of(Surface surface, double fromX, double toX, double fromY, double toY, double... shares) {
        if (!(fromX < toX) || !(fromY < toY)) {
            throw new IllegalArgumentException("contours need ascending ranges: x from " + fromX + " to " + toX
                    + ", y from " + fromY + " to " + toY);
        }
        double[] density = density(surface, fromX, toX, fromY, toY);
        DoubleStream.Builder allX = DoubleStream.builder();
        DoubleStream.Builder allY = DoubleStream.builder();
        for (double share : shares) {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("a contour's share of the mass must be between 0 and 1: " + share);
            }
            for (List<Point> line : MarchingSquares.lines(density, SIDE, level(density, share))) {
                for (Point point : line) {
                    allX.add(fromX + (toX - fromX) * point.column() / CELLS);
                    allY.add(fromY + (toY - fromY) * point.row() / CELLS);
                }
                allX.add(Double.NaN);
                allY.add(Double.NaN);
            }
        }
        return new Contours(allX.build().toArray(), allY.build().toArray());
    }

    /** Abscissas of the lines, a NaN after each; to be read only. */
    double[] x() {
        return x;
    }

    /** Ordinates of the lines, a NaN after each; to be read only. */
    double[] y() {
        return y;
    }

    /** The density relative to its greatest value, at [row · SIDE + column]. */
    private static double[] density(Surface surface, double fromX, double toX, double fromY, double toY) {
        double[] xy = new double[2 * SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int k = row * SIDE + column;
                xy[2 * k] = fromX + (toX - fromX) * column / CELLS;
                xy[2 * k + 1] = fromY + (toY - fromY) * row / CELLS;
            }
        }
        double[] values = new double[SIDE * SIDE];
        surface.logDensity(values.length, xy, values);
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < values.length; k++) {
            if (!(values[k] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("contours need a log density below +∞: it is " + values[k] + " at ("
                        + xy[2 * k] + ", " + xy[2 * k + 1] + ")");
            }
            greatest = Math.max(greatest, values[k]);
        }
        if (greatest == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("contours need some mass: the density is zero all over x from " + fromX
                    + " to " + toX + ", y from " + fromY + " to " + toY);
        }
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.exp(values[k] - greatest);
        }
        return values;
    }

    /** The density above which the share of the mass lies. */
    private static double level(double[] density, double share) {
        double[] sorted = density.clone();
        Arrays.sort(sorted);
        double wanted = share * Arrays.stream(sorted).sum();
        double mass = 0;
        int k = sorted.length;
        while (k > 1 && mass < wanted) {
            k--;
            mass += sorted[k];
        }
        return sorted[k];
    }
}
