package dev.jensen.core.divergence;

import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.RunningMoments;
import java.util.function.DoubleFunction;

/**
 * How far two laws are from each other, from draws of both alone: the squared distance between their mean embeddings by a kernel
 * (Gretton, Borgwardt, Rasch, Schölkopf and Smola, "A kernel two-sample test", JMLR 2012, lemma 6),
 *
 * <pre>
 *   MMD² = E[k(x, x′)] + E[k(y, y′)] − 2 E[k(x, y)]
 * </pre>
 *
 * <p>It is 0 only where the laws are the same, for kernels like the Gaussian, and has no unit. Neither law needs a density.
 */
public final class MaximumMeanDiscrepancy {

    private MaximumMeanDiscrepancy() {}

    /**
     * Estimates MMD² by the Gaussian kernel whose length scale is the median of the distances between all draws.
     *
     * @param x draws of one law, at least 2, one a row; read only
     * @param y draws of the other, at least 2, of the same length; read only
     * @return as for {@link #squared(double[][], double[][], RadialKernel)}
     */
    public static Estimate squared(double[][] x, double[][] y) {
        return squared(x, y, scaled(x, y, GaussianKernel::of));
    }

    /**
     * Estimates MMD² without bias; where the laws are the same it is as often below 0 as about it.
     *
     * @param x draws of one law, at least 2, one a row; read only
     * @param y draws of the other, at least 2, of the same length; read only
     * @param kernel k; to compare several values, let them have the same
     * @return the estimate with its standard error, that of its part of first order: where the laws are the same that part is
     *     0, and the error too small
     * @throws IllegalArgumentException if there are too few draws, their lengths differ, or one is not finite
     */
    public static Estimate squared(double[][] x, double[][] y, RadialKernel kernel) {
        check(x, y);
        RunningMoments ofX = new RunningMoments();
        RunningMoments ofY = new RunningMoments();
        for (int i = 0; i < x.length; i++) {
            double toOther = mean(x[i], y, -1, kernel);
            ofX.add(mean(x[i], x, i, kernel) - toOther);
        }
        for (int j = 0; j < y.length; j++) {
            ofY.add(mean(y[j], y, j, kernel) - mean(y[j], x, -1, kernel));
        }
        // the two means hold −2 E[k(x, y)] between them
        double value = ofX.mean() + ofY.mean();
        double error =
                2 * Math.hypot(ofX.estimate().standardError(), ofY.estimate().standardError());
        return new Estimate(value, error, x.length + (long) y.length);
    }

    /**
     * Scales a kernel by the median of the distances between all draws.
     *
     * @param kernel makes a kernel of a length scale, for example {@code GaussianKernel::of}
     * @throws IllegalArgumentException if most draws coincide
     */
    public static RadialKernel scaled(double[][] x, double[][] y, DoubleFunction<RadialKernel> kernel) {
        check(x, y);
        int d = x[0].length;
        int count = x.length + y.length;
        double[] points = new double[count * d];
        for (int i = 0; i < count; i++) {
            System.arraycopy(i < x.length ? x[i] : y[i - x.length], 0, points, i * d, d);
        }
        double median = MedianDistance.of(count, d, points, new double[count * (count - 1) / 2]);
        if (median == 0) {
            throw new IllegalArgumentException(
                    "most draws coincide, so that the median of their distances is 0: choose the"
                            + " kernel's length scale");
        }
        return kernel.apply(median);
    }

    private static double mean(double[] point, double[][] sample, int skip, RadialKernel kernel) {
        double sum = 0;
        for (int j = 0; j < sample.length; j++) {
            if (j != skip) {
                double square = 0;
                for (int k = 0; k < point.length; k++) {
                    square += (point[k] - sample[j][k]) * (point[k] - sample[j][k]);
                }
                sum += kernel.derivative(square, 0);
            }
        }
        return sum / (skip < 0 ? sample.length : sample.length - 1);
    }

    private static void check(double[][] x, double[][] y) {
        if (x.length < 2 || y.length < 2) {
            throw new IllegalArgumentException(
                    "a maximum mean discrepancy needs at least 2 draws of each law: " + x.length + " and " + y.length);
        }
        requireAlike("x", x, x[0].length);
        requireAlike("y", y, x[0].length);
    }

    private static void requireAlike(String name, double[][] sample, int length) {
        for (int i = 0; i < sample.length; i++) {
            if (sample[i].length != length) {
                throw new IllegalArgumentException(
                        name + "[" + i + "] must have length " + length + ", as x[0] has: " + sample[i].length);
            }
            for (double value : sample[i]) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(name + "[" + i + "] must be finite: " + value);
                }
            }
        }
    }
}
