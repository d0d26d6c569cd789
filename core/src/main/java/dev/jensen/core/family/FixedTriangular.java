package dev.jensen.core.family;

import java.util.Arrays;

/**
 * y = Lx in another order of the coordinates, with nothing to fit: correlations that are known beforehand, as a layer. Row i of L is
 * coordinate order[i]; ℓ = Σ log L_ii.
 */
public final class FixedTriangular implements Bijection {
    private final int d;
    private final int[] order;
    private final double[][] factor;
    private final double logDeterminant;

    private FixedTriangular(int[] order, double[][] factor) {
        d = order.length;
        Gaussian.requireDimension("FixedTriangular", d);
        boolean[] taken = new boolean[d];
        double sum = 0;
        for (int i = 0; i < d; i++) {
            if (order[i] < 0 || order[i] >= d || taken[order[i]]) {
                throw new IllegalArgumentException(
                        "FixedTriangular order must hold each coordinate from 0 to " + (d - 1) + " once: " + order[i]);
            }
            taken[order[i]] = true;
            Gaussian.requirePositive("FixedTriangular factor[" + i + "][" + i + "]", factor[i][i]);
            sum += Math.log(factor[i][i]);
        }
        this.order = order.clone();
        this.factor = Arrays.stream(factor).map(double[]::clone).toArray(double[][]::new);
        logDeterminant = sum;
    }

    /**
     * Makes the layer.
     *
     * @param order which coordinate is first, second, …: each from 0 to d − 1 once; copied
     * @param factor L, d × d, lower triangular in that order, with a positive diagonal; copied
     * @throws IllegalArgumentException naming what does not fit
     */
    public static FixedTriangular of(int[] order, double[][] factor) {
        return new FixedTriangular(order, factor);
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public void initial(double[] phi, int at) {
        // no parameters
    }

    @Override
    public void forward(double[] phi, int at, int draws, double[] x, double[] y) {
        for (int from = 0; from < draws * d; from += d) {
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (int j = 0; j <= i; j++) {
                    sum += factor[i][j] * x[from + order[j]];
                }
                y[from + order[i]] = sum;
            }
        }
    }

    @Override
    public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
        for (int s = 0; s < draws; s++) {
            int from = s * d;
            for (int i = 0; i < d; i++) {
                double sum = y[from + order[i]];
                for (int j = 0; j < i; j++) {
                    sum -= factor[i][j] * x[from + order[j]];
                }
                x[from + order[i]] = sum / factor[i][i];
            }
            logDensity[s] -= logDeterminant;
        }
    }

    @Override
    public void change(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
        for (int s = 0; s < draws; s++) {
            logDensity[s] -= logDeterminant;
        }
    }

    @Override
    public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
        for (int from = 0; from < draws * d; from += d) {
            for (int j = 0; j < d; j++) { // rows from j on have not been overwritten yet
                double sum = 0;
                for (int i = j; i < d; i++) {
                    sum += factor[i][j] * v[from + order[i]];
                }
                v[from + order[j]] = sum;
            }
        }
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        for (int from = 0; from < draws * d; from += d) {
            for (int j = d - 1; j >= 0; j--) {
                double sum = v[from + order[j]];
                for (int i = j + 1; i < d; i++) {
                    sum -= factor[i][j] * v[from + order[i]];
                }
                v[from + order[j]] = sum / factor[j][j];
            }
        }
    }

    @Override
    public String toString() {
        return "FixedTriangular[dimension=" + d + "]";
    }
}
