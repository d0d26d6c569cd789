package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.kernel.BinaryKernel;
import dev.jensen.core.engine.kernel.CovarianceGradient;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.LargeMatrices;
import dev.jensen.core.engine.kernel.TriangularAlgebra;
import dev.jensen.core.engine.kernel.UnaryKernel;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.UnaryOp;

/** The kernels as plain Java loops, for every JVM. */
public final class PlainKernels implements Kernels {
    @Override
    public UnaryKernel unary(UnaryOp op) {
        return PlainUnary.of(op);
    }

    @Override
    public UnaryKernel polygamma(int order) {
        return PlainUnary.polygamma(order);
    }

    @Override
    public BinaryKernel binary(BinaryOp op) {
        return PlainBinary.of(op);
    }

    @Override
    public void select(
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
            int n) {
        for (int i = 0; i < n; i++) {
            double ifTrue = a[ao + i * aStep];
            double ifFalse = b[bo + i * bStep];
            out[oo + i] = condition[co + i * conditionStep] != 0 ? ifTrue : ifFalse;
        }
    }

    @Override
    public void multiplyAdd(
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
            int n) {
        PlainMultiplyAdd.apply(x, xo, xStep, y, yo, yStep, z, zo, zStep, out, oo, n);
    }

    @Override
    public void fill(double value, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = value;
        }
    }

    @Override
    public void widen(byte[] x, int xo, double[] out, int oo, int n) {
        PlainWidening.widen(x, xo, out, oo, n);
    }

    @Override
    public void widen(short[] x, int xo, double[] out, int oo, int n) {
        PlainWidening.widen(x, xo, out, oo, n);
    }

    @Override
    public void widen(float[] x, int xo, double[] out, int oo, int n) {
        PlainWidening.widen(x, xo, out, oo, n);
    }

    @Override
    public void copy(double[] x, int xo, double[] out, int oo, int n) {
        System.arraycopy(x, xo, out, oo, n);
    }

    @Override
    public double sum(double[] x, int xo, int n) {
        return PlainReductions.sum(x, xo, n);
    }

    @Override
    public void sumColumns(double[] x, int xo, int xStride, int k, int n, double[] acc, int ao) {
        PlainReductions.sumColumns(x, xo, xStride, k, n, acc, ao);
    }

    @Override
    public double dot(double[] x, int xo, double[] y, int yo, int n) {
        return PlainReductions.dot(x, xo, y, yo, n);
    }

    @Override
    public double softplusSum(double[] x, int xo, double[] e, int eo, int n) {
        return PlainSoftplusSum.apply(x, xo, e, eo, n);
    }

    @Override
    public double logistic(double[] x, int xo, double[] out, int oo, int n) {
        return PlainSoftplusSum.withSigmoid(x, xo, out, oo, n);
    }

    @Override
    public void sumPlanes(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n) {
        PlainPlanes.sum(x, xo, planeStride, planes, out, oo, n);
    }

    @Override
    public void logSumExpPlanes(double[] x, int xo, int planeStride, int planes, double[] out, int oo, int n) {
        PlainPlanes.logSumExp(x, xo, planeStride, planes, out, oo, n);
    }

    @Override
    public void cumulativeSumPlanes(
            double[] x, int xo, int planeStride, int planes, boolean reverse, double[] out, int oo, int n) {
        PlainPlanes.cumulativeSum(x, xo, planeStride, planes, reverse, out, oo, n);
    }

    @Override
    public void project(
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
            int n) {
        PlainProducts.project(
                x, xo, xStride, xStrip, k, b, bo, bqStride, bkStride, start, so, sStride, out, oo, oqStride, q, n);
    }

    @Override
    public void reduceRows(
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
            double[] scratch) {
        PlainProducts.reduceRows(
                x, xo, xStride, xStrip, k, g, go, gqStride, q, rows, acc, ao, aqStride, akStride, scratch);
    }

    @Override
    public void matMul(
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
            int cRow) {
        if (!LargeMatrices.matMul(
                TriangularAlgebra::subtractProduct, m, k, n, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow)) {
            DenseAlgebra.matMul(m, k, n, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        }
    }

    @Override
    public boolean cholesky(int n, double[] a, int ao, double[] l, int lo) {
        return TriangularAlgebra.cholesky(TriangularAlgebra::subtractProduct, n, a, ao, l, lo);
    }

    @Override
    public boolean choleskyOfTriangle(int n, double[] a, int ao, double[] l, int lo) {
        return TriangularAlgebra.choleskyOfTriangle(TriangularAlgebra::subtractProduct, n, a, ao, l, lo);
    }

    @Override
    public void covarianceAdjoint(
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
            double[] scratch) {
        CovarianceGradient.apply(TriangularAlgebra::subtractProduct, n, k, p, q, l, lo, x, xo, out, oo, scratch);
    }

    @Override
    public void choleskyDerivative(
            int n, double[] l, int lo, double[] g, int go, double[] out, int oo, double[] scratch) {
        TriangularAlgebra.choleskyDerivative(TriangularAlgebra::subtractProduct, n, l, lo, g, go, out, oo, scratch);
    }

    @Override
    public void solveLower(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        DenseAlgebra.solveLower(n, m, l, lo, b, bo, x, xo);
    }

    @Override
    public void solveLowerTransposed(int n, int m, double[] l, int lo, double[] b, int bo, double[] x, int xo) {
        DenseAlgebra.solveLowerTransposed(n, m, l, lo, b, bo, x, xo);
    }

    @Override
    public void gather(double[] source, int so, int[] index, int io, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = source[so + index[io + i]];
        }
    }

    @Override
    public void scatterAdd(double[] x, int xo, int[] index, int io, double[] target, int to, int n) {
        for (int i = 0; i < n; i++) {
            target[to + index[io + i]] += x[xo + i];
        }
    }
}
