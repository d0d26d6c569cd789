package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;

/** x·y + z rounded once, the choice between two runs, filling and copying, as loops over vectors. */
final class VectorMultiplyAdd {
    private VectorMultiplyAdd() {}

    static void apply(
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
        if (xStep == 0 && yStep != 0) {
            apply(y, yo, 1, x, xo, 0, z, zo, zStep, out, oo, n);
        } else if (yStep != 0) {
            if (zStep != 0) {
                for (int i = 0; i < n; i += LANES) {
                    fromArray(DOUBLES, x, xo + i)
                            .fma(fromArray(DOUBLES, y, yo + i), fromArray(DOUBLES, z, zo + i))
                            .intoArray(out, oo + i);
                }
            } else {
                double c = z[zo];
                for (int i = 0; i < n; i += LANES) {
                    fromArray(DOUBLES, x, xo + i)
                            .fma(fromArray(DOUBLES, y, yo + i), broadcast(DOUBLES, c))
                            .intoArray(out, oo + i);
                }
            }
        } else if (xStep != 0) {
            double b = y[yo];
            if (zStep != 0) {
                for (int i = 0; i < n; i += LANES) {
                    fromArray(DOUBLES, x, xo + i)
                            .fma(broadcast(DOUBLES, b), fromArray(DOUBLES, z, zo + i))
                            .intoArray(out, oo + i);
                }
            } else {
                double c = z[zo];
                for (int i = 0; i < n; i += LANES) {
                    fromArray(DOUBLES, x, xo + i)
                            .fma(broadcast(DOUBLES, b), broadcast(DOUBLES, c))
                            .intoArray(out, oo + i);
                }
            }
        } else {
            double a = x[xo];
            double b = y[yo];
            if (zStep != 0) {
                for (int i = 0; i < n; i += LANES) {
                    broadcast(DOUBLES, a)
                            .fma(broadcast(DOUBLES, b), fromArray(DOUBLES, z, zo + i))
                            .intoArray(out, oo + i);
                }
            } else {
                fill(Math.fma(a, b, z[zo]), out, oo, n);
            }
        }
    }

    static void select(
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
        if (conditionStep == 0) {
            if (condition[co] != 0) {
                spread(a, ao, aStep, out, oo, n);
            } else {
                spread(b, bo, bStep, out, oo, n);
            }
        } else if (aStep != 0 && bStep != 0) {
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, a, ao + i)
                        .blend(
                                fromArray(DOUBLES, b, bo + i),
                                fromArray(DOUBLES, condition, co + i).compare(EQ, 0.0))
                        .intoArray(out, oo + i);
            }
        } else if (aStep != 0) {
            double v = b[bo];
            for (int i = 0; i < n; i += LANES) {
                fromArray(DOUBLES, a, ao + i)
                        .blend(v, fromArray(DOUBLES, condition, co + i).compare(EQ, 0.0))
                        .intoArray(out, oo + i);
            }
        } else if (bStep != 0) {
            double v = a[ao];
            for (int i = 0; i < n; i += LANES) {
                broadcast(DOUBLES, v)
                        .blend(
                                fromArray(DOUBLES, b, bo + i),
                                fromArray(DOUBLES, condition, co + i).compare(EQ, 0.0))
                        .intoArray(out, oo + i);
            }
        } else {
            double v = a[ao];
            double u = b[bo];
            for (int i = 0; i < n; i += LANES) {
                broadcast(DOUBLES, v)
                        .blend(u, fromArray(DOUBLES, condition, co + i).compare(EQ, 0.0))
                        .intoArray(out, oo + i);
            }
        }
    }

    private static void spread(double[] x, int xo, int step, double[] out, int oo, int n) {
        if (step == 0) {
            fill(x[xo], out, oo, n);
        } else if (x != out || xo != oo) {
            System.arraycopy(x, xo, out, oo, n);
        }
    }

    static void fill(double value, double[] out, int oo, int n) {
        for (int i = 0; i < n; i += LANES) {
            broadcast(DOUBLES, value).intoArray(out, oo + i);
        }
    }
}
