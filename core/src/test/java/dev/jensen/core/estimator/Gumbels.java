package dev.jensen.core.estimator;

/**
 * Three independent Gumbel laws of minima, log p = Σ z_i − exp(z_i), with mean −γ and variance π²/6. With σ_i² =
 * (LLᵀ)_ii and a_i = E[exp(z_i)] = exp(m_i + σ_i²/2): E[∂_i] = 1 − a_i, E[∂_i ε_j] = −L_ij a_i.
 */
final class Gumbels implements KnownTarget {

    @Override
    public double at(double[] z, int offset, double[] gradients) {
        double value = 0;
        for (int i = 0; i < 3; i++) {
            gradients[offset + i] = 1 - Math.exp(z[offset + i]);
            value += z[offset + i] - Math.exp(z[offset + i]);
        }
        return value;
    }

    @Override
    public double expectation(double[] m, double[][] l) {
        double value = 0;
        for (int i = 0; i < 3; i++) {
            value += m[i] - a(m, l, i);
        }
        return value;
    }

    @Override
    public double[] expectedGradient(double[] m, double[][] l) {
        return new double[] {1 - a(m, l, 0), 1 - a(m, l, 1), 1 - a(m, l, 2)};
    }

    @Override
    public double[][] expectedGradientTimesNoise(double[] m, double[][] l) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[i][j] = -l[i][j] * a(m, l, i);
            }
        }
        return product;
    }

    private static double a(double[] m, double[][] l, int i) {
        double variance = 0;
        for (int k = 0; k < 3; k++) {
            variance += l[i][k] * l[i][k];
        }
        return Math.exp(m[i] + variance / 2);
    }
}
