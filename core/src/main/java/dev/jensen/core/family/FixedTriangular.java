package dev.jensen.core.family;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * y = Lx in another order of the coordinates, with nothing to fit: correlations that are known beforehand, as a layer. Row i of L is
 * coordinate order[i]; ℓ = Σ log L_ii. Zeros of L cost nothing.
 */
public final class FixedTriangular implements Bijection {
    private final int d;
    private final int[] order;
    private final int[][] columns; // coordinates where row i of L has numbers, below its diagonal
    private final double[][] below;
    private final double[] diagonal;
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
        columns = new int[d][];
        below = new double[d][];
        diagonal = new double[d];
        for (int i = 0; i < d; i++) {
            double[] row = factor[i];
            int[] numbers = IntStream.range(0, i).filter(j -> row[j] != 0).toArray();
            columns[i] = Arrays.stream(numbers).map(j -> this.order[j]).toArray();
            below[i] = Arrays.stream(numbers).mapToDouble(j -> row[j]).toArray();
            diagonal[i] = row[i];
        }
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

    int[] order() {
        return order.clone();
    }

    /** Returns L, row after row. */
    double[] factor() {
        int[] place = new int[d];
        for (int i = 0; i < d; i++) {
            place[order[i]] = i;
        }
        double[] factor = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int c = 0; c < columns[i].length; c++) {
                factor[i * d + place[columns[i][c]]] = below[i][c];
            }
            factor[i * d + i] = diagonal[i];
        }
        return factor;
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
                double sum = diagonal[i] * x[from + order[i]];
                for (int k = 0; k < columns[i].length; k++) {
                    sum += below[i][k] * x[from + columns[i][k]];
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
                for (int k = 0; k < columns[i].length; k++) {
                    sum -= below[i][k] * x[from + columns[i][k]];
                }
                x[from + order[i]] = sum / diagonal[i];
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
            for (int i = 0; i < d; i++) { // what is above has had all its shares but those of rows from here on
                double own = v[from + order[i]];
                for (int k = 0; k < columns[i].length; k++) {
                    v[from + columns[i][k]] += below[i][k] * own;
                }
                v[from + order[i]] = diagonal[i] * own;
            }
        }
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        for (int from = 0; from < draws * d; from += d) {
            for (int i = d - 1; i >= 0; i--) {
                double own = v[from + order[i]] / diagonal[i];
                v[from + order[i]] = own;
                for (int k = 0; k < columns[i].length; k++) {
                    v[from + columns[i][k]] -= below[i][k] * own;
                }
            }
        }
    }

    @Override
    public String toString() {
        return "FixedTriangular[dimension=" + d + "]";
    }
}
