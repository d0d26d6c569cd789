package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Exponential;
import dev.jensen.core.engine.function.GammaFunction;
import dev.jensen.core.engine.function.Logarithm;
import dev.jensen.core.engine.function.Logistic;
import dev.jensen.core.engine.function.NormalIntegral;
import dev.jensen.core.engine.function.Polygamma;
import dev.jensen.core.engine.function.Trigonometric;
import dev.jensen.core.engine.kernel.UnaryKernel;
import dev.jensen.core.expr.UnaryOp;

/**
 * The elementwise functions of one number as loops, one each: a loop shared by several functions would call them
 * through an interface, one element at a time.
 */
public final class PlainUnary {
    private PlainUnary() {}

    /** Returns the kernel of the function. */
    public static UnaryKernel of(UnaryOp op) {
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

    /** Returns the kernel of ψ⁽ᵐ⁾. */
    public static UnaryKernel polygamma(int order) {
        if (order < 0 || order > Polygamma.LARGEST_ORDER) {
            throw new IllegalArgumentException(
                    "polygamma's order must be between 0 and " + Polygamma.LARGEST_ORDER + ": " + order);
        }
        return switch (order) {
            case 0 -> PlainUnary::digamma;
            case 1 -> PlainUnary::trigamma;
            default -> polygamma(Polygamma.of(order));
        };
    }

    private static UnaryKernel polygamma(Polygamma function) {
        return (x, xo, out, oo, n) -> {
            for (int i = 0; i < n; i++) {
                out[oo + i] = function.value(x[xo + i]);
            }
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
        if (n >= PlainScratch.SHORT) {
            PlainExponential.expm1(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[oo + i] = Exponential.expm1(x[xo + i]);
        }
    }

    private static void log(double[] x, int xo, double[] out, int oo, int n) {
        if (n >= PlainScratch.SHORT) {
            PlainLogarithm.log(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[oo + i] = Logarithm.log(x[xo + i]);
        }
    }

    private static void log1p(double[] x, int xo, double[] out, int oo, int n) {
        if (n >= PlainScratch.SHORT) {
            PlainLogarithm.log1p(x, xo, out, oo, n);
            return;
        }
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
        if (n >= PlainScratch.SHORT) {
            PlainLogistic.tanh(x, xo, out, oo, n);
            return;
        }
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
        if (n >= PlainScratch.SHORT) {
            PlainLogistic.softplus(x, xo, out, oo, n);
            return;
        }
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
        if (n >= PlainScratch.SHORT) {
            PlainGammaFunction.logGamma(x, xo, out, oo, n);
            return;
        }
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
        if (n >= PlainScratch.SHORT) {
            PlainNormalIntegral.erf(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[oo + i] = NormalIntegral.erf(x[xo + i]);
        }
    }

    private static void normalCdf(double[] x, int xo, double[] out, int oo, int n) {
        if (n >= PlainScratch.SHORT) {
            PlainNormalIntegral.normalCdf(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[oo + i] = NormalIntegral.normalCdf(x[xo + i]);
        }
    }

    private static void inverseMills(double[] x, int xo, double[] out, int oo, int n) {
        if (n >= PlainScratch.SHORT) {
            PlainNormalIntegral.inverseMills(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[oo + i] = NormalIntegral.inverseMills(x[xo + i]);
        }
    }

    private static void logNormalCdf(double[] x, int xo, double[] out, int oo, int n) {
        if (n >= PlainScratch.SHORT) {
            PlainNormalIntegral.logNormalCdf(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[oo + i] = NormalIntegral.logNormalCdf(x[xo + i]);
        }
    }
}
