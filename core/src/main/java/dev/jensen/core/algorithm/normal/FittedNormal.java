package dev.jensen.core.algorithm.normal;

import java.util.Optional;

/**
 * A normal law in ℝᵈ as a map: z = mean + factor · ε. The arrays are not to be modified.
 *
 * @param mean length d
 * @param factor d × d, lower triangular with a positive diagonal
 */
public record FittedNormal(double[] mean, double[][] factor) {

    /** A law of independent coordinates. */
    public static FittedNormal about(double[] mean, double scale) {
        double[][] factor = new double[mean.length][mean.length];
        for (int i = 0; i < mean.length; i++) {
            factor[i][i] = scale;
        }
        return new FittedNormal(mean.clone(), factor);
    }

    /**
     * The normal with the moments of weighted points, or nothing where their covariance is not positive definite.
     *
     * @param points n × d
     * @param weights sum 1
     */
    public static Optional<FittedNormal> ofMoments(double[] points, int d, double[] weights) {
        double[] mean = new double[d];
        double[][] covariance = new double[d][d];
        for (int s = 0; s < weights.length; s++) {
            for (int i = 0; weights[s] > 0 && i < d; i++) {
                mean[i] += weights[s] * points[s * d + i];
            }
        }
        for (int s = 0; s < weights.length; s++) {
            for (int i = 0; weights[s] > 0 && i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += weights[s] * (points[s * d + i] - mean[i]) * (points[s * d + j] - mean[j]);
                    covariance[j][i] = covariance[i][j];
                }
            }
        }
        return cholesky(covariance).map(factor -> new FittedNormal(mean, factor));
    }

    /** Returns d. */
    public int dimension() {
        return mean.length;
    }

    /** The same mean, and all standard deviations times a number. */
    public FittedNormal scaledBy(double by) {
        double[][] scaled = new double[mean.length][];
        for (int i = 0; i < mean.length; i++) {
            scaled[i] = factor[i].clone();
            for (int j = 0; j <= i; j++) {
                scaled[i][j] *= by;
            }
        }
        return new FittedNormal(mean, scaled);
    }

    /** Writes mean + factor · ε for a batch. */
    public void draw(int draws, double[] noise, double[] z) {
        int d = mean.length;
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < d; i++) {
                double sum = mean[i];
                for (int j = 0; j <= i; j++) {
                    sum += factor[i][j] * noise[s * d + j];
                }
                z[s * d + i] = sum;
            }
        }
    }

    /** Returns the logarithm of the determinant of the factor. */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += Math.log(factor[i][i]);
        }
        return sum;
    }

    /** Returns the entropy in nats. */
    public double entropy() {
        return logDeterminant() + 0.5 * mean.length * (1 + Math.log(2 * Math.PI));
    }

    /** Returns factor⁻¹ (z − mean), the point in standard deviations. */
    public double[] whiten(double[] z) {
        double[] u = new double[mean.length];
        for (int i = 0; i < u.length; i++) {
            double sum = z[i] - mean[i];
            for (int j = 0; j < i; j++) {
                sum -= factor[i][j] * u[j];
            }
            u[i] = sum / factor[i][i];
        }
        return u;
    }

    /** Returns the length of the whitened way to another point. */
    public double distanceTo(double[] z) {
        double sum = 0;
        for (double u : whiten(z)) {
            sum += u * u;
        }
        return Math.sqrt(sum);
    }

    /** Returns the covariance, d × d, a new array. */
    public double[][] covariance() {
        int d = mean.length;
        double[][] covariance = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += factor[i][k] * factor[j][k];
                }
                covariance[i][j] = sum;
                covariance[j][i] = sum;
            }
        }
        return covariance;
    }

    /** Returns the Cholesky factor of a symmetric matrix by way of its correlations, or nothing where it is not positive definite. */
    public static Optional<double[][]> cholesky(double[][] a) {
        int d = a.length;
        double[][] l = new double[d][d];
        for (int i = 0; i < d; i++) {
            double scale = Math.sqrt(a[i][i]);
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j] / scale / Math.sqrt(a[j][j]);
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i == j && !(sum > 1e-14)) {
                    return Optional.empty();
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        for (int i = 0; i < d; i++) {
            double scale = Math.sqrt(a[i][i]);
            for (int j = 0; j <= i; j++) {
                l[i][j] *= scale;
            }
        }
        return Optional.of(l);
    }
}
