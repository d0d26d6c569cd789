package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.kernel.UnaryKernel;
import dev.jensen.core.engine.plain.PlainUnary;
import dev.jensen.core.expr.UnaryOp;
import jdk.incubator.vector.DoubleVector;

/** The elementwise functions of one number as loops over vectors, one each. */
final class VectorUnary {
    private VectorUnary() {}

    static UnaryKernel kernel(UnaryOp op) {
        return switch (op) {
            case NEGATE -> VectorUnary::negate;
            case RECIPROCAL -> VectorUnary::reciprocal;
            case SQUARE -> VectorUnary::square;
            case SQRT -> VectorUnary::sqrt;
            case ABS -> VectorUnary::abs;
            case SIGN -> VectorUnary::sign;
            case EXP -> VectorExponential::exp;
            case EXPM1 -> VectorExponential::expm1;
            case LOG -> VectorLogarithm::log;
            case LOG1P -> VectorScratch.inBlocks(VectorLogarithm::log1p);
            case SIN -> VectorScratch.inBlocks(VectorTrigonometric::sin);
            case COS -> VectorScratch.inBlocks(VectorTrigonometric::cos);
            case TAN -> VectorScratch.inBlocks(VectorTrigonometric::tan);
            case TANH -> VectorLogistic::tanh;
            case SIGMOID -> VectorScratch.inBlocks(VectorLogistic::sigmoid);
            case SOFTPLUS -> VectorScratch.inBlocks(VectorLogistic::softplus);
            case EXP_MINUS_ABS -> VectorLogistic::expMinusAbs;
            case LOG_GAMMA -> VectorScratch.inBlocks(VectorGammaFunction::logGamma);
            case DIGAMMA -> VectorScratch.inBlocks(VectorGammaFunction::digamma);
            case TRIGAMMA, INVERSE_MILLS -> PlainUnary.of(op);
            case ERF -> VectorScratch.inBlocks(VectorNormalIntegral::erf);
            case NORMAL_CDF -> VectorScratch.inBlocks(VectorNormalIntegral::normalCdf);
            case LOG_NORMAL_CDF -> VectorScratch.inBlocks(VectorNormalIntegral::logNormalCdf);
        };
    }

    private static void negate(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            fromArray(DOUBLES, x, xo + i).neg().intoArray(out, oo + i);
        }
    }

    private static void reciprocal(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            broadcast(DOUBLES, 1.0).div(fromArray(DOUBLES, x, xo + i)).intoArray(out, oo + i);
        }
    }

    private static void square(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            v.mul(v).intoArray(out, oo + i);
        }
    }

    private static void sqrt(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            fromArray(DOUBLES, x, xo + i).sqrt().intoArray(out, oo + i);
        }
    }

    private static void abs(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            fromArray(DOUBLES, x, xo + i).abs().intoArray(out, oo + i);
        }
    }

    private static void sign(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = fromArray(DOUBLES, x, xo + i);
            // zeros and NaN stay what they are
            DoubleVector sign = v.blend(1.0, v.compare(GT, 0.0));
            sign.blend(-1.0, v.compare(LT, 0.0)).intoArray(out, oo + i);
        }
    }
}
