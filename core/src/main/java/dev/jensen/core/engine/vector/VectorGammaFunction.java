package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static dev.jensen.core.engine.vector.VectorScratch.FOURTH;
import static dev.jensen.core.engine.vector.VectorScratch.SECOND;
import static dev.jensen.core.engine.vector.VectorScratch.THIRD;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.function.GammaFunction;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link GammaFunction} on vectors, step for step, for arguments above 0; a vector with any other argument goes lane by
 * lane. Each interval's form is computed for all lanes and the right one kept, in a few loops over a block of
 * {@link VectorScratch}.
 */
final class VectorGammaFunction {
    private VectorGammaFunction() {}

    static void logGamma(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        recurLogGamma(x, xo, s, n);
        VectorLogarithm.logOfSum(s, SECOND, s, THIRD, s, SECOND, n);
        logGammaSeries(s, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector log = fromArray(DOUBLES, s, SECOND + i);
            VectorMask<Double> near = fromArray(DOUBLES, x, xo + i).compare(LT, GammaFunction.NEAR_ONE);
            fromArray(DOUBLES, s, i)
                    .fma(fromArray(DOUBLES, s, FOURTH + i), log.blend(log.neg(), near))
                    .intoArray(s, i);
        }
        stirling(x, xo, s, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            if (v.compare(GT, 0.0).and(v.compare(LE, Double.MAX_VALUE)).allTrue()) {
                VectorMask<Double> large = v.compare(GE, GammaFunction.STIRLING);
                fromArray(DOUBLES, s, i)
                        .blend(fromArray(DOUBLES, s, SECOND + i), large)
                        .intoArray(out, oo + i);
            } else {
                for (int j = i; j < Math.min(i + LANES, n); j++) {
                    out[oo + j] = GammaFunction.logGamma(x[xo + j]);
                }
            }
        }
    }

    /** z in the first column, and in the next two the sum whose logarithm is wanted. */
    private static void recurLogGamma(double[] x, int xo, double[] s, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector one = broadcast(DOUBLES, 1.0);
            DoubleVector y = fromArray(DOUBLES, x, xo + i);
            DoubleVector product = broadcast(DOUBLES, 1.0);
            for (int step = 0; step < GammaFunction.LOG_GAMMA_STEPS; step++) {
                VectorMask<Double> far = y.compare(GE, 2.5);
                y = y.blend(y.sub(one), far);
                product = product.blend(product.mul(y), far);
            }
            VectorMask<Double> large = v.compare(GE, GammaFunction.STIRLING);
            VectorMask<Double> near = v.compare(LT, GammaFunction.NEAR_ONE);
            VectorMask<Double> small = v.compare(LT, 0.5);
            DoubleVector u = v.fma(v, v);
            broadcast(DOUBLES, 0.0).blend(v.fma(v, v.sub(u)), small).intoArray(s, THIRD + i);
            product.blend(v, near.or(large)).blend(u, small).intoArray(s, SECOND + i);
            y.sub(2.0).blend(v.sub(one), near).blend(v, small).intoArray(s, i);
        }
    }

    static void digamma(double[] x, int xo, double[] out, int oo, int n) {
        double[] s = VectorScratch.columns();
        recurDigamma(x, xo, s, n);
        digammaNearRoot(s, n);
        VectorLogarithm.log(s, THIRD, s, THIRD, n);
        digammaAsymptotic(s, n);
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            if (v.compare(GT, 0.0).and(v.compare(LE, Double.MAX_VALUE)).allTrue()) {
                VectorMask<Double> large = v.compare(GE, GammaFunction.DIGAMMA_ASYMPTOTIC);
                fromArray(DOUBLES, s, i)
                        .blend(fromArray(DOUBLES, s, THIRD + i), large)
                        .intoArray(out, oo + i);
            } else {
                for (int j = i; j < Math.min(i + LANES, n); j++) {
                    out[oo + j] = GammaFunction.digamma(x[xo + j]);
                }
            }
        }
    }

    /**
     * y in the first column; in the second what the recurrence adds, or 1/x where the asymptotic series will be used;
     * in the third the argument of its logarithm.
     */
    private static void recurDigamma(double[] x, int xo, double[] s, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector one = broadcast(DOUBLES, 1.0);
            VectorMask<Double> small = v.compare(LT, one);
            DoubleVector y = v.blend(v.add(one), small);
            DoubleVector numerator = broadcast(DOUBLES, 0.0).blend(-1.0, small);
            DoubleVector denominator = one.blend(v, small);
            for (int step = 0; step < GammaFunction.DIGAMMA_STEPS; step++) {
                VectorMask<Double> far = y.compare(GE, GammaFunction.DIGAMMA_NEAR);
                y = y.blend(y.sub(one), far);
                numerator = numerator.blend(numerator.fma(y, denominator), far);
                denominator = denominator.blend(denominator.mul(y), far);
            }
            VectorMask<Double> large = v.compare(GE, GammaFunction.DIGAMMA_ASYMPTOTIC);
            y.intoArray(s, i);
            numerator.blend(one, large).div(denominator.blend(v, large)).intoArray(s, SECOND + i);
            one.blend(v, large).intoArray(s, THIRD + i);
        }
    }

    /** Writes G(z) into the fourth column. */
    private static void logGammaSeries(double[] s, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector z = fromArray(DOUBLES, s, i);
            DoubleVector p = broadcast(DOUBLES, GammaFunction.G22).fma(z, broadcast(DOUBLES, GammaFunction.G21));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G20));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G19));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G18));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G17));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G16));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G15));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G14));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G13));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G12));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G11));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G10));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G9));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G8));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G7));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G6));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G5));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G4));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G3));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G2));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G1));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.G0));
            p.intoArray(s, FOURTH + i);
        }
    }

    /** Replaces log x in the second column by Stirling's series. */
    private static void stirling(double[] x, int xo, double[] s, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            DoubleVector one = broadcast(DOUBLES, 1.0);
            DoubleVector w = one.div(v);
            DoubleVector z = w.mul(w);
            DoubleVector p = broadcast(DOUBLES, GammaFunction.L6).fma(z, broadcast(DOUBLES, GammaFunction.L5));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.L4));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.L3));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.L2));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.L1));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.L0));
            DoubleVector rest = p.fma(w, broadcast(DOUBLES, GammaFunction.HALF_LOG_TWO_PI_LESS_ONE));
            DoubleVector log = fromArray(DOUBLES, s, SECOND + i);
            v.sub(0.5).fma(log.sub(one), rest).intoArray(s, SECOND + i);
        }
    }

    /** Replaces y in the first column by ψ(y) and adds the second. */
    private static void digammaNearRoot(double[] s, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector y = fromArray(DOUBLES, s, i);
            DoubleVector z = y.sub(GammaFunction.DIGAMMA_CENTRE);
            DoubleVector p = broadcast(DOUBLES, GammaFunction.D23).fma(z, broadcast(DOUBLES, GammaFunction.D22));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D21));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D20));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D19));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D18));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D17));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D16));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D15));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D14));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D13));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D12));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D11));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D10));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D9));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D8));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D7));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D6));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D5));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D4));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D3));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D2));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D1));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.D0));
            DoubleVector fromRoot = y.sub(GammaFunction.ROOT_HIGH).sub(GammaFunction.ROOT_LOW);
            fromRoot.fma(p, fromArray(DOUBLES, s, SECOND + i)).intoArray(s, i);
        }
    }

    /** Replaces log x in the third column by the asymptotic series in 1/x, the second column. */
    private static void digammaAsymptotic(double[] s, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector w = fromArray(DOUBLES, s, SECOND + i);
            DoubleVector z = w.mul(w);
            DoubleVector p = broadcast(DOUBLES, GammaFunction.A6).fma(z, broadcast(DOUBLES, GammaFunction.A5));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.A4));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.A3));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.A2));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.A1));
            p = p.fma(z, broadcast(DOUBLES, GammaFunction.A0));
            DoubleVector tail = p.fma(w, broadcast(DOUBLES, 0.5));
            fromArray(DOUBLES, s, THIRD + i).sub(w.mul(tail)).intoArray(s, THIRD + i);
        }
    }
}
