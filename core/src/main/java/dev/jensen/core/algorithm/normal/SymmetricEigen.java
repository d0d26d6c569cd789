package dev.jensen.core.algorithm.normal;

import java.util.Optional;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix.
 *
 * @param values in any order
 * @param vectors as rows, of length 1
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int TRIALS = 4;
    private static final double NUDGE = 1e-14;

    /**
     * Decomposes a matrix; where the iteration does not end, the diagonal is nudged in its last digits.
     *
     * @param a symmetric; read only
     * @return nothing where an element is not finite
     */
    public static Optional<SymmetricEigen> of(double[][] a) {
        if (a.length == 0) {
            return Optional.of(new SymmetricEigen(new double[0], new double[0][]));
        }
        double greatest = 0;
        for (double[] row : a) {
            for (double element : row) {
                if (!Double.isFinite(element)) {
                    return Optional.empty();
                }
                greatest = Math.max(greatest, Math.abs(element));
            }
        }
        Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(a); // a copy
        for (int trial = 0; trial < TRIALS; trial++) {
            try {
                return Optional.of(of(new EigenDecomposition(matrix), a.length));
            } catch (MaxCountExceededException e) {
                for (int i = 0; i < a.length; i++) {
                    matrix.addToEntry(i, i, NUDGE * Math.pow(10, trial) * greatest * Math.sin(i + 1));
                }
            }
        }
        return Optional.empty();
    }

    private static SymmetricEigen of(EigenDecomposition eigen, int d) {
        double[][] vectors = new double[d][];
        for (int e = 0; e < d; e++) {
            vectors[e] = eigen.getEigenvector(e).toArray();
        }
        return new SymmetricEigen(eigen.getRealEigenvalues(), vectors);
    }
}
