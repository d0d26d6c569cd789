package dev.jensen.core.algorithm.guard;

/** log |det ∂y/∂x| of a map of ℝᵈ, by central differences. */
final class LogDeterminant {
    private static final double STEP = 1e-5;

    private LogDeterminant() {}

    /** A map of points, one after the other. */
    @FunctionalInterface
    interface Points {
        void map(int count, double[] from, double[] to);
    }

    /** At one point; the map is asked once, for 2d points. */
    static double ofDifferences(Points map, double[] x) {
        int d = x.length;
        double[] points = new double[2 * d * d];
        for (int i = 0; i < d; i++) {
            System.arraycopy(x, 0, points, 2 * i * d, d);
            System.arraycopy(x, 0, points, (2 * i + 1) * d, d);
            points[2 * i * d + i] += STEP;
            points[(2 * i + 1) * d + i] -= STEP;
        }
        double[] y = new double[points.length];
        map.map(2 * d, points, y);
        double[][] jacobian = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                jacobian[i][j] = (y[2 * i * d + j] - y[(2 * i + 1) * d + j]) / (2 * STEP);
            }
        }
        return of(jacobian);
    }

    /** By elimination with pivots; overwrites A. */
    private static double of(double[][] a) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            int pivot = k;
            for (int i = k + 1; i < a.length; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            sum += Math.log(Math.abs(row[k]));
            for (int i = k + 1; i < a.length && row[k] != 0; i++) {
                double factor = a[i][k] / row[k];
                for (int j = k; j < a.length; j++) {
                    a[i][j] -= factor * row[j];
                }
            }
        }
        return sum;
    }
}
