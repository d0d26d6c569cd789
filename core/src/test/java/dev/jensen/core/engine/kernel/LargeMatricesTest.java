package dev.jensen.core.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.plain.PlainKernels;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Matrices of more than an outer block: the same algebra, held to plain sums and to central differences. */
class LargeMatricesTest {
    private static final int N = LargeMatrices.LEAST + 21;

    private static final double[] A = positiveDefinite();

    private static double[] positiveDefinite() {
        double[] a = new double[N * N + Kernels.SLACK];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                a[i * N + j] = Math.exp(-0.05 * Math.abs(i - j)) + (i == j ? 0.5 : 0);
            }
        }
        return a;
    }

    private static double[] normals(int seed) {
        Random random = new Random(seed);
        return random.doubles(N * N + Kernels.SLACK, -1, 1).toArray();
    }

    private static Stream<Kernels> both() {
        return Stream.of(new PlainKernels(), KernelChoice.best());
    }

    private static double[] factor(Kernels kernels, double[] a) {
        double[] l = new double[a.length];
        assertTrue(kernels.cholesky(N, a, 0, l, 0));
        return l;
    }

    @Test
    void theFactorTimesItsTransposeIsTheMatrix() {
        double[] l = factor(KernelChoice.best(), A);
        for (int i = 0; i < N; i += 37) {
            for (int j = 0; j <= i; j += 41) {
                double sum = 0;
                for (int p = 0; p <= j; p++) {
                    sum += l[i * N + p] * l[j * N + p];
                }
                assertEquals(A[i * N + j], sum, 1e-12);
            }
        }
    }

    @Test
    void plainAndVectorKernelsGiveTheSameBits() {
        double[][] results = both().map(kernels -> {
                    double[] l = factor(kernels, A);
                    double[] out = new double[A.length];
                    kernels.choleskyDerivative(N, l, 0, normals(1), 0, out, 0, new double[Kernels.choleskyScratch(N)]);
                    double[] x = new double[A.length];
                    kernels.solveLower(N, 40, l, 0, normals(2), 0, x, 0);
                    kernels.solveLowerTransposed(N, 40, l, 0, x, 0, x, 0);
                    double[] product = new double[A.length];
                    kernels.matMul(40, N, N, x, 0, N, 1, A, 0, N, 1, product, 0, N);
                    double[] all = Arrays.copyOf(out, 3 * N * N);
                    System.arraycopy(x, 0, all, N * N, 40 * N);
                    System.arraycopy(product, 0, all, 2 * N * N, 40 * N);
                    return all;
                })
                .toArray(double[][]::new);
        assertTrue(Arrays.equals(results[0], results[1]));
    }

    /** Σ Gᵢⱼ dLᵢⱼ along a symmetric direction, by the derivative and by a central difference of the factor. */
    @Test
    void theDerivativeIsThatOfTheFactor() {
        Kernels kernels = KernelChoice.best();
        double[] g = normals(3);
        double[] direction = normals(4);
        double step = 1e-6;
        double[] up = A.clone();
        double[] down = A.clone();
        double[] symmetric = new double[A.length];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                symmetric[i * N + j] = (direction[i * N + j] + direction[j * N + i]) / N;
                up[i * N + j] += step * symmetric[i * N + j];
                down[i * N + j] -= step * symmetric[i * N + j];
            }
        }
        double[] above = factor(kernels, up);
        double[] below = factor(kernels, down);
        double difference = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j <= i; j++) {
                difference += g[i * N + j] * (above[i * N + j] - below[i * N + j]) / (2 * step);
            }
        }
        double[] out = new double[A.length];
        kernels.choleskyDerivative(N, factor(kernels, A), 0, g, 0, out, 0, new double[Kernels.choleskyScratch(N)]);
        double derivative = 0;
        for (int i = 0; i < N * N; i++) {
            derivative += out[i] * symmetric[i];
        }
        assertEquals(difference, derivative, 1e-6 * Math.abs(difference) + 1e-7);
    }

    /** −½K⁻¹ as a triangle, whose product with K v is to be −½v, by both kernels with the same bits. */
    @Test
    void whatACovarianceReceivesIsItsInverse() {
        double[] v = normals(8);
        double[] product = new double[N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                product[i] += A[i * N + j] * v[j];
            }
        }
        double[][] results = both().map(kernels -> {
                    double[] out = new double[N * (N + 1) / 2 + Kernels.SLACK];
                    double[] scratch = new double[Kernels.covarianceScratch(N)];
                    double[] l = factor(kernels, A);
                    kernels.covarianceAdjoint(N, 1, 0, -0.5, l, 0, new double[N + Kernels.SLACK], 0, out, 0, scratch);
                    return out;
                })
                .toArray(double[][]::new);
        assertTrue(Arrays.equals(results[0], results[1]));
        double[] back = new double[N];
        for (int i = 0, at = 0; i < N; i++) {
            for (int j = i; j < N; j++, at++) {
                double number = results[0][at] / 2;
                back[i] += number * product[j];
                back[j] += number * product[i];
            }
        }
        for (int i = 0; i < N; i++) {
            assertEquals(-0.5 * v[i], back[i], 1e-11);
        }
    }

    @Test
    void solutionsSolve() {
        Kernels kernels = KernelChoice.best();
        double[] l = factor(kernels, A);
        double[] b = normals(5);
        int m = 3;
        for (boolean transposed : new boolean[] {false, true}) {
            double[] x = new double[N * m + Kernels.SLACK];
            if (transposed) {
                kernels.solveLowerTransposed(N, m, l, 0, b, 0, x, 0);
            } else {
                kernels.solveLower(N, m, l, 0, b, 0, x, 0);
            }
            double[] back = new double[N * m];
            for (int i = 0; i < N; i++) {
                for (int p = 0; p < N; p++) {
                    double factor = transposed ? l[p * N + i] : l[i * N + p];
                    for (int j = 0; j < m; j++) {
                        back[i * m + j] += factor * x[p * m + j];
                    }
                }
            }
            assertArrayEquals(Arrays.copyOf(b, N * m), back, 1e-11);
        }
    }

    @Test
    void productsInPanels() {
        Kernels kernels = KernelChoice.best();
        double[] a = normals(6);
        double[] b = normals(7);
        double[] c = new double[N * N + Kernels.SLACK];
        kernels.matMul(30, N, N, a, 0, N, 1, b, 0, N, 1, c, 0, N);
        for (int i = 0; i < 30; i += 7) {
            for (int j = 0; j < N; j += 53) {
                double sum = 0;
                for (int p = 0; p < N; p++) {
                    sum = Math.fma(a[i * N + p], b[p * N + j], sum);
                }
                assertEquals(sum, c[i * N + j], 0);
            }
        }
    }
}
