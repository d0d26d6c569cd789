package dev.jensen.core.algorithm.normal;

import dev.jensen.core.density.TwiceDifferentiable;
import java.util.Optional;

/** What the whole Hessian of log p̃ at a point says about scales and correlations. */
public final class Curvature {
    /** Up to this many dimensions a Hessian, d products with it, costs little beside a fit. */
    private static final int MOST_DIMENSIONS = 100;

    private static final double LEAST_PIVOT = 1e-12;

    private Curvature() {}

    /** The Cholesky factor of independent coordinates. */
    public static double[][] diagonal(double[] variance) {
        double[][] factor = new double[variance.length][variance.length];
        for (int i = 0; i < variance.length; i++) {
            factor[i][i] = Math.sqrt(variance[i]);
        }
        return factor;
    }

    /** Returns whether a whole Hessian costs little in that many dimensions. */
    public static boolean isAffordable(int dimension) {
        return dimension <= MOST_DIMENSIONS;
    }

    /**
     * Returns the Cholesky factor L of the covariance LLᵀ = (−∇²log p̃)⁻¹, or nothing where −∇²log p̃ is not positive definite.
     *
     * <p>The Cholesky factorisation of the precision R, its rows and columns in reverse order, is R = UUᵀ with U upper triangular,
     * and so L = U⁻ᵀ: no matrix is inverted whose condition is worse than √ of R's. R is scaled to a diagonal of 1 first.
     */
    public static Optional<double[][]> covarianceFactor(TwiceDifferentiable target, double[] point) {
        int d = point.length;
        double[] hessian = hessian(target, point);
        double[] scale = new double[d];
        for (int i = 0; i < d; i++) {
            double precision = -hessian[i * d + i];
            if (!(precision > 0 && precision < Double.POSITIVE_INFINITY)) {
                return Optional.empty();
            }
            scale[i] = 1 / Math.sqrt(precision);
        }
        double[][] u = new double[d][d];
        for (int j = d - 1; j >= 0; j--) {
            for (int i = j; i >= 0; i--) {
                double sum = -0.5 * (hessian[i * d + j] + hessian[j * d + i]) * scale[i] * scale[j];
                for (int k = j + 1; k < d; k++) {
                    sum -= u[i][k] * u[j][k];
                }
                if (i == j && !(sum > LEAST_PIVOT)) {
                    return Optional.empty();
                }
                u[i][j] = i == j ? Math.sqrt(sum) : sum / u[j][j];
            }
        }
        return Optional.of(inverseTransposed(u, scale));
    }

    /** Returns S U⁻ᵀ, S the diagonal matrix of scales. */
    private static double[][] inverseTransposed(double[][] u, double[] scale) {
        int d = scale.length;
        double[][] l = new double[d][d];
        for (int j = 0; j < d; j++) {
            for (int i = j; i < d; i++) {
                double sum = i == j ? 1 : 0;
                for (int k = j; k < i; k++) {
                    sum -= u[k][i] * l[k][j];
                }
                l[i][j] = sum / u[i][i];
            }
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                l[i][j] *= scale[i];
            }
        }
        return l;
    }

    private static double[] hessian(TwiceDifferentiable target, double[] point) {
        int d = point.length;
        double[] points = new double[d * d];
        double[] unit = new double[d * d];
        double[] products = new double[d * d];
        for (int i = 0; i < d; i++) {
            System.arraycopy(point, 0, points, i * d, d);
            unit[i * d + i] = 1;
        }
        target.hessianProduct(d, points, unit, products);
        return products;
    }
}
