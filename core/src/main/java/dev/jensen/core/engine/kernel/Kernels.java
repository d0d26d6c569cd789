package dev.jensen.core.engine.kernel;

import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.Tiles;
import dev.jensen.core.expr.UnaryOp;

/**
 * The inner loops that a program of the engine is a list of calls to. Two implementations keep one contract: plain Java
 * loops, and the same loops written with the Vector API. They take the same steps in the same order and so give the same
 * bits, whatever the length of the vectors.
 *
 * <p>Data are {@code double[]} with an {@code int} offset. Elementwise kernels work in whole vectors: for n elements
 * they may read and write up to n rounded up to a multiple of 8, so every region has at least 8 elements of slack
 * behind it, and what lies in the slack afterwards is unspecified. Reductions, gather and scatter use exactly n
 * elements. Kernels are stateless, so any number of threads may share them, and allocate nothing.
 */
public interface Kernels {
    /** The elements that a region needs behind its last one: the longest vector. */
    int SLACK = 8;

    /** Rows that lie side by side in data that lie in strips: four of the longest vectors. */
    int STRIP = Tiles.STRIP;

    /** The power of two that {@link #STRIP} is. */
    int STRIP_BITS = 5;

    /** Returns the elementwise kernel of the function. */
    UnaryKernel unary(UnaryOp op);

    /**
     * Returns the kernel of ψ⁽ᵐ⁾, the m-th derivative of digamma.
     *
     * @param order m, at least 0; 0 is digamma itself
     */
    UnaryKernel polygamma(int order);

    /** Returns the elementwise kernel of the function of two numbers. */
    BinaryKernel binary(BinaryOp op);

    /** Writes out[i] = condition[i] ≠ 0 ? a[i] : b[i]; a step is 1 for a run, 0 for one number. */
    void select(
            double[] condition,
            int co,
            int conditionStep,
            double[] a,
            int ao,
            int aStep,
            double[] b,
            int bo,
            int bStep,
            double[] out,
            int oo,
            int n);

    /** Writes out[i] = x[i]·y[i] + z[i], rounded once; a step is 1 for a run, 0 for one number. */
    void multiplyAdd(
            double[] x,
            int xo,
            int xStep,
            double[] y,
            int yo,
            int yStep,
            double[] z,
            int zo,
            int zStep,
            double[] out,
            int oo,
            int n);

    /** Writes out[i] = value. */
    void fill(double value, double[] out, int oo, int n);

    /** Writes out[i] = x[i] of narrower data, exactly; like all elementwise kernels it may touch the slack. */
    void widen(byte[] x, int xo, double[] out, int oo, int n);

    /** Writes out[i] = x[i] of narrower data, exactly; like all elementwise kernels it may touch the slack. */
    void widen(short[] x, int xo, double[] out, int oo, int n);

    /** Writes out[i] = x[i] of narrower data, exactly; like all elementwise kernels it may touch the slack. */
    void widen(float[] x, int xo, double[] out, int oo, int n);

    /** Writes out[i] = x[i]. */
    void copy(double[] x, int xo, double[] out, int oo, int n);

    /** Returns Σ x[i] over exactly n elements; 0 for none. */
    double sum(double[] x, int xo, int n);

    /** Adds acc[ao + c] += Σ x[c·xStride + i] over exactly n elements of each of k columns; a sum as {@link #sum} makes it. */
    void sumColumns(double[] x, int xo, int xStride, int k, int n, double[] acc, int ao);

    /** Returns Σ x[i]·y[i] over exactly n elements; 0 for none. */
    double dot(double[] x, int xo, double[] y, int yo, int n);

    /**
     * Returns Σ log(1 + e^x[i]) over exactly n elements, given e[i] = e^(−|x[i]|): the sum of max(x, 0) plus one logarithm of
     * a product for every 512 elements.
     */
    double softplusSum(double[] x, int xo, double[] e, int eo, int n);

    /**
     * Writes out[i] = 1/(1 + e^(−x[i])) and returns Σ log(1 + e^x[i]) over exactly n elements, with the bits of the kernels
     * that do one or the other. The output must not overlap the input.
     */
    double logistic(double[] x, int xo, double[] out, int oo, int n);

    /** Writes out[i] = Σₚ x[p·planeStride + i]; zeros if there are no planes. */
    void sumPlanes(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n);

    /**
     * Writes out[i] = log Σₚ exp x[p·planeStride + i], without overflow. All −∞ (or no planes) gives −∞, any +∞ gives
     * +∞, any NaN gives NaN. The output must not overlap the planes.
     */
    void logSumExpPlanes(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n);

    /**
     * Writes the running sums over planes, out[p·planeStride + i] = Σ x[r·planeStride + i] over r ≤ p, or over r ≥ p
     * when reversed. The output may be the input.
     */
    void cumulativeSumPlanes(
            double[] x, int xo, int planeStride, int planes, boolean reverse, double[] out, int oo, int n);

    /**
     * The product of a tile with the coefficients of all draws: out[q][t] = start[q] + Σ_c X[c][t]·B[q][c].
     *
     * @param x the tile: row t of column c at xo + c·xStride + (t/32)·xStrip + t mod 32; where rows are contiguous,
     *     {@code xStrip} is {@link #STRIP}
     * @param b the coefficients, B[q][c] at bo + q·bqStride + c·bkStride
     * @param start what sums start with, [q] at so + q·sStride
     * @param out the products, [q][t] at oo + q·oqStride + t, exactly n of each draw are written; must not overlap the
     *     inputs
     */
    void project(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            int k,
            double[] b,
            int bo,
            int bqStride,
            int bkStride,
            double[] start,
            int so,
            int sStride,
            double[] out,
            int oo,
            int oqStride,
            int q,
            int n);

    /**
     * The transposed product: acc[q][c] += Σ_t X[c][t]·G[q][t] over exactly {@code rows} rows.
     *
     * @param x the tile, as {@link #project} takes it
     * @param g the weights of the rows, [q][t] at go + q·gqStride + t
     * @param acc the sums, [q][c] at ao + q·aqStride + c·akStride
     * @param scratch at least {@link #REDUCE_SCRATCH} numbers, overwritten
     */
    void reduceRows(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            int k,
            double[] g,
            int go,
            int gqStride,
            int q,
            int rows,
            double[] acc,
            int ao,
            int aqStride,
            int akStride,
            double[] scratch);

    /** The length of the scratch of {@link #reduceRows}: eight columns of a tile. */
    int REDUCE_SCRATCH = 8 * (256 + SLACK);

    /**
     * The pass of a logistic regression over a tile: {@link #project}, for each draw {@link #logistic}, and {@link #reduceRows}, with
     * the bits of these three.
     *
     * @param x the tile, as {@link #project} takes it
     * @param eta room for the products, [q][t] at eo + q·eqStride + t; what lies there afterwards is unspecified
     * @param out the logistic functions of the products, [q][t] at oo + q·oqStride + t
     * @param rows the rows of the tile, of which {@code n} count in sums
     * @param softplus Σ_t log(1 + e^η[q][t]) is added to [q] at po + q
     * @param acc what {@link #reduceRows} adds for [q][c] is added at ao + q·k + c
     * @param scratch at least {@link #REDUCE_SCRATCH} numbers, overwritten
     */
    default void logisticRows(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            int k,
            double[] b,
            int bo,
            int bqStride,
            int bkStride,
            double[] start,
            int so,
            int sStride,
            double[] eta,
            int eo,
            int eqStride,
            double[] out,
            int oo,
            int oqStride,
            int q,
            int rows,
            int n,
            double[] softplus,
            int po,
            double[] acc,
            int ao,
            double[] scratch) {
        project(x, xo, xStride, xStrip, k, b, bo, bqStride, bkStride, start, so, sStride, eta, eo, eqStride, q, rows);
        for (int d = 0; d < q; d++) {
            softplus[po + d] += logistic(eta, eo + d * eqStride, out, oo + d * oqStride, n);
        }
        reduceRows(x, xo, xStride, xStrip, k, out, oo, oqStride, q, n, acc, ao, k, 1, scratch);
    }

    /**
     * Writes C = A·B, with A m×k at ao + i·aRow + j·aCol, B k×n at bo + i·bRow + j·bCol and C m×n at co + i·cRow + j. C
     * must not overlap A or B. Exactly n columns of each row of C are written.
     */
    void matMul(
            int m,
            int k,
            int n,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol,
            double[] c,
            int co,
            int cRow);

    /**
     * Writes the lower factor L of A = L·Lᵀ, row-major, n×n, with zeros above the diagonal. Only the lower triangle of
     * A is read. If A is not positive definite then all of L is NaN.
     *
     * @param l the factor; may be {@code a} at the same offset
     * @return whether A is positive definite
     */
    boolean cholesky(int n, double[] a, int ao, double[] l, int lo);

    /** As {@link #cholesky}, of the upper triangle row by row without gaps; L must not overlap it. */
    boolean choleskyOfTriangle(int n, double[] a, int ao, double[] l, int lo);

    /**
     * Writes p·Σ x xᵀ + q·(L·Lᵀ)⁻¹ over k vectors x: its upper triangle row by row without gaps, what is off the diagonal twice.
     *
     * @param l the factor, n×n, with zeros above the diagonal
     * @param x the vectors, [i][c] at xo + i·k + c
     * @param out n(n + 1)/2 numbers
     * @param scratch at least {@link #covarianceScratch} numbers, overwritten
     */
    void covarianceAdjoint(
            int n,
            int k,
            double p,
            double q,
            double[] l,
            int lo,
            double[] x,
            int xo,
            double[] out,
            int oo,
            double[] scratch);

    /** The length of the scratch of {@link #covarianceAdjoint}. */
    static int covarianceScratch(int n) {
        return CovarianceGradient.scratch(n);
    }

    /**
     * Writes what a symmetric matrix A = L·Lᵀ receives from the adjoint G of its factor L, all row-major n×n: a symmetric
     * matrix Ā with Σ Āᵢⱼ dAᵢⱼ = Σ Gᵢⱼ dLᵢⱼ for every symmetric dA. Only the lower triangles of L and G are read.
     *
     * @param out the result; may be {@code g} at the same offset
     * @param scratch at least {@link #choleskyScratch} numbers, overwritten
     */
    void choleskyDerivative(int n, double[] l, int lo, double[] g, int go, double[] out, int oo, double[] scratch);

    /** The length of the scratch of {@link #choleskyDerivative}. */
    static int choleskyScratch(int n) {
        return TriangularAlgebra.scratch(n);
    }

    /** Solves L·X = B, with L lower n×n and B and X n×m, all row-major; X may be B at the same offset. */
    void solveLower(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo);

    /** Solves Lᵀ·X = B, with L lower n×n and B and X n×m, all row-major; X may be B at the same offset. */
    void solveLowerTransposed(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo);

    /** Writes out[i] = source[so + index[io + i]] for exactly n elements. */
    void gather(double[] source, int so, int[] index, int io, double[] out, int oo, int n);

    /** Adds target[to + index[io + i]] += x[xo + i] for exactly n elements, in order of i. */
    void scatterAdd(double[] x, int xo, int[] index, int io, double[] target, int to, int n);
}
