package dev.jensen.core.dense;

/**
 * A library's Cholesky factors and triangular systems of large matrices, all row-major without gaps. Implementations are
 * thread-safe.
 */
public interface DenseFactors {
    /** Returns the n from which on n × n × n multiplications are worth handing over, copies included: of a factor are n³/6. */
    int crossover();

    /**
     * Replaces the upper triangle of the n×n matrix A = L·Lᵀ by that of Lᵀ. What is below the diagonal is neither read nor written.
     *
     * @param a the matrix, at ao + i·n + j
     * @return whether A is positive definite; if not, or if a number of its upper triangle is NaN, then what is written is undefined
     */
    boolean factorize(int n, double[] a, int ao);

    /**
     * Writes the lower triangle of (L·Lᵀ)⁻¹. Only the lower triangle of L is read, what is above the diagonal of the inverse is not
     * written.
     */
    void invert(int n, double[] l, int lo, double[] inverse, int io);

    /** Replaces the n×m matrix B by the solution of L·X = B, or of Lᵀ·X = B. Only the lower triangle of L is read. */
    void solve(boolean transposed, int n, int m, double[] l, int lo, double[] b, int bo);
}
