package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.function.Logistic;
import dev.jensen.core.engine.kernel.BinaryKernel;
import dev.jensen.core.expr.BinaryOp;

/**
 * The elementwise functions of two numbers as loops, one for each function and for each of the forms run–run, run–number
 * and number–run, so that each is compiled to vector instructions where the JIT compiler can. Symmetric functions have
 * no number–run form.
 */
public final class PlainBinary {
    private PlainBinary() {}

    /** Returns the kernel of the function. */
    public static BinaryKernel of(BinaryOp op) {
        return switch (op) {
            case ADD -> PlainBinary::add;
            case SUBTRACT -> PlainBinary::subtract;
            case MULTIPLY -> PlainBinary::multiply;
            case DIVIDE -> PlainBinary::divide;
            case POW -> PlainBinary::pow;
            case MIN -> PlainBinary::min;
            case MAX -> PlainBinary::max;
            case LESS -> PlainBinary::less;
            case LESS_OR_EQUAL -> PlainBinary::lessOrEqual;
            case EQUAL -> PlainBinary::equal;
            case SIGMOID_GIVEN_EXP -> PlainBinary::sigmoidGivenExp;
            case TANH_SLOPE -> PlainBinary::tanhSlope;
        };
    }

    private static void add(double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                fill(x[xo] + y[yo], out, oo, n);
            } else {
                add(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] + v;
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] + y[yo + i];
            }
        }
    }

    private static void subtract(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            double v = x[xo];
            if (yStep == 0) {
                fill(v - y[yo], out, oo, n);
            } else {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = v - y[yo + i];
                }
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] - v;
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] - y[yo + i];
            }
        }
    }

    private static void multiply(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                fill(x[xo] * y[yo], out, oo, n);
            } else {
                multiply(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] * v;
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] * y[yo + i];
            }
        }
    }

    private static void divide(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            double v = x[xo];
            if (yStep == 0) {
                fill(v / y[yo], out, oo, n);
            } else {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = v / y[yo + i];
                }
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] / v;
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] / y[yo + i];
            }
        }
    }

    private static void pow(double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            double v = x[xo];
            if (yStep == 0) {
                fill(Math.pow(v, y[yo]), out, oo, n);
            } else {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = Math.pow(v, y[yo + i]);
                }
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = Math.pow(x[xo + i], v);
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = Math.pow(x[xo + i], y[yo + i]);
            }
        }
    }

    private static void min(double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                fill(Math.min(x[xo], y[yo]), out, oo, n);
            } else {
                min(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = Math.min(x[xo + i], v);
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = Math.min(x[xo + i], y[yo + i]);
            }
        }
    }

    private static void max(double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                fill(Math.max(x[xo], y[yo]), out, oo, n);
            } else {
                max(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = Math.max(x[xo + i], v);
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = Math.max(x[xo + i], y[yo + i]);
            }
        }
    }

    private static void less(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            double v = x[xo];
            if (yStep == 0) {
                fill(v < y[yo] ? 1 : 0, out, oo, n);
            } else {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = v < y[yo + i] ? 1 : 0;
                }
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] < v ? 1 : 0;
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] < y[yo + i] ? 1 : 0;
            }
        }
    }

    private static void lessOrEqual(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            double v = x[xo];
            if (yStep == 0) {
                fill(v <= y[yo] ? 1 : 0, out, oo, n);
            } else {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = v <= y[yo + i] ? 1 : 0;
                }
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] <= v ? 1 : 0;
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] <= y[yo + i] ? 1 : 0;
            }
        }
    }

    private static void equal(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                fill(x[xo] == y[yo] ? 1 : 0, out, oo, n);
            } else {
                equal(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] == v ? 1 : 0;
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[oo + i] = x[xo + i] == y[yo + i] ? 1 : 0;
            }
        }
    }

    /** Writes 1/(1 + e⁻ˣ), given x and e^(−|x|). */
    public static void sigmoidGivenExp(
            double[] x, int xo, int xStep, double[] e, int eo, int eStep, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Logistic.sigmoid(x[xo + i * xStep], e[eo + i * eStep]);
        }
    }

    /** Writes x·(1 − y²), what x becomes on its way back through y = tanh. */
    public static void tanhSlope(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            double tanh = y[yo + i * yStep];
            out[oo + i] = Math.fma(-tanh, tanh, 1) * x[xo + i * xStep];
        }
    }

    private static void fill(double value, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = value;
        }
    }
}
