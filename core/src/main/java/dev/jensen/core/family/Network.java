package dev.jensen.core.family;

import dev.jensen.core.engine.function.Logistic;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;

/**
 * What conditions a coupling layer: a network of one hidden layer, V tanh(Wx + b) + c; a constant c where there is no x. Its
 * parameters are (W, b, V, c), matrices row after row. One point at a time, in loops over rows; the derivatives by V are the bulk of a
 * layer's work, and are summed where they belong.
 */
record Network(int in, int hidden, int out) {

    int size() {
        return in == 0 ? out : hidden * in + hidden + out * hidden + out;
    }

    /** Writes parameters whose output is 0, but whose hidden units differ. */
    void initial(double[] phi, int at) {
        Arrays.fill(phi, at, at + size(), 0);
        if (in > 0) {
            double[] w = new double[hidden * in];
            MonteCarlo.seed(at).fill(0, hidden, in, w);
            for (int k = 0; k < w.length; k++) {
                phi[at + k] = w[k] / Math.sqrt(in);
            }
        }
    }

    /** The length of the hidden units' array, for one point. */
    int units() {
        return in == 0 ? 0 : hidden;
    }

    private int b(int at) {
        return at + hidden * in;
    }

    private int v(int at) {
        return b(at) + hidden;
    }

    private int c(int at) {
        return in == 0 ? at : v(at) + out * hidden;
    }

    /**
     * Evaluates the output at one point.
     *
     * @param x of length in, from xo on
     * @param h overwritten with the hidden units tanh(Wx + b), from ho on
     * @param y overwritten with the output, from yo on
     */
    void apply(double[] phi, int at, double[] x, int xo, double[] h, int ho, double[] y, int yo) {
        for (int k = 0; k < units(); k++) {
            h[ho + k] = Logistic.tanh(phi[b(at) + k] + dot(phi, at + k * in, x, xo, in));
        }
        for (int k = 0; k < out; k++) {
            y[yo + k] = phi[c(at) + k] + dot(phi, v(at) + k * hidden, h, ho, units());
        }
    }

    private static double dot(double[] a, int ao, double[] b, int bo, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += a[ao + k] * b[bo + k];
        }
        return sum;
    }

    /**
     * The transposed derivative at one point.
     *
     * @param h the hidden units of {@link #apply}
     * @param v what is taken back, of length out, from vo on
     * @param toX added to, a whole point from to on
     * @param where which of the point's coordinates x consists of
     * @param gradient added to, from {@code at} on
     * @param scratch length at least hidden
     */
    void pullback(
            double[] phi,
            int at,
            double[] x,
            int xo,
            double[] h,
            int ho,
            double[] v,
            int vo,
            double[] toX,
            int to,
            int[] where,
            double[] gradient,
            double[] scratch) {
        for (int k = 0; k < out; k++) {
            gradient[c(at) + k] += v[vo + k];
        }
        Arrays.fill(scratch, 0, units(), 0);
        for (int k = 0; k < out && in > 0; k++) {
            int row = v(at) + k * hidden;
            double each = v[vo + k];
            for (int i = 0; i < hidden; i++) {
                gradient[row + i] += each * h[ho + i];
            }
            for (int i = 0; i < hidden; i++) {
                scratch[i] += each * phi[row + i];
            }
        }
        for (int k = 0; k < units(); k++) {
            double each = scratch[k] * (1 - h[ho + k] * h[ho + k]);
            gradient[b(at) + k] += each;
            for (int i = 0; i < in; i++) {
                gradient[at + k * in + i] += each * x[xo + i];
                toX[to + where[i]] += each * phi[at + k * in + i];
            }
        }
    }
}
