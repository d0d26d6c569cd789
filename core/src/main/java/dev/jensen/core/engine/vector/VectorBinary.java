package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jensen.core.engine.kernel.BinaryKernel;
import dev.jensen.core.engine.plain.PlainBinary;
import dev.jensen.core.expr.BinaryOp;

/**
 * The elementwise functions of two numbers as loops over vectors, one for each function and for each of the forms
 * run–run, run–number and number–run. Symmetric functions have no number–run form.
 */
final class VectorBinary {
    private VectorBinary() {}

    static BinaryKernel kernel(BinaryOp op) {
        return switch (op) {
            case ADD -> VectorBinary::add;
            case SUBTRACT -> VectorBinary::subtract;
            case MULTIPLY -> VectorBinary::multiply;
            case DIVIDE -> VectorBinary::divide;
            case POW -> PlainBinary.of(op);
            case MIN -> VectorBinary::min;
            case MAX -> VectorBinary::max;
            case LESS -> VectorBinary::less;
            case LESS_OR_EQUAL -> VectorBinary::lessOrEqual;
            case EQUAL -> VectorBinary::equal;
            case SIGMOID_GIVEN_EXP -> VectorLogistic::sigmoidGivenExp;
            case TANH_SLOPE -> VectorLogistic::tanhSlope;
        };
    }

    private static void add(double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                VectorMultiplyAdd.fill(x[xo] + y[yo], out, oo, n);
            } else {
                add(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).add(v).intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).add(fromArray(DOUBLES, y, yo + i)).intoArray(out, oo + i);
            }
        }
    }

    private static void subtract(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            double v = x[xo];
            if (yStep == 0) {
                VectorMultiplyAdd.fill(v - y[yo], out, oo, n);
            } else {
                for (int i = 0; i < n; i += LANES) {
                    broadcast(DOUBLES, v).sub(fromArray(DOUBLES, y, yo + i)).intoArray(out, oo + i);
                }
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).sub(v).intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).sub(fromArray(DOUBLES, y, yo + i)).intoArray(out, oo + i);
            }
        }
    }

    private static void multiply(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                VectorMultiplyAdd.fill(x[xo] * y[yo], out, oo, n);
            } else {
                multiply(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).mul(v).intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).mul(fromArray(DOUBLES, y, yo + i)).intoArray(out, oo + i);
            }
        }
    }

    private static void divide(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            double v = x[xo];
            if (yStep == 0) {
                VectorMultiplyAdd.fill(v / y[yo], out, oo, n);
            } else {
                for (int i = 0; i < n; i += LANES) {
                    broadcast(DOUBLES, v).div(fromArray(DOUBLES, y, yo + i)).intoArray(out, oo + i);
                }
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).div(v).intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).div(fromArray(DOUBLES, y, yo + i)).intoArray(out, oo + i);
            }
        }
    }

    private static void min(double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                VectorMultiplyAdd.fill(Math.min(x[xo], y[yo]), out, oo, n);
            } else {
                min(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).min(v).intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).min(fromArray(DOUBLES, y, yo + i)).intoArray(out, oo + i);
            }
        }
    }

    private static void max(double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                VectorMultiplyAdd.fill(Math.max(x[xo], y[yo]), out, oo, n);
            } else {
                max(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).max(v).intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, x, xo + i).max(fromArray(DOUBLES, y, yo + i)).intoArray(out, oo + i);
            }
        }
    }

    private static void less(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            double v = x[xo];
            if (yStep == 0) {
                VectorMultiplyAdd.fill(v < y[yo] ? 1 : 0, out, oo, n);
            } else {
                for (int i = 0; i < n; i += LANES) {
                    broadcast(DOUBLES, 0.0)
                            .blend(1.0, broadcast(DOUBLES, v).compare(LT, fromArray(DOUBLES, y, yo + i)))
                            .intoArray(out, oo + i);
                }
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i += LANES) {
                broadcast(DOUBLES, 0.0)
                        .blend(1.0, fromArray(DOUBLES, x, xo + i).compare(LT, v))
                        .intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                broadcast(DOUBLES, 0.0)
                        .blend(1.0, fromArray(DOUBLES, x, xo + i).compare(LT, fromArray(DOUBLES, y, yo + i)))
                        .intoArray(out, oo + i);
            }
        }
    }

    private static void lessOrEqual(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            double v = x[xo];
            if (yStep == 0) {
                VectorMultiplyAdd.fill(v <= y[yo] ? 1 : 0, out, oo, n);
            } else {
                for (int i = 0; i < n; i += LANES) {
                    broadcast(DOUBLES, 0.0)
                            .blend(1.0, broadcast(DOUBLES, v).compare(LE, fromArray(DOUBLES, y, yo + i)))
                            .intoArray(out, oo + i);
                }
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i += LANES) {
                broadcast(DOUBLES, 0.0)
                        .blend(1.0, fromArray(DOUBLES, x, xo + i).compare(LE, v))
                        .intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                broadcast(DOUBLES, 0.0)
                        .blend(1.0, fromArray(DOUBLES, x, xo + i).compare(LE, fromArray(DOUBLES, y, yo + i)))
                        .intoArray(out, oo + i);
            }
        }
    }

    private static void equal(
            double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] out, int oo, int n) {
        if (xStep == 0) {
            if (yStep == 0) {
                VectorMultiplyAdd.fill(x[xo] == y[yo] ? 1 : 0, out, oo, n);
            } else {
                equal(y, yo, 1, x, xo, 0, out, oo, n);
            }
        } else if (yStep == 0) {
            double v = y[yo];
            for (int i = 0; i < n; i += LANES) {
                broadcast(DOUBLES, 0.0)
                        .blend(1.0, fromArray(DOUBLES, x, xo + i).compare(EQ, v))
                        .intoArray(out, oo + i);
            }
        } else {
            for (int i = 0; i < n; i += LANES) {
                broadcast(DOUBLES, 0.0)
                        .blend(1.0, fromArray(DOUBLES, x, xo + i).compare(EQ, fromArray(DOUBLES, y, yo + i)))
                        .intoArray(out, oo + i);
            }
        }
    }
}
