package dev.jensen.core.density;

import dev.jensen.core.expr.Cholesky;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import java.util.List;

/** Says of a term that is not finite which matrix had no Cholesky factor, by which pivot, and what jitter would help. */
final class FailedFactorization {
    private static final double[] LADDER = {1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4};

    private FailedFactorization() {}

    /**
     * Looks at every Cholesky factor that a term needs.
     *
     * @param evaluate values of expressions as [inner element][row]
     * @return a sentence without its subject's "because"; empty where all matrices have a factor, or are not finite themselves
     */
    static String reason(Expr term, Evaluation evaluate) {
        for (Expr node : Graph.topological(List.of(term))) {
            if (!(node.operation() instanceof Cholesky cholesky)) {
                continue;
            }
            Expr matrix = node.operand(0);
            double[] values = evaluate.apply(List.of(matrix)).get(0);
            int n = matrix.shape().dimension(0);
            Plate plate = matrix.shape().plate();
            int rows = plate == null ? 1 : plate.size();
            for (int row = 0; row < rows; row++) {
                double[][] a = new double[n][n];
                for (int e = 0; e < n * n; e++) {
                    a[e / n][e % n] = values[e * rows + row];
                }
                Pivot pivot = leastPivot(a, 0);
                if (!(pivot.value() > 0) && !Double.isNaN(pivot.value())) {
                    return (cholesky.of().isEmpty() ? "a matrix" : "the covariance of \"" + cholesky.of() + "\"")
                            + (plate == null ? "" : ", row " + row + ",") + " [" + n + ", " + n
                            + "] is not positive definite: its pivot " + pivot.index() + " is " + pivot.value()
                            + ", its diagonal element there " + a[pivot.index()][pivot.index()] + "; jitter tried: "
                            + cholesky.jitter() + "; " + wayOut(a);
                }
            }
        }
        return "";
    }

    /** Values of expressions at the point of the search. */
    @FunctionalInterface
    interface Evaluation {
        List<double[]> apply(List<Expr> expressions);
    }

    private record Pivot(int index, double value) {}

    private static String wayOut(double[][] a) {
        for (double jitter : LADDER) {
            if (leastPivot(a, jitter).value() > 0) {
                return jitter
                        + " more would do: raise the jitter, as choleskyFactor(name, jitter) takes it, or drop points that all but coincide";
            }
        }
        return "none up to " + LADDER[LADDER.length - 1]
                + " would do: the matrix is no covariance; look for a sign, or a kernel that is not one";
    }

    /** The first pivot that is not positive, else the least. */
    private static Pivot leastPivot(double[][] a, double jitter) {
        int n = a.length;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += a[i][i] / n;
        }
        double[][] l = new double[n][n];
        Pivot least = new Pivot(0, Double.POSITIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j] + (i == j ? jitter * mean : 0);
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i == j && !(sum >= least.value())) {
                    least = new Pivot(i, sum);
                }
                if (i == j && !(sum > 0)) {
                    return least;
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return least;
    }
}
