package dev.jensen.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

/** ND4J's product against plain sums, and a large Gaussian process through it against Commons Math. */
@NeedsBackend
class Nd4jDenseTest {
    private static final Nd4jDense DENSE = new Nd4jDense();

    /** A m×k, B k×n, C m×n lying in larger arrays with any strides. */
    private static void check(int m, int k, int n, int ao, int aRow, int aCol, int bo, int bRow, int bCol) {
        Random random = new Random(m + k + n);
        double[] a = random.doubles(2000, -1, 1).toArray();
        double[] b = random.doubles(2000, -1, 1).toArray();
        double[] c = random.doubles(2000, -1, 1).toArray();
        double[] expected = c.clone();
        int cRow = n + 3;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    expected[5 + i * cRow + j] -= a[ao + i * aRow + p * aCol] * b[bo + p * bRow + j * bCol];
                }
            }
        }
        double[] start = c.clone();
        DENSE.multiply(m, k, n, -1, a, ao, aRow, aCol, b, bo, bRow, bCol, 1, c, 5, cRow);
        assertArrayEquals(expected, c, 1e-13);
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, 5 + i * cRow, 5 + i * cRow + n, Double.NaN); // is not read
            for (int j = 0; j < n; j++) {
                int at = 5 + i * cRow + j;
                expected[at] = start[at] - expected[at];
            }
        }
        DENSE.multiply(m, k, n, 1, a, ao, aRow, aCol, b, bo, bRow, bCol, 0, c, 5, cRow);
        assertArrayEquals(expected, c, 1e-13);
    }

    @Test
    void anyStrides() {
        check(7, 5, 9, 3, 11, 1, 2, 13, 1);
        check(7, 5, 9, 3, 1, 8, 2, 13, 1);
        check(7, 5, 9, 3, 11, 1, 2, 1, 6);
        check(7, 5, 9, 3, 1, 8, 2, 1, 6);
        check(7, 5, 9, 1500, 1, -20, 1600, -30, 1);
        check(1, 5, 9, 3, 11, 1, 2, 13, 1);
        check(20, 1, 9, 3, 11, 1, 2, 13, 1);
        check(20, 30, 1, 3, 31, 1, 2, 4, 1);
        check(3, 4, 5, 9, 40, 3, 1, 50, 2);
    }

    /** log N(y | 0, K(a)) with its gradient by a = the log of the length scale, 810 points, whose inverse is the library's. */
    @Test
    void aLargeGaussianProcess() {
        int n = 810;
        double[][] distance = new double[n][n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = Math.sin(0.1 * i);
            for (int j = 0; j < n; j++) {
                distance[i][j] = 0.1 * Math.abs(i - j);
            }
        }
        double[][] noise = new double[n][n];
        for (int i = 0; i < n; i++) {
            noise[i][i] = 0.1;
        }
        Expr r = Expr.constant(distance);
        Expr diagonal = Expr.constant(noise);
        ExprDensity target = LogDensity.of(1, z -> {
            Expr l = r.times(z.at(0).negate().exp())
                    .negate()
                    .exp()
                    .plus(diagonal)
                    .choleskyFactor();
            Expr u = l.solveLower(Expr.constant(y));
            return u.square().sum().plus(l.logDeterminantFromFactor()).times(-0.5);
        });
        double[] value = new double[1];
        double[] gradient = new double[1];
        target.gradient(1, new double[] {0.3}, value, gradient);
        double[] again = new double[1];
        double[] gradientAgain = new double[1];
        target.gradient(1, new double[] {0.3}, again, gradientAgain);
        assertEquals(value[0], again[0], "the same bits");
        assertEquals(gradient[0], gradientAgain[0], "the same bits");

        assertEquals(byCommonsMath(distance, y, 0.3), value[0], 1e-8);
        double step = 1e-4;
        double slope = (byCommonsMath(distance, y, 0.3 + step) - byCommonsMath(distance, y, 0.3 - step)) / (2 * step);
        assertEquals(slope, gradient[0], 1e-6 * Math.abs(slope));
    }

    private static double byCommonsMath(double[][] distance, double[] y, double a) {
        int n = y.length;
        double[][] k = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                k[i][j] = Math.exp(-distance[i][j] * Math.exp(-a)) + (i == j ? 0.1 : 0);
            }
        }
        CholeskyDecomposition cholesky = new CholeskyDecomposition(new Array2DRowRealMatrix(k, false));
        RealVector right = new ArrayRealVector(y, false);
        RealMatrix factor = cholesky.getL();
        double sum = cholesky.getSolver().solve(right).dotProduct(right);
        for (int i = 0; i < n; i++) {
            sum += 2 * Math.log(factor.getEntry(i, i));
        }
        return -0.5 * sum;
    }
}
