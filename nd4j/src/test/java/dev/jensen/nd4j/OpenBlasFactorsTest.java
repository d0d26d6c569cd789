package dev.jensen.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jensen.core.dense.DenseFactors;
import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.kernel.Kernels;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LAPACK's factors, inverses and solutions against Commons Math, and what they do with matrices that have none. */
@NeedsBackend
class OpenBlasFactorsTest {
    private static final int[] SIZES = {1, 2, 7, 16, 33, 120};
    private static final int AT = 3;

    private final DenseFactors factors = new OpenBlasFactors();

    @BeforeEach
    void areRightHere() {
        assumeTrue(FactorsProof.isRight(factors), "OpenBLAS is wrong with its kernels for this processor");
    }

    private static double[] covariance(int n) {
        double[] a = new double[AT + n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[AT + i * n + j] = Math.exp(-0.2 * Math.abs(i - j)) + (i == j ? 0.1 : 0);
            }
        }
        return a;
    }

    private static CholeskyDecomposition byCommonsMath(int n) {
        double[] a = covariance(n);
        double[][] rows = new double[n][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(a, AT + i * n, AT + i * n + n));
        return new CholeskyDecomposition(new Array2DRowRealMatrix(rows, false));
    }

    /** L in its lower triangle, and NaN above, which nobody is to read. */
    private static double[] factor(int n, RealMatrix l) {
        double[] x = new double[AT + n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                x[AT + i * n + j] = j <= i ? l.getEntry(i, j) : Double.NaN;
            }
        }
        return x;
    }

    @Test
    void factorsTheUpperTriangle() {
        for (int n : SIZES) {
            double[] a = covariance(n);
            for (int i = 0; i < n; i++) {
                Arrays.fill(a, AT + i * n, AT + i * n + i, Double.NaN); // neither read nor written
            }
            assertTrue(factors.factorize(n, a, AT));
            RealMatrix l = byCommonsMath(n).getL();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double expected = j < i ? Double.NaN : l.getEntry(j, i);
                    assertEquals(expected, a[AT + i * n + j], 1e-13);
                }
            }
            assertEquals(0, a[AT - 1]);
        }
    }

    @Test
    void invertsFromTheFactor() {
        for (int n : SIZES) {
            CholeskyDecomposition cholesky = byCommonsMath(n);
            double[] inverse = new double[AT + n * n];
            factors.invert(n, factor(n, cholesky.getL()), AT, inverse, AT);
            RealMatrix expected = cholesky.getSolver().getInverse();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double number = j <= i ? expected.getEntry(i, j) : 0;
                    assertEquals(number, inverse[AT + i * n + j], 1e-12);
                }
            }
        }
    }

    @Test
    void solvesFromBothSides() {
        for (int n : SIZES) {
            int m = n % 5 + 2;
            RealMatrix l = byCommonsMath(n).getL();
            RealMatrix expected = new Array2DRowRealMatrix(n, m);
            Random random = new Random(n);
            for (int i = 0; i < n; i++) {
                expected.setRow(i, random.doubles(m, -1, 1).toArray());
            }
            for (boolean transposed : new boolean[] {false, true}) {
                RealMatrix right = (transposed ? l.transpose() : l).multiply(expected);
                double[] x = new double[AT + n * m];
                for (int i = 0; i < n; i++) {
                    System.arraycopy(right.getRow(i), 0, x, AT + i * m, m);
                }
                factors.solve(transposed, n, m, factor(n, l), AT, x, AT);
                for (int i = 0; i < n * m; i++) {
                    assertEquals(expected.getEntry(i / m, i % m), x[AT + i], 1e-11);
                }
            }
        }
    }

    @Test
    void whatHasNoFactorIsSeen() {
        int n = 60;
        for (double wrong : new double[] {-1, 0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int at : new int[] {0, 31, n - 1}) {
                double[] a = covariance(n);
                a[AT + at * n + at] = wrong;
                assertFalse(factors.factorize(n, a, AT), wrong + " at " + at);
            }
        }
        double[] a = covariance(n);
        a[AT + 20 * n + 40] = Double.NaN;
        assertFalse(factors.factorize(n, a, AT));
    }

    /** By the engine, in whose way the library stands: the same as without it. */
    @Test
    void theEngineSeesItToo() {
        int n = 1010; // n³/6 beyond the crossover
        double[] a = new double[n * n + Kernels.SLACK];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = i == 700 ? Double.NaN : 2;
        }
        double[] l = new double[n * n + Kernels.SLACK];
        assertFalse(KernelChoice.best().cholesky(n, a, 0, l, 0));
        for (int i = 0; i < n * n; i++) {
            assertTrue(Double.isNaN(l[i]));
        }
        a[700 * n + 700] = -2;
        assertFalse(KernelChoice.best().cholesky(n, a, 0, l, 0));
        a[700 * n + 700] = 9;
        assertTrue(KernelChoice.best().cholesky(n, a, 0, l, 0));
        assertEquals(3, l[700 * n + 700]);
        assertEquals(0, l[700 * n + 701]);
        assertEquals(0, l[701 * n + 700]);
    }
}
