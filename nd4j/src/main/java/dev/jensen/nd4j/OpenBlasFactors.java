package dev.jensen.nd4j;

import static org.bytedeco.openblas.global.openblas.CblasLeft;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotri_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dtrsm;

import dev.jensen.core.dense.DenseFactors;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;

/**
 * LAPACK's Cholesky factors and inverses and BLAS's triangular systems, of the OpenBLAS that ND4J's CPU backend brings. Only
 * triangles are copied. LAPACK knows columns only: the lower triangle of columns is the upper one of rows.
 */
final class OpenBlasFactors implements DenseFactors {
    /** See docs/nd4j.md for the table. */
    private static final int CROSSOVER = 550;

    private final ThreadLocal<OffHeap> triangles = ThreadLocal.withInitial(OffHeap::new);
    private final ThreadLocal<OffHeap> rights = ThreadLocal.withInitial(OffHeap::new);

    @Override
    public int crossover() {
        return CROSSOVER;
    }

    @Override
    public boolean factorize(int n, double[] a, int ao) {
        OffHeap triangle = triangles.get();
        if (LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, (byte) 'L', n, triangle.loadUpper(n, a, ao), n) != 0) {
            return false;
        }
        triangle.storeUpper(n, a, ao);
        for (int i = 0; i < n; i++) { // where OpenBLAS lets NaN pass
            double pivot = a[ao + i * n + i];
            if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void invert(int n, double[] l, int lo, double[] inverse, int io) {
        OffHeap triangle = triangles.get();
        if (LAPACKE_dpotri_work(LAPACK_COL_MAJOR, (byte) 'U', n, triangle.loadLower(n, l, lo), n) == 0) {
            triangle.storeLower(n, inverse, io);
        } else { // a zero on the diagonal
            Arrays.fill(inverse, io, io + n * n, Double.NaN);
        }
    }

    @Override
    public void solve(boolean transposed, int n, int m, double[] l, int lo, double[] b, int bo) {
        DoublePointer factor = triangles.get().loadLower(n, l, lo);
        OffHeap right = rights.get();
        DoublePointer x = right.load(n, m, b, bo, m, 1);
        int turned = transposed ? CblasTrans : CblasNoTrans;
        cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, turned, CblasNonUnit, n, m, 1, factor, n, x, m);
        right.store(n, m, b, bo, m);
    }
}
