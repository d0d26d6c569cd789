package dev.jensen.benchmarks;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What one core can do, measured by loops of their own, on vectors: reads, multiply–adds, and a logistic gradient by hand. */
final class VectorLimits implements Limits {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = DOUBLES.length();
    private static final int TILE = 256;

    @Override
    public double sum(double[] x) {
        DoubleVector a = broadcast(DOUBLES, 0);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        for (int i = 0; i <= x.length - 4 * LANES; i += 4 * LANES) {
            a = a.add(fromArray(DOUBLES, x, i));
            b = b.add(fromArray(DOUBLES, x, i + LANES));
            c = c.add(fromArray(DOUBLES, x, i + 2 * LANES));
            d = d.add(fromArray(DOUBLES, x, i + 3 * LANES));
        }
        return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public double multiplyAdds(int rounds) {
        DoubleVector m = broadcast(DOUBLES, 0.999);
        DoubleVector s0 = broadcast(DOUBLES, 1);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector s4 = s0;
        DoubleVector s5 = s0;
        DoubleVector s6 = s0;
        DoubleVector s7 = s0;
        DoubleVector s8 = s0;
        DoubleVector s9 = s0;
        for (int i = 0; i < rounds; i++) {
            s0 = s0.fma(m, m);
            s1 = s1.fma(m, m);
            s2 = s2.fma(m, m);
            s3 = s3.fma(m, m);
            s4 = s4.fma(m, m);
            s5 = s5.fma(m, m);
            s6 = s6.fma(m, m);
            s7 = s7.fma(m, m);
            s8 = s8.fma(m, m);
            s9 = s9.fma(m, m);
        }
        DoubleVector sum = s0.add(s1)
                .add(s2)
                .add(s3)
                .add(s4)
                .add(s5)
                .add(s6)
                .add(s7)
                .add(s8)
                .add(s9);
        return sum.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public double flopsOfARound() {
        return 2.0 * 10 * LANES;
    }

    @Override
    public double logistic(double[] tiles, double[] y, int columns, double[] beta, double alpha, double[] gradient) {
        double[] eta = new double[TILE];
        double value = 0;
        for (int tile = 0; tile < y.length / TILE; tile++) {
            int from = tile * TILE * columns;
            project(tiles, from, columns, beta, alpha, eta);
            value += residuals(y, tile * TILE, eta);
            reduce(tiles, from, columns, eta, gradient);
        }
        return value;
    }

    private static void project(double[] x, int from, int columns, double[] beta, double alpha, double[] eta) {
        for (int t = 0; t < TILE; t += 4 * LANES) {
            DoubleVector s0 = broadcast(DOUBLES, alpha);
            DoubleVector s1 = s0;
            DoubleVector s2 = s0;
            DoubleVector s3 = s0;
            int at = from + t;
            for (int c = 0; c < columns; c++) {
                DoubleVector b = broadcast(DOUBLES, beta[c]);
                s0 = fromArray(DOUBLES, x, at).fma(b, s0);
                s1 = fromArray(DOUBLES, x, at + LANES).fma(b, s1);
                s2 = fromArray(DOUBLES, x, at + 2 * LANES).fma(b, s2);
                s3 = fromArray(DOUBLES, x, at + 3 * LANES).fma(b, s3);
                at += TILE;
            }
            s0.intoArray(eta, t);
            s1.intoArray(eta, t + LANES);
            s2.intoArray(eta, t + 2 * LANES);
            s3.intoArray(eta, t + 3 * LANES);
        }
    }

    /** Adds up y·η − log(1 + e^η) and leaves y − 1/(1 + e^−η). */
    private static double residuals(double[] y, int row, double[] eta) {
        DoubleVector sum = broadcast(DOUBLES, 0);
        for (int t = 0; t < TILE; t += LANES) {
            DoubleVector v = fromArray(DOUBLES, eta, t);
            DoubleVector outcome = fromArray(DOUBLES, y, row + t);
            DoubleVector e = v.abs().neg().lanewise(VectorOperators.EXP);
            VectorMask<Double> upper = v.compare(VectorOperators.GE, 0);
            DoubleVector softplus = v.max(0).add(e.lanewise(VectorOperators.LOG1P));
            sum = sum.add(outcome.mul(v).sub(softplus));
            DoubleVector p = e.blend(broadcast(DOUBLES, 1), upper).div(e.add(1));
            outcome.sub(p).intoArray(eta, t);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    private static void reduce(double[] x, int from, int columns, double[] residual, double[] gradient) {
        for (int c = 0; c < columns; c++) {
            DoubleVector a = broadcast(DOUBLES, 0);
            DoubleVector b = a;
            int at = from + c * TILE;
            for (int t = 0; t < TILE; t += 2 * LANES) {
                a = fromArray(DOUBLES, x, at + t).fma(fromArray(DOUBLES, residual, t), a);
                b = fromArray(DOUBLES, x, at + t + LANES).fma(fromArray(DOUBLES, residual, t + LANES), b);
            }
            gradient[c] += a.add(b).reduceLanes(VectorOperators.ADD);
        }
        DoubleVector a = broadcast(DOUBLES, 0);
        for (int t = 0; t < TILE; t += LANES) {
            a = a.add(fromArray(DOUBLES, residual, t));
        }
        gradient[columns] += a.reduceLanes(VectorOperators.ADD);
    }
}
