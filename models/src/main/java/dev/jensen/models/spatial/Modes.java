package dev.jensen.models.spatial;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The eigenvectors of a map's Q, from the roughest to the smoothest, and the intrinsic autoregression's variance along each: 1 over
 * the eigenvalue, and 0 for the levels of islands. A region without neighbours is a mode of variance 1.
 *
 * @param directions orthonormal, [region][mode]
 * @param variances of each mode, those above 0 first
 */
record Modes(double[][] directions, double[] variances) {
    /**
     * The modes of a map.
     *
     * @param factors what each region's variance is divided by, the same on all of an island
     */
    static Modes of(Neighbours neighbours, double[] factors) {
        int n = neighbours.size();
        double[][] q = neighbours.dense(-1, 1);
        int levels = neighbours.islands();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                q[i][j] *= factors[i];
            }
            if (neighbours.degree(i) == 0) {
                q[i][i] = 1;
                levels--;
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(q, false));
        double[] values = eigen.getRealEigenvalues();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingDouble(k -> -values[k]));
        double[][] directions = new double[n][n];
        double[] variances = new double[n];
        for (int k = 0; k < n; k++) {
            variances[k] = k < n - levels ? 1 / values[order[k]] : 0;
            double[] direction = eigen.getEigenvector(order[k]).toArray();
            for (int i = 0; i < n; i++) {
                directions[i][k] = direction[i];
            }
        }
        return new Modes(directions, variances);
    }
}
