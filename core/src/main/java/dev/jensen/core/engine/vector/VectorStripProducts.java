package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;
import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;

/**
 * The product of a tile that lies in strips with the coefficients of one draw, on vectors of eight lanes: a strip at a time or, where
 * a strip is longer than a page of memory, four, since four streams together wait less for pages than one.
 */
final class VectorStripProducts {
    /** Numbers of a strip from which on four are read together. */
    private static final int PAGES = 1024;

    private VectorStripProducts() {}

    static boolean takes(int xStrip, int q, int n) {
        return q == 1 && 4 * LANES == STRIP && xStrip != STRIP && n % STRIP == 0;
    }

    static void project(
            double[] x,
            int xo,
            int xStride,
            int xStrip,
            int k,
            double[] b,
            int bo,
            int bkStride,
            double start,
            double[] out,
            int oo,
            int n) {
        int strips = n / STRIP;
        if (xStrip >= PAGES && strips % 4 == 0) {
            int apart = strips / 4;
            for (int s = 0; s < apart; s++) {
                int from = xo + s * xStrip;
                int to = oo + s * STRIP;
                four(x, from, xStride, apart * xStrip, k, b, bo, bkStride, start, out, to, apart * STRIP);
            }
        } else {
            for (int s = 0; s < strips; s++) {
                one(x, xo + s * xStrip, xStride, k, b, bo, bkStride, start, out, oo + s * STRIP);
            }
        }
    }

    /** One strip. */
    static void one(
            double[] x,
            int xo,
            int xStride,
            int k,
            double[] b,
            int bo,
            int bkStride,
            double start,
            double[] out,
            int oo) {
        DoubleVector s0 = broadcast(DOUBLES, start);
        DoubleVector s1 = broadcast(DOUBLES, start);
        DoubleVector s2 = broadcast(DOUBLES, start);
        DoubleVector s3 = broadcast(DOUBLES, start);
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s0 = b0.fma(fromArray(DOUBLES, x, at), s0);
            s1 = b0.fma(fromArray(DOUBLES, x, at + LANES), s1);
            s2 = b0.fma(fromArray(DOUBLES, x, at + 2 * LANES), s2);
            s3 = b0.fma(fromArray(DOUBLES, x, at + 3 * LANES), s3);
            at += xStride;
            bAt += bkStride;
        }
        s0.intoArray(out, oo);
        s1.intoArray(out, oo + LANES);
        s2.intoArray(out, oo + 2 * LANES);
        s3.intoArray(out, oo + 3 * LANES);
    }

    /** Four strips, the same distance apart. */
    private static void four(
            double[] x,
            int xo,
            int xStride,
            int xApart,
            int k,
            double[] b,
            int bo,
            int bkStride,
            double start,
            double[] out,
            int oo,
            int oApart) {
        DoubleVector s0 = broadcast(DOUBLES, start);
        DoubleVector s1 = broadcast(DOUBLES, start);
        DoubleVector s2 = broadcast(DOUBLES, start);
        DoubleVector s3 = broadcast(DOUBLES, start);
        DoubleVector s4 = broadcast(DOUBLES, start);
        DoubleVector s5 = broadcast(DOUBLES, start);
        DoubleVector s6 = broadcast(DOUBLES, start);
        DoubleVector s7 = broadcast(DOUBLES, start);
        DoubleVector s8 = broadcast(DOUBLES, start);
        DoubleVector s9 = broadcast(DOUBLES, start);
        DoubleVector s10 = broadcast(DOUBLES, start);
        DoubleVector s11 = broadcast(DOUBLES, start);
        DoubleVector s12 = broadcast(DOUBLES, start);
        DoubleVector s13 = broadcast(DOUBLES, start);
        DoubleVector s14 = broadcast(DOUBLES, start);
        DoubleVector s15 = broadcast(DOUBLES, start);
        int second = xApart;
        int third = 2 * xApart;
        int fourth = 3 * xApart;
        int at = xo;
        int bAt = bo;
        for (int c = 0; c < k; c++) {
            DoubleVector b0 = broadcast(DOUBLES, b[bAt]);
            s0 = b0.fma(fromArray(DOUBLES, x, at), s0);
            s1 = b0.fma(fromArray(DOUBLES, x, at + LANES), s1);
            s2 = b0.fma(fromArray(DOUBLES, x, at + 2 * LANES), s2);
            s3 = b0.fma(fromArray(DOUBLES, x, at + 3 * LANES), s3);
            s4 = b0.fma(fromArray(DOUBLES, x, at + second), s4);
            s5 = b0.fma(fromArray(DOUBLES, x, at + second + LANES), s5);
            s6 = b0.fma(fromArray(DOUBLES, x, at + second + 2 * LANES), s6);
            s7 = b0.fma(fromArray(DOUBLES, x, at + second + 3 * LANES), s7);
            s8 = b0.fma(fromArray(DOUBLES, x, at + third), s8);
            s9 = b0.fma(fromArray(DOUBLES, x, at + third + LANES), s9);
            s10 = b0.fma(fromArray(DOUBLES, x, at + third + 2 * LANES), s10);
            s11 = b0.fma(fromArray(DOUBLES, x, at + third + 3 * LANES), s11);
            s12 = b0.fma(fromArray(DOUBLES, x, at + fourth), s12);
            s13 = b0.fma(fromArray(DOUBLES, x, at + fourth + LANES), s13);
            s14 = b0.fma(fromArray(DOUBLES, x, at + fourth + 2 * LANES), s14);
            s15 = b0.fma(fromArray(DOUBLES, x, at + fourth + 3 * LANES), s15);
            at += xStride;
            bAt += bkStride;
        }
        s0.intoArray(out, oo);
        s1.intoArray(out, oo + LANES);
        s2.intoArray(out, oo + 2 * LANES);
        s3.intoArray(out, oo + 3 * LANES);
        s4.intoArray(out, oo + oApart);
        s5.intoArray(out, oo + oApart + LANES);
        s6.intoArray(out, oo + oApart + 2 * LANES);
        s7.intoArray(out, oo + oApart + 3 * LANES);
        s8.intoArray(out, oo + 2 * oApart);
        s9.intoArray(out, oo + 2 * oApart + LANES);
        s10.intoArray(out, oo + 2 * oApart + 2 * LANES);
        s11.intoArray(out, oo + 2 * oApart + 3 * LANES);
        s12.intoArray(out, oo + 3 * oApart);
        s13.intoArray(out, oo + 3 * oApart + LANES);
        s14.intoArray(out, oo + 3 * oApart + 2 * LANES);
        s15.intoArray(out, oo + 3 * oApart + 3 * LANES);
    }
}
