package dev.jensen.models.spline;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;

/** The combinations of splines whose second derivative is 0 at both boundaries: an orthonormal null space. */
final class NaturalConstraint {
    private NaturalConstraint() {}

    /**
     * The splines' combinations.
     *
     * @param combination [function of the knots][function of the basis]
     * @return the same with two columns less
     */
    static double[][] of(Knots knots, double[][] combination) {
        int k = combination[0].length;
        if (knots.isPeriodic() || knots.degree() < 2 || k < 3) {
            throw new IllegalArgumentException(
                    "natural splines need boundaries, a degree of at least 2 and three functions;"
                            + " these are of degree " + knots.degree() + ", " + k + " functions"
                            + (knots.isPeriodic() ? ", and periodic" : ""));
        }
        double[][] curvature = {knots.derivatives(knots.low(), 2), knots.derivatives(knots.high(), 2)};
        double[][] constraint = new double[k][2];
        for (int j = 0; j < k; j++) {
            for (int end = 0; end < 2; end++) {
                for (int i = 0; i < combination.length; i++) {
                    constraint[j][end] += curvature[end][i] * combination[i][j];
                }
            }
        }
        double[][] q =
                new QRDecomposition(new Array2DRowRealMatrix(constraint)).getQ().getData();
        double[][] free = new double[combination.length][k - 2];
        for (int i = 0; i < free.length; i++) {
            for (int c = 0; c < k - 2; c++) {
                for (int j = 0; j < k; j++) {
                    free[i][c] += combination[i][j] * q[j][c + 2];
                }
            }
        }
        return free;
    }
}
