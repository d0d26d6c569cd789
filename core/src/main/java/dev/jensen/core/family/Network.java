package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;

/**
 * What conditions a coupling layer: a network of one hidden layer, V tanh(Wx + b) + c; a constant c where there is no x. Its
 * parameters are (W, b, V, c), matrices row after row.
 *
 * @param in size of x, may be 0
 * @param hidden size of b
 * @param out size of c
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

    /** Returns the output, of shape [out]. */
    Expr apply(Expr phi, Expr x) {
        int b = hidden * in;
        int v = b + hidden;
        int c = v + out * hidden;
        Expr activity = phi.slice(0, b)
                .reshape(hidden, in)
                .matVec(x)
                .plus(phi.slice(b, v))
                .tanh();
        return phi.slice(v, c).reshape(out, hidden).matVec(activity).plus(phi.slice(c, c + out));
    }
}
