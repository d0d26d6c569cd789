package dev.jensen.core.dense;

import java.util.Optional;

/**
 * A library's product of large matrices, and its Cholesky factors and triangular systems where it has them. What it has not, the
 * engine cuts into blocks, so that nearly all the work is such products too, and hands those over that are large enough.
 *
 * <p>A provider is found by {@link java.util.ServiceLoader}, the first that runs here, when the first large product comes up.
 * The system property {@code dev.jensen.dense} names one, or is {@code own} for none; {@code dev.jensen.dense.from} is the
 * size of the cubes from which on it is asked, in place of {@link #crossover}.
 *
 * <p>Results may differ from the engine's own in the last places. The same input gives the same bits on the same backend, if
 * the library does so. Implementations are thread-safe.
 */
public interface DenseBackend {
    /** Returns the name by which the system property chooses it. */
    String name();

    /** Returns what keeps it from running here and the way out, without starting the library; empty if nothing does. */
    Optional<String> obstacle();

    /** Returns the n from which on n × n × n multiplications are worth handing over, copies included. */
    int crossover();

    /** Returns its Cholesky factors and triangular systems, once it is chosen; empty if it has none or they are wrong here. */
    default Optional<DenseFactors> factors() {
        return Optional.empty();
    }

    /**
     * Writes C = α·A·B + β·C, with A m×k at ao + i·aRow + p·aCol, B k×n at bo + p·bRow + j·bCol and C m×n at co + i·cRow + j.
     * Strides may be negative. Exactly n columns of each row of C are written. C overlaps neither A nor B.
     *
     * @param beta 0, where C is not read, or 1
     */
    void multiply(
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
            int cRow);
}
