package dev.jensen.core.support;

import java.util.Arrays;
import java.util.Locale;

/**
 * What Cholesky's factorisation of a symmetric matrix of numbers meets on its diagonal: it goes on after a pivot that is not
 * above 0, with that column left out, so that the smallest of all can be named.
 *
 * @param smallest of the pivots; NaN where an element is
 * @param at its row, from 0
 * @param jitter the smallest power of ten, as a share of the mean diagonal from 1e-12 to 1e-2, that makes the matrix
 *     positive definite when added to its diagonal; 0 where none is needed, NaN where none is enough
 */
record Pivots(double smallest, int at, double jitter) {
    private static final double LEAST = 1e-12;
    private static final double MOST = 1e-2;

    /**
     * Factorises a matrix.
     *
     * @param matrix row after row; its lower triangle is read
     * @param size number of rows
     */
    static Pivots of(double[] matrix, int size) {
        double[] pivots = pivots(matrix, size, 0);
        int at = 0;
        for (int i = 0; i < size; i++) {
            if (!(pivots[i] >= pivots[at])) {
                at = i;
            }
        }
        return new Pivots(pivots[at], at, pivots[at] > 0 ? 0 : jitter(matrix, size));
    }

    private static double jitter(double[] matrix, int size) {
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += matrix[i * (size + 1)] / size;
        }
        for (double share = LEAST; mean > 0 && share <= MOST * 1.5; share *= 10) {
            if (Arrays.stream(pivots(matrix, size, share * mean)).allMatch(pivot -> pivot > 0)) {
                return share * mean;
            }
        }
        return Double.NaN;
    }

    private static double[] pivots(double[] matrix, int size, double added) {
        double[] l = matrix.clone();
        double[] pivots = new double[size];
        for (int j = 0; j < size; j++) {
            double pivot = l[j * size + j] + added;
            for (int k = 0; k < j; k++) {
                pivot -= l[j * size + k] * l[j * size + k];
            }
            pivots[j] = pivot;
            double root = Math.sqrt(pivot);
            for (int i = j + 1; i < size; i++) {
                double sum = l[i * size + j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i * size + k] * l[j * size + k];
                }
                l[i * size + j] = pivot > 0 || Double.isNaN(pivot) ? sum / root : 0;
            }
        }
        return pivots;
    }

    /** Whether all are above 0, so that the matrix is positive definite. */
    boolean isPositive() {
        return smallest > 0;
    }

    /** The smallest pivot, what was added to the diagonal in trying, and what to do, in words. */
    String remedy() {
        if (Double.isNaN(smallest)) {
            return "an element is NaN";
        }
        String what = "its smallest pivot is " + smallest + ", in row " + at;
        return Double.isNaN(jitter)
                ? what + ", and a jitter of up to 1 % of the mean diagonal does not mend it"
                : what + "; a jitter of " + round(jitter) + " on the diagonal makes it so";
    }

    private static String round(double jitter) {
        return String.format(Locale.US, "%.1e", jitter);
    }
}
