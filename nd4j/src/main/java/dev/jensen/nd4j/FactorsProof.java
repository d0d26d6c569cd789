package dev.jensen.nd4j;

import dev.jensen.core.dense.DenseFactors;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a library factors and solves rightly on this machine. OpenBLAS has kernels of its own for each kind of processor, and in the
 * build that ND4J 1.0.0-M2.1 brings, 0.3.19, triangular systems, on which Cholesky factors rest, are wrong by those for AVX-512
 * ("SkylakeX"), while products are right.
 */
final class FactorsProof {
    private static final Logger LOG = LoggerFactory.getLogger(FactorsProof.class);
    private static final int N = 150;
    private static final int COLUMNS = 20;
    private static final double TOLERANCE = 1e-9;

    private FactorsProof() {}

    /** Returns what stands the proof, else says what does not and returns nothing. */
    static Optional<DenseFactors> proven(DenseFactors factors) {
        if (isRight(factors)) {
            return Optional.of(factors);
        }
        LOG.warn(
                "OpenBLAS' triangular systems are wrong with its kernels for this processor: Cholesky factors are cut into products,"
                        + " which are right. Start the JVM with the environment variable OPENBLAS_CORETYPE=Haswell to have them by other"
                        + " kernels");
        return Optional.empty();
    }

    /** Factors, inverts and solves a matrix, each held to its product with a random vector. */
    static boolean isRight(DenseFactors factors) {
        Random random = new Random(1);
        double[] v = random.doubles(N, -1, 1).toArray();
        double[] k = new double[N * N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                k[i * N + j] = Math.exp(-0.1 * Math.abs(i - j)) + (i == j ? 0.3 : 0);
            }
        }
        double[] l = k.clone();
        if (!factors.factorize(N, l, 0)) {
            return false;
        }
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < i; j++) {
                l[i * N + j] = l[j * N + i];
                l[j * N + i] = 0;
            }
        }
        double[] inverse = new double[N * N];
        factors.invert(N, l, 0, inverse, 0);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < i; j++) {
                inverse[j * N + i] = inverse[i * N + j];
            }
        }
        double[] product = times(k, v, false);
        return near(product, times(l, times(l, v, true), false))
                && near(v, times(inverse, product, false))
                && solves(factors, l, false, random)
                && solves(factors, l, true, random);
    }

    private static boolean solves(DenseFactors factors, double[] l, boolean transposed, Random random) {
        double[] b = random.doubles(N * COLUMNS, -1, 1).toArray();
        double[] x = b.clone();
        factors.solve(transposed, N, COLUMNS, l, 0, x, 0);
        for (int c = 0; c < COLUMNS; c++) {
            if (!near(column(b, c), times(l, column(x, c), transposed))) {
                return false;
            }
        }
        return true;
    }

    private static double[] column(double[] x, int c) {
        double[] column = new double[N];
        for (int i = 0; i < N; i++) {
            column[i] = x[i * COLUMNS + c];
        }
        return column;
    }

    private static double[] times(double[] a, double[] x, boolean transposed) {
        double[] product = new double[N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                product[i] += a[transposed ? j * N + i : i * N + j] * x[j];
            }
        }
        return product;
    }

    private static boolean near(double[] a, double[] b) {
        for (int i = 0; i < N; i++) {
            if (!(Math.abs(a[i] - b[i]) <= TOLERANCE)) { // nor NaN
                return false;
            }
        }
        return true;
    }
}
