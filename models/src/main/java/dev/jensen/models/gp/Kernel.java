package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/**
 * A covariance function k(x, x′) of points in ℝᴰ, whose hyperparameters are expressions: numbers, or latents of a model.
 *
 * <p>Kernels are added with {@link #plus}, multiplied with {@link #times}, and look at some columns of the points only with
 * {@link #on}. An implementation of one's own states {@link #covariance(double[][], double[][])} and {@link #variance}.
 * Rasmussen and Williams (2006), "Gaussian Processes for Machine Learning", chapter 4.
 */
public interface Kernel {
    /**
     * Covariances between two sets of points, each of which is a place of its own even where coordinates agree.
     *
     * @param x n points of D coordinates each
     * @param y m points of D coordinates each
     * @return [n, m]
     * @throws IllegalArgumentException if a point has another number of coordinates, or one that is not finite
     */
    Expr covariance(double[][] x, double[][] y);

    /**
     * Covariances of one set of points.
     *
     * @param x n points of D coordinates each
     * @return [n, n], symmetric
     */
    default Expr covariance(double[][] x) {
        return covariance(x, x);
    }

    /**
     * Variances, the diagonal of {@link #covariance(double[][])}.
     *
     * @param x n points of D coordinates each
     * @return [n]
     */
    Expr variance(double[][] x);

    /** {@return the kernel of the sum of two independent functions} */
    default Kernel plus(Kernel other) {
        return new KernelSum(this, other);
    }

    /** {@return the product k(x, x′) · other(x, x′)} */
    default Kernel times(Kernel other) {
        return new KernelProduct(this, other);
    }

    /**
     * The kernel of a function of some coordinates only.
     *
     * @param columns which coordinates it sees, from 0, in its own order
     */
    default Kernel on(int... columns) {
        return new KernelOnColumns(this, columns);
    }
}
