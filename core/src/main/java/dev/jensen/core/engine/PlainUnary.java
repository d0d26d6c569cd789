package dev.jensen.core.engine;

import dev.jensen.core.expr.UnaryOp;

/**
 * The elementwise functions of one number as loops, one each: a loop shared by several functions would call them
 * through an interface, one element at a time.
 */
final class PlainUnary {
    private PlainUnary() {}

    static UnaryKernel of(UnaryOp op) {
        return switch (op) {
            case NEGATE -> PlainUnary::negate;
            case RECIPROCAL -> PlainUnary::reciprocal;
            case SQUARE -> PlainUnary::square;
            case SQRT -> PlainUnary::sqrt;
            case ABS -> PlainUnary::abs;
            case SIGN -> PlainUnary::sign;
            case EXP -> PlainUnary::exp;
            case EXPM1 -> PlainUnary::expm1;
            case LOG -> PlainUnary::log;
            case LOG1P -> PlainUnary::log1p;
            case SIN -> PlainUnary::sin;
            case COS -> PlainUnary::cos;
            case TAN -> PlainUnary::tan;
            case TANH -> PlainUnary::tanh;
            case SIGMOID -> PlainUnary::sigmoid;
            case SOFTPLUS -> PlainUnary::softplus;
            case EXP_MINUS_ABS -> PlainUnary::expMinusAbs;
            case LOG_GAMMA -> PlainUnary::logGamma;
            case DIGAMMA -> PlainUnary::digamma;
            case TRIGAMMA -> PlainUnary::trigamma;
            case ERF -> PlainUnary::erf;
            case NORMAL_CDF -> PlainUnary::normalCdf;
            case INVERSE_MILLS -> PlainUnary::inverseMills;
            case LOG_NORMAL_CDF -> PlainUnary::logNormalCdf;
        };
    }

    private static void negate(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = -x[xo + i];
        }
    }

    private static void reciprocal(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = 1 / x[xo + i];
        }
    }

    private static void square(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            double v = x[xo + i];
            out[oo + i] = v * v;
        }
    }

    private static void sqrt(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Math.sqrt(x[xo + i]);
        }
    }

    private static void abs(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Math.abs(x[xo + i]);
        }
    }

    private static void sign(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Math.signum(x[xo + i]);
        }
    }

    private static void exp(double[] x, int xo, double[] out, int oo, int n) {
        if (n >= PlainScratch.SHORT) {
            PlainExponential.exp(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[oo + i] = Exponential.exp(x[xo + i]);
        }
    }

    private static void expm1(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Exponential.expm1(x[xo + i]);
        }
    }

    private static void log(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Logarithm.log(x[xo + i]);
        }
    }

    private static void log1p(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Logarithm.log1p(x[xo + i]);
        }
    }

    private static void sin(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Trigonometric.sin(x[xo + i]);
        }
    }

    private static void cos(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Trigonometric.cos(x[xo + i]);
        }
    }

    private static void tan(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Trigonometric.tan(x[xo + i]);
        }
    }

    private static void tanh(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Logistic.tanh(x[xo + i]);
        }
    }

    private static void sigmoid(double[] x, int xo, double[] out, int oo, int n) {
        if (n >= PlainScratch.SHORT) {
            PlainLogistic.sigmoid(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[oo + i] = Logistic.sigmoid(x[xo + i]);
        }
    }

    private static void softplus(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Logistic.softplus(x[xo + i]);
        }
    }

    private static void expMinusAbs(double[] x, int xo, double[] out, int oo, int n) {
        if (n >= PlainScratch.SHORT) {
            PlainExponential.expMinusAbs(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[oo + i] = Exponential.exp(-Math.abs(x[xo + i]));
        }
    }

    private static void logGamma(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = GammaFunction.logGamma(x[xo + i]);
        }
    }

    private static void digamma(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = GammaFunction.digamma(x[xo + i]);
        }
    }

    private static void trigamma(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Polygamma.trigamma(x[xo + i]);
        }
    }

    private static void erf(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = NormalIntegral.erf(x[xo + i]);
        }
    }

    private static void normalCdf(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = NormalIntegral.normalCdf(x[xo + i]);
        }
    }

    private static void inverseMills(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = NormalIntegral.inverseMills(x[xo + i]);
        }
    }

    private static void logNormalCdf(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = NormalIntegral.logNormalCdf(x[xo + i]);
        }
    }
}
