package dev.jensen.core.estimator;

import dev.jensen.core.density.TwiceDifferentiable;

/** log p̃ = −½ (z − μ)ᵀ Λ (z − μ), so that E[∇] = −Λ(m − μ), E[∇εᵀ] = −ΛL. */
final class CorrelatedGaussian implements KnownTarget, TwiceDifferentiable {

    private static final double[] MU = {1, -0.5, 0.3};
    private static final double[][] LAMBDA = {{2, 0.7, -0.3}, {0.7, 1.5, 0.4}, {-0.3, 0.4, 1}};

    @Override
    public double at(double[] z, int offset, double[] gradients) {
        double value = 0;
        for (int i = 0; i < 3; i++) {
            gradients[offset + i] = 0;
            for (int j = 0; j < 3; j++) {
                gradients[offset + i] -= LAMBDA[i][j] * (z[offset + j] - MU[j]);
            }
            value += 0.5 * gradients[offset + i] * (z[offset + i] - MU[i]);
        }
        return value;
    }

    @Override
    public void hessianProduct(int draws, double[] points, double[] vectors, double[] products) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < 3; i++) {
                products[3 * s + i] = 0;
                for (int j = 0; j < 3; j++) {
                    products[3 * s + i] -= LAMBDA[i][j] * vectors[3 * s + j];
                }
            }
        }
    }

    @Override
    public double expectation(double[] m, double[][] l) {
        double value = at(m, 0, new double[3]);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    value -= 0.5 * LAMBDA[i][j] * l[i][k] * l[j][k];
                }
            }
        }
        return value;
    }

    @Override
    public double[] expectedGradient(double[] m, double[][] l) {
        double[] gradient = new double[3];
        at(m, 0, gradient);
        return gradient;
    }

    @Override
    public double[][] expectedGradientTimesNoise(double[] m, double[][] l) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    product[i][j] -= LAMBDA[i][k] * l[k][j];
                }
            }
        }
        return product;
    }
}
