package dev.jensen.core.conjugate;

/**
 * A symmetric matrix that must be positive definite.
 *
 * @param elements not modified
 * @param of the latent that messages name
 */
record SmallMatrix(double[][] elements, String of) {

    double[] times(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i] += elements[i][j] * x[j];
            }
        }
        return y;
    }

    /** The lower factor. */
    double[][] cholesky() {
        int n = elements.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = elements[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i == j && !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("the conditional law of \"" + of
                            + "\" is no normal law, for its precision is not positive (pivot " + i + " is " + sum
                            + "): give it a proper prior");
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }

    SmallMatrix inverse() {
        int n = elements.length;
        double[][] l = cholesky();
        double[][] inverse = new double[n][n]; // of l
        for (int c = 0; c < n; c++) {
            inverse[c][c] = 1 / l[c][c];
            for (int i = c + 1; i < n; i++) {
                double sum = 0;
                for (int k = c; k < i; k++) {
                    sum -= l[i][k] * inverse[k][c];
                }
                inverse[i][c] = sum / l[i][i];
            }
        }
        double[][] product = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (int k = i; k < n; k++) {
                    product[i][j] += inverse[k][i] * inverse[k][j];
                }
                product[j][i] = product[i][j];
            }
        }
        return new SmallMatrix(product, of);
    }
}
