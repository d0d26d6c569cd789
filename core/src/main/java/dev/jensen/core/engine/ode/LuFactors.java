package dev.jensen.core.engine.ode;

/** P A = L U of a small square matrix by Gaussian elimination with partial pivoting, in place; used again and again. */
final class LuFactors {
    private final int n;
    private final double[] lu;
    private final int[] pivots;
    private final double[] permuted;

    LuFactors(int n) {
        this.n = n;
        this.lu = new double[n * n];
        this.pivots = new int[n];
        this.permuted = new double[n];
    }

    /** Where to write the matrix, row by row, before {@link #factorize}. */
    double[] matrix() {
        return lu;
    }

    /** Factorises; false where the matrix is singular or not finite. */
    boolean factorize() {
        for (int i = 0; i < n; i++) {
            pivots[i] = i;
        }
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(lu[i * n + k]) > Math.abs(lu[best * n + k])) {
                    best = i;
                }
            }
            swap(k, best);
            double pivot = lu[k * n + k];
            if (!(Math.abs(pivot) > 0 && Math.abs(pivot) < Double.POSITIVE_INFINITY)) {
                return false;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = lu[i * n + k] / pivot;
                lu[i * n + k] = factor;
                for (int j = k + 1; j < n; j++) {
                    lu[i * n + j] -= factor * lu[k * n + j];
                }
            }
        }
        return true;
    }

    private void swap(int a, int b) {
        if (a == b) {
            return;
        }
        for (int j = 0; j < n; j++) {
            double kept = lu[a * n + j];
            lu[a * n + j] = lu[b * n + j];
            lu[b * n + j] = kept;
        }
        int kept = pivots[a];
        pivots[a] = pivots[b];
        pivots[b] = kept;
    }

    /** x ← A⁻¹ x. */
    void solve(double[] x) {
        for (int i = 0; i < n; i++) {
            double sum = x[pivots[i]];
            for (int j = 0; j < i; j++) {
                sum -= lu[i * n + j] * permuted[j];
            }
            permuted[i] = sum;
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = permuted[i];
            for (int j = i + 1; j < n; j++) {
                sum -= lu[i * n + j] * x[j];
            }
            x[i] = sum / lu[i * n + i];
        }
    }

    /** x ← A⁻ᵀ x. */
    void solveTransposed(double[] x) {
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int j = 0; j < i; j++) {
                sum -= lu[j * n + i] * permuted[j];
            }
            permuted[i] = sum / lu[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                permuted[i] -= lu[j * n + i] * permuted[j];
            }
        }
        for (int i = 0; i < n; i++) {
            x[pivots[i]] = permuted[i];
        }
    }
}
