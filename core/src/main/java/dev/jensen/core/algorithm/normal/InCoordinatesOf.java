package dev.jensen.core.algorithm.normal;

import dev.jensen.core.density.Differentiable;

/** A target in the coordinates of a normal's noise: u ↦ log p̃(m + Lu), without the constant. */
public record InCoordinatesOf(FittedNormal normal, Differentiable target) implements Differentiable {
    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        double[] z = new double[draws * dimension()];
        normal.draw(draws, points, z);
        target.logDensity(draws, z, values);
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        int d = dimension();
        double[] z = new double[draws * d];
        double[] g = new double[draws * d];
        normal.draw(draws, points, z);
        target.gradient(draws, z, values, g);
        double[][] factor = normal.factor();
        for (int s = 0; s < draws; s++) {
            for (int j = 0; j < d; j++) {
                double sum = 0;
                for (int i = j; i < d; i++) {
                    sum += factor[i][j] * g[s * d + i];
                }
                gradients[s * d + j] = sum;
            }
        }
    }
}
