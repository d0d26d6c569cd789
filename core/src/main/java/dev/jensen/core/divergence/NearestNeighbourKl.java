package dev.jensen.core.divergence;

import dev.jensen.core.diagnostic.RunningMoments;
import java.util.Arrays;

/**
 * KL(p‖q) of two densities that are known by samples only (Wang, Kulkarni and Verdú, "Divergence estimation for
 * multidimensional densities via k-nearest-neighbor distances", IEEE Transactions on Information Theory 55, 2009, eq. 14):
 *
 * <pre>
 * (d/n) Σᵢ log(ν_k(i)/ρ_k(i)) + log(m/(n − 1))
 * </pre>
 *
 * <p>where ρ_k(i) is the Euclidean distance from xᵢ to the k-th nearest of the other n − 1 draws of p, and ν_k(i) that to
 * the k-th nearest of the m draws of q. It is consistent for every k; a larger k has less variance and more bias, and in
 * many dimensions the bias falls slowly with the size of the samples. Nothing but distances enters, so that coordinates
 * should be of similar scale. It takes time of order n(n + m)d.
 */
public final class NearestNeighbourKl {
    private NearestNeighbourKl() {}

    /**
     * An estimate from two samples of numbers.
     *
     * @param x draws of p, at least k + 1; read only
     * @param y draws of q, at least k; read only
     * @param k which neighbour; at least 1
     * @return nats, with a standard error that leaves out the bias; it may lie below 0
     * @throws IllegalArgumentException as for vectors
     */
    public static Divergence of(double[] x, double[] y, int k) {
        return of(asRows(x), asRows(y), k);
    }

    /**
     * An estimate from two samples of vectors.
     *
     * @param x draws of p, at least k + 1, one a row; read only
     * @param y draws of q, at least k, of the same length; read only
     * @param k which neighbour; at least 1
     * @return nats, with a standard error that leaves out the bias; it may lie below 0
     * @throws IllegalArgumentException if there are too few draws, their lengths differ, one is not finite, or draws of a
     *     sample coincide, as those of a density never do
     */
    public static Divergence of(double[][] x, double[][] y, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("the neighbour k must be at least 1: " + k);
        }
        refuseFewer("x", x.length, k + 1);
        refuseFewer("y", y.length, k);
        int d = x[0].length;
        refuseBadRows("x", x, d);
        refuseBadRows("y", y, d);
        RunningMoments terms = new RunningMoments();
        double[] nearest = new double[k];
        for (int i = 0; i < x.length; i++) {
            double own = neighbour(x[i], x, i, nearest);
            double other = neighbour(x[i], y, -1, nearest);
            if (own == 0 || other == 0) {
                throw new IllegalArgumentException("x[" + i + "] has its neighbour number " + k + " in "
                        + (own == 0 ? "x" : "y") + " at distance 0, and draws of densities never coincide: for discrete"
                        + " laws compare frequencies by Kl.of(Categorical, Categorical); for rounded data take a larger"
                        + " k or add noise of the size of the rounding");
            }
            terms.add(0.5 * d * Math.log(other / own));
        }
        double value = terms.mean() + Math.log(y.length / (x.length - 1.0));
        double error = terms.standardDeviation() / Math.sqrt(x.length);
        return new Divergence(value, error, Route.NEAREST_NEIGHBOURS, Unit.NATS);
    }

    private static double[][] asRows(double[] values) {
        double[][] rows = new double[values.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {values[i]};
        }
        return rows;
    }

    private static void refuseFewer(String name, int draws, int least) {
        if (draws < least) {
            throw new IllegalArgumentException(
                    "the sample " + name + " needs at least " + least + " draws for this k: " + draws);
        }
    }

    private static void refuseBadRows(String name, double[][] sample, int length) {
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

    /** The squared distance to the k-th nearest, k the length of {@code nearest}, which is overwritten. */
    private static double neighbour(double[] point, double[][] sample, int skip, double[] nearest) {
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int last = nearest.length - 1;
        for (int j = 0; j < sample.length; j++) {
            double distance = j == skip ? Double.POSITIVE_INFINITY : squaredDistance(point, sample[j]);
            if (distance < nearest[last]) {
                int at = last;
                for (; at > 0 && nearest[at - 1] > distance; at--) {
                    nearest[at] = nearest[at - 1];
                }
                nearest[at] = distance;
            }
        }
        return nearest[last];
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }
}
