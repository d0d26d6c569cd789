package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/** What spectral densities share. */
final class Spectrum {
    private Spectrum() {}

    /** Σ ℓ_d² ω_d² for every frequency, [m]. */
    static Expr scaledSquares(String kernel, double[][] frequencies, Expr lengthScale) {
        int dimension = Points.dimension(frequencies);
        Points.requireScale(kernel, lengthScale, dimension);
        double[][] squares = new double[frequencies.length][dimension];
        for (int i = 0; i < squares.length; i++) {
            for (int d = 0; d < dimension; d++) {
                squares[i][d] = frequencies[i][d] * frequencies[i][d];
            }
        }
        Expr constant = Expr.constant(squares);
        return lengthScale.shape().rank() == 0
                ? constant.sum(1).times(lengthScale.square())
                : constant.matVec(lengthScale.square());
    }

    /** Π ℓ_d. */
    static Expr volume(Expr lengthScale, int dimension) {
        return lengthScale.shape().rank() == 0
                ? lengthScale.pow(dimension)
                : lengthScale.log().sum().exp();
    }
}
