package dev.jensen.core.family;

import java.util.Arrays;

/**
 * y = m + exp(ρ)∘x, φ = (m, ρ): ℓ = Σ ρ.
 *
 * @param dimension d, at least 1
 */
public record LocationScale(int dimension) implements Bijection {

    /** Checks the dimension. */
    public LocationScale {
        Gaussian.requireDimension("LocationScale", dimension);
    }

    /** Makes the layer. */
    public static LocationScale of(int dimension) {
        return new LocationScale(dimension);
    }

    @Override
    public int parameterCount() {
        return 2 * dimension;
    }

    @Override
    public void initial(double[] phi, int at) {
        Arrays.fill(phi, at, at + 2 * dimension, 0);
    }

    @Override
    public void forward(double[] phi, int at, int draws, double[] x, double[] y) {
        for (int i = 0; i < dimension; i++) {
            double scale = Math.exp(phi[at + dimension + i]);
            for (int s = 0; s < draws; s++) {
                y[s * dimension + i] = phi[at + i] + scale * x[s * dimension + i];
            }
        }
    }

    @Override
    public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
        for (int i = 0; i < dimension; i++) {
            double inverse = Math.exp(-phi[at + dimension + i]);
            for (int s = 0; s < draws; s++) {
                x[s * dimension + i] = (y[s * dimension + i] - phi[at + i]) * inverse;
                logDensity[s] -= phi[at + dimension + i];
            }
        }
    }

    @Override
    public void change(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
        for (int i = 0; i < dimension; i++) {
            for (int s = 0; s < draws; s++) {
                logDensity[s] -= phi[at + dimension + i];
            }
        }
    }

    @Override
    public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            double scale = Math.exp(phi[at + dimension + i]);
            for (int s = 0; s < draws; s++) {
                int k = s * dimension + i;
                gradient[at + i] += v[k];
                gradient[at + dimension + i] += v[k] * scale * x[k];
                v[k] *= scale;
            }
        }
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            double inverse = Math.exp(-phi[at + dimension + i]);
            for (int s = 0; s < draws; s++) {
                int k = s * dimension + i;
                gradient[at + dimension + i] -= v[k] * x[k] + weights[s];
                v[k] *= inverse;
                gradient[at + i] -= v[k];
            }
        }
    }

    @Override
    public void pullbackWithChange(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        pullback(phi, at, draws, x, y, v, gradient);
        for (int i = 0; i < dimension; i++) {
            for (int s = 0; s < draws; s++) {
                gradient[at + dimension + i] += weights[s];
            }
        }
    }
}
