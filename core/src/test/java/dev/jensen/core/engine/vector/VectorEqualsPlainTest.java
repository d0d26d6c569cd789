package dev.jensen.core.engine.vector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jensen.core.engine.choice.IncubatorModule;
import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.KernelsContract;
import dev.jensen.core.engine.plain.PlainKernels;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.UnaryOp;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vector and plain kernels give the same bits, so that neither the choice nor its moment changes a result. */
class VectorEqualsPlainTest {
    private static final Kernels PLAIN = new PlainKernels();

    private static Kernels vector() {
        return KernelChoice.choose("vector");
    }

    @BeforeAll
    static void theModuleIsThere() {
        assumeTrue(IncubatorModule.readable(), "this JVM was started without --add-modules jdk.incubator.vector");
    }

    /** Numbers of every size and sign, with some special ones. */
    private static double[] anyNumbers(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] special = {0, -0.0, 1, -1, Double.NaN, 1 / 0.0, -1 / 0.0, 2, 0.5, Double.MIN_VALUE, 1e300, -745};
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = switch (random.nextInt(8)) {
                case 0 -> special[random.nextInt(special.length)];
                case 1 -> Double.longBitsToDouble(random.nextLong());
                case 2, 3 -> random.nextDouble(-1, 1);
                case 4, 5 -> random.nextDouble(0, 12);
                default -> random.nextDouble(-800, 800);
            };
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource
    void functions(UnaryOp op) {
        double[] x = anyNumbers(20_000, 1);
        // all in the range of the vector form, and blocks of anything
        for (int i = 0; i < 8_000; i++) {
            x[i] = Math.abs(x[i]) <= 1e6 ? Math.abs(x[i]) + 1e-3 : 1;
        }
        KernelsContract.assertSame(
                op + "", KernelsContract.apply(PLAIN.unary(op), x), KernelsContract.apply(vector().unary(op), x));
    }

    @ParameterizedTest
    @EnumSource
    void functionsOfTwoNumbers(BinaryOp op) {
        int n = 10_000;
        double[] x = anyNumbers(n + Kernels.SLACK, 2);
        double[] y = anyNumbers(n + Kernels.SLACK, 3);
        double[] expected = new double[n + Kernels.SLACK];
        double[] actual = new double[n + Kernels.SLACK];
        PLAIN.binary(op).apply(x, 0, 1, y, 0, 1, expected, 0, n);
        vector().binary(op).apply(x, 0, 1, y, 0, 1, actual, 0, n);
        KernelsContract.assertSame(op + "", expected, actual);
    }

    /** Each kernel in turn, on the same data of changing shapes. */
    @Test
    void everythingElse() {
        Kernels[] both = {PLAIN, vector()};
        double[][] out = new double[2][6000];
        double[] scratch = new double[Kernels.REDUCE_SCRATCH];
        SplittableRandom shapes = new SplittableRandom(4);
        for (int trial = 0; trial < 300; trial++) {
            double[] x = KernelsContract.random(6000, trial);
            double[] y = KernelsContract.random(6000, trial + 1);
            double[] weird = anyNumbers(6000, trial);
            int n = shapes.nextInt(1, 60);
            int k = shapes.nextInt(1, 12);
            int q = shapes.nextInt(1, 12);
            int m = shapes.nextInt(1, 60);
            boolean turned = shapes.nextBoolean();
            for (int which = 0; which < 2; which++) {
                Kernels kernels = both[which];
                double[] o = out[which];
                o[0] = kernels.sum(x, 3, n);
                o[1] = kernels.dot(x, 3, y, 2, n);
                kernels.sumColumns(x, 3, 61, k, n, o, 2);
                kernels.sumPlanes(x, 1, 60, k, o, 100, n);
                kernels.logSumExpPlanes(weird, 1, 60, k, o, 200, n);
                kernels.cumulativeSumPlanes(x, 1, 64, k, turned, o, 300, n);
                kernels.project(x, 1, 64, Kernels.STRIP, k, y, 0, k, 1, y, 7, turned ? 1 : 0, o, 1100, 64, q, n);
                kernels.reduceRows(x, 1, 64, Kernels.STRIP, k, y, 0, 64, q, n, o, 2000, k, 1, scratch);
                kernels.matMul(k, q, n, x, 0, q, 1, y, 0, turned ? 1 : n, turned ? q : 1, o, 2200, n);
                double[] a = new double[3000];
                kernels.matMul(k, n, k, x, 0, n, 1, x, 0, 1, n, a, 0, k);
                for (int i = 0; i < k; i++) {
                    a[i * k + i] += 1;
                }
                kernels.cholesky(k, a, 0, o, 3000);
                kernels.solveLower(k, m, o, 3000, y, 0, o, 3200);
                kernels.solveLowerTransposed(k, m, o, 3000, y, 0, o, 4000);
                kernels.solveLowerTransposed(k, 1, o, 3000, y, 0, o, 4800);
                kernels.select(weird, 0, 1, x, 0, turned ? 1 : 0, y, 0, 1, o, 4900, n);
                kernels.multiplyAdd(weird, 0, 1, x, 0, turned ? 1 : 0, y, 0, 1, o, 5000, n);
            }
            // the slack of an elementwise kernel is unspecified
            for (int at : new int[] {100, 200, 4900, 5000}) {
                for (int i = at + n; i < at + 72; i++) {
                    out[0][i] = out[1][i] = 0;
                }
            }
            for (int p = 0; p < k; p++) {
                for (int i = 300 + p * 64 + n; i < 300 + p * 64 + 72; i++) {
                    out[0][i] = out[1][i] = 0;
                }
            }
            KernelsContract.assertSame("trial " + trial, out[0], out[1]);
        }
    }

    @Test
    void triangularAlgebra() {
        for (int n : new int[] {1, 5, 8, 16, 23, 33, 64, 101}) {
            double[] y = KernelsContract.random(n * n + Kernels.SLACK, n);
            double[] a = new double[n * n];
            PLAIN.matMul(n, n, n, y, 0, n, 1, y, 0, 1, n, a, 0, n);
            for (int i = 0; i < n; i++) {
                a[i * n + i] += n;
            }
            double[][] out = new double[2][5 * n * n + Kernels.SLACK];
            for (int which = 0; which < 2; which++) {
                Kernels kernels = which == 0 ? PLAIN : vector();
                double[] o = out[which];
                kernels.cholesky(n, a, 0, o, 0);
                double[] scratch = new double[Kernels.covarianceScratch(n)];
                kernels.covarianceAdjoint(n, 1, 0.5, -0.5, o, 0, y, 0, o, 4 * n * n, scratch);
                kernels.choleskyDerivative(n, o, 0, y, 0, o, n * n, new double[Kernels.choleskyScratch(n)]);
                kernels.solveLower(n, n, o, 0, y, 0, o, 2 * n * n);
                kernels.solveLowerTransposed(n, n, o, 0, y, 0, o, 3 * n * n);
            }
            KernelsContract.assertSame("n = " + n, out[0], out[1]);
        }
    }
}
