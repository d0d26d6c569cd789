package dev.jensen.core.family;

import java.util.Arrays;

/**
 * y = x + Λx, Λ strictly lower triangular: correlations, without scales. φ is Λ row after row; ℓ = 0.
 *
 * @param dimension d, at least 1
 */
public record UnitTriangular(int dimension) implements Bijection {

    /** Checks the dimension. */
    public UnitTriangular {
        Gaussian.requireDimension("UnitTriangular", dimension);
    }

    /** Makes the layer. */
    public static UnitTriangular of(int dimension) {
        return new UnitTriangular(dimension);
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(dimension, dimension - 1) / 2;
    }

    @Override
    public void initial(double[] phi, int at) {
        Arrays.fill(phi, at, at + parameterCount(), 0);
    }

    private static int row(int at, int i) {
        return at + i * (i - 1) / 2;
    }

    @Override
    public void forward(double[] phi, int at, int draws, double[] x, double[] y) {
        for (int s = 0; s < draws; s++) {
            int from = s * dimension;
            for (int i = 0; i < dimension; i++) {
                double sum = x[from + i];
                for (int j = 0; j < i; j++) {
                    sum += phi[row(at, i) + j] * x[from + j];
                }
                y[from + i] = sum;
            }
        }
    }

    @Override
    public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
        for (int s = 0; s < draws; s++) {
            int from = s * dimension;
            for (int i = 0; i < dimension; i++) {
                double sum = y[from + i];
                for (int j = 0; j < i; j++) {
                    sum -= phi[row(at, i) + j] * x[from + j];
                }
                x[from + i] = sum;
            }
        }
    }

    @Override
    public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
        for (int s = 0; s < draws; s++) {
            int from = s * dimension;
            for (int i = 0; i < dimension; i++) { // v_j has its own share of every row before it is used as one
                for (int j = 0; j < i; j++) {
                    gradient[row(at, i) + j] += v[from + i] * x[from + j];
                    v[from + j] += phi[row(at, i) + j] * v[from + i];
                }
            }
        }
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        for (int s = 0; s < draws; s++) {
            int from = s * dimension;
            for (int i = dimension - 1; i >= 0; i--) { // v_i is u_i once all rows below are subtracted
                for (int j = 0; j < i; j++) {
                    gradient[row(at, i) + j] -= v[from + i] * x[from + j];
                    v[from + j] -= phi[row(at, i) + j] * v[from + i];
                }
            }
        }
    }
}
