package dev.jensen.core.family;

import java.util.ArrayList;
import java.util.List;

/**
 * The factor L, with numbers only where its structure has them, of the normal that a given one diverges from least: column j, of which
 * only the rows R may have numbers, minimises ½ lᵀΛl − log l_j, so l = Λ_RR⁻¹e_j / √(Λ_RR⁻¹)_jj, with Λ the given normal's precision.
 */
final class NearestFactor {

    private final double[][] precision;

    /**
     * Finds the precision.
     *
     * @param factor of the given normal's covariance, lower triangular, d × d
     */
    NearestFactor(double[][] factor) {
        precision = precision(factor);
    }

    /** Writes ρ and λ of φ = (m, ρ, λ). */
    void write(FactorRows structure, double[] phi) {
        int d = precision.length;
        int[][] columns = structure.columns();
        for (int j = 0; j < d; j++) {
            List<int[]> rows = new ArrayList<>(); // coordinate, and place in φ
            rows.add(new int[] {j, d + j});
            for (int i : structure.order()) {
                for (int c = 0; c < columns[i].length; c++) {
                    if (columns[i][c] == j) {
                        rows.add(new int[] {i, 2 * d + structure.begins()[i] + c});
                    }
                }
            }
            double[] column = firstColumnOfInverse(rows);
            double scale = Math.sqrt(column[0]);
            phi[d + j] = Math.log(scale);
            for (int r = 1; r < column.length; r++) {
                phi[rows.get(r)[1]] = column[r] / scale;
            }
        }
    }

    private static double[][] precision(double[][] factor) {
        int d = factor.length;
        double[][] inverse = new double[d][d];
        double[][] precision = new double[d][d];
        for (int k = 0; k < d; k++) {
            for (int i = k; i < d; i++) {
                double sum = i == k ? 1 : 0;
                for (int j = k; j < i; j++) {
                    sum -= factor[i][j] * inverse[j][k];
                }
                inverse[i][k] = sum / factor[i][i];
            }
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int k = Math.max(i, j); k < d; k++) {
                    precision[i][j] += inverse[k][i] * inverse[k][j];
                }
            }
        }
        return precision;
    }

    /** Solves Λ_RR x = e₁ by Cholesky's factorisation, the first row last, so that one backward pass is enough. */
    private double[] firstColumnOfInverse(List<int[]> rows) {
        int n = rows.size();
        double[][] l = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = precision[rows.get(n - 1 - a)[0]][rows.get(n - 1 - b)[0]];
                for (int k = 0; k < b; k++) {
                    sum -= l[a][k] * l[b][k];
                }
                l[a][b] = a == b ? Math.sqrt(sum) : sum / l[b][b];
            }
        }
        double[] x = new double[n]; // Lᵀx = e_n / L_nn, in reverse
        for (int a = n - 1; a >= 0; a--) {
            double sum = a == n - 1 ? 1 / l[a][a] : 0;
            for (int k = a + 1; k < n; k++) {
                sum -= l[k][a] * x[n - 1 - k];
            }
            x[n - 1 - a] = sum / l[a][a];
        }
        return x;
    }
}
