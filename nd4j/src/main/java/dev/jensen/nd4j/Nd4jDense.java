package dev.jensen.nd4j;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

import dev.jensen.core.dense.DenseBackend;
import dev.jensen.core.dense.DenseFactors;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;

/**
 * BLAS and LAPACK of ND4J's CPU backend for the engine's large matrices, found by {@link java.util.ServiceLoader} under the name
 * {@code nd4j}. They are OpenBLAS, of the library that ND4J loads too, and are called directly: ND4J itself is not started.
 * Matrices are copied out of Java's heap into memory that each thread keeps.
 *
 * <p>OpenBLAS' threads are set by the environment variable {@code OMP_NUM_THREADS}; the same number gives the same bits.
 */
public final class Nd4jDense implements DenseBackend {
    /** See docs/nd4j.md for the table. */
    private static final int CROSSOVER = 256;

    private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(Buffers::new);

    /** For the service loader; starts nothing. */
    public Nd4jDense() {}

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Optional<String> obstacle() {
        return Backend.obstacle();
    }

    @Override
    public int crossover() {
        return CROSSOVER;
    }

    @Override
    public Optional<DenseFactors> factors() {
        return FactorsProof.proven(new OpenBlasFactors());
    }

    @Override
    public void multiply(
            int m,
            int k,
            int n,
            double alpha,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol,
            double beta,
            double[] c,
            int co,
            int cRow) {
        Buffers own = buffers.get();
        boolean turnA = aCol != 1 && aRow == 1;
        boolean turnB = bCol != 1 && bRow == 1;
        DoublePointer first = turnA ? own.a.load(k, m, a, ao, aCol, aRow) : own.a.load(m, k, a, ao, aRow, aCol);
        DoublePointer second = turnB ? own.b.load(n, k, b, bo, bCol, bRow) : own.b.load(k, n, b, bo, bRow, bCol);
        DoublePointer product = beta == 0 ? own.c.room((long) m * n) : own.c.load(m, n, c, co, cRow, 1);
        int aTurned = turnA ? CblasTrans : CblasNoTrans;
        int bTurned = turnB ? CblasTrans : CblasNoTrans;
        int aWidth = turnA ? m : k;
        int bWidth = turnB ? k : n;
        cblas_dgemm(CblasRowMajor, aTurned, bTurned, m, n, k, alpha, first, aWidth, second, bWidth, beta, product, n);
        own.c.store(m, n, c, co, cRow);
    }

    /** What a thread keeps. */
    private static final class Buffers {
        final OffHeap a = new OffHeap();
        final OffHeap b = new OffHeap();
        final OffHeap c = new OffHeap();
    }
}
