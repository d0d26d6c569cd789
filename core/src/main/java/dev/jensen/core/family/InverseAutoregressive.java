package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.noise.MonteCarlo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The layer of the inverse autoregressive flow: y_i = μ_i + exp(s_i) x_i, μ_i and s_i functions of x_1 … x_{i−1} (Kingma,
 * Salimans, Jozefowicz, Chen, Sutskever and Welling, "Improving variational inference with inverse autoregressive flow",
 * NeurIPS 2016). |s| stays below 2, by s = 2 tanh(r/2).
 *
 * <p>All functions share the hidden units, as in NADE (Larochelle and Murray, "The neural autoregressive distribution
 * estimator", AISTATS 2011): h_i = tanh(b + Σ_{j&lt;i} W_j x_j), μ_i = U_i·h_i + c_i, r_i = V_i·h_i + e_i. So a draw takes all
 * coordinates at once, the inverse one after the other, and both cost O(d·hidden). φ = (b, W, U, V, c, e).
 */
public final class InverseAutoregressive {

    private final int d;
    private final int hidden;

    private InverseAutoregressive(int dimension, int hidden) {
        d = dimension;
        this.hidden = hidden;
    }

    /**
     * Makes the layer.
     *
     * @param dimension d, at least 1
     * @param backwards whether each coordinate depends on those after it instead of those before it
     * @param hidden units, at least 1
     * @throws IllegalArgumentException if a size is less than 1
     */
    public static Bijection of(int dimension, boolean backwards, int hidden) {
        Gaussian.requireDimension("InverseAutoregressive", dimension);
        if (hidden < 1) {
            throw new IllegalArgumentException("InverseAutoregressive needs at least 1 hidden unit: " + hidden);
        }
        InverseAutoregressive layer = new InverseAutoregressive(dimension, hidden);
        int[] order = IntStream.range(0, dimension)
                .map(i -> backwards ? dimension - 1 - i : i)
                .toArray();
        return ExprBijection.of(
                "InverseAutoregressive[dimension=" + dimension + ", hidden=" + hidden + "]",
                dimension,
                hidden + dimension * (3 * hidden + 2),
                (phi, x) -> layer.forward(phi, x.take(order, dimension)).take(order, dimension),
                (phi, y) -> layer.inverse(phi, y.take(order, dimension)).take(order, dimension),
                (phi, x) -> layer.logScales(phi, layer.activity(phi, x.take(order, dimension))),
                layer::initial);
    }

    private Expr b(Expr phi) {
        return phi.slice(0, hidden);
    }

    /** W, U and V for k = 0, 1 and 2. */
    private Expr matrix(Expr phi, int k) {
        int from = hidden + k * d * hidden;
        return phi.slice(from, from + d * hidden).reshape(d, hidden);
    }

    /** c and e for k = 0 and 1. */
    private Expr vector(Expr phi, int k) {
        int from = hidden + 3 * d * hidden + k * d;
        return phi.slice(from, from + d);
    }

    /** Returns h, of shape [d, hidden]. */
    private Expr activity(Expr phi, Expr x) {
        Expr shares = matrix(phi, 0).times(x.reshape(d, 1));
        return shares.cumulativeSum(0).minus(shares).plus(b(phi)).tanh();
    }

    private Expr logScales(Expr phi, Expr activity) {
        return BoundedScale.log(matrix(phi, 2).times(activity).sum(1).plus(vector(phi, 1)));
    }

    private Expr forward(Expr phi, Expr x) {
        Expr activity = activity(phi, x);
        Expr mu = matrix(phi, 1).times(activity).sum(1).plus(vector(phi, 0));
        return mu.plus(logScales(phi, activity).exp().times(x));
    }

    private Expr inverse(Expr phi, Expr y) {
        Expr sum = b(phi);
        List<Expr> x = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            Expr activity = sum.tanh();
            Expr mu = matrix(phi, 1).at(i).dot(activity).plus(vector(phi, 0).at(i));
            Expr log = BoundedScale.log(
                    matrix(phi, 2).at(i).dot(activity).plus(vector(phi, 1).at(i)));
            Expr next = y.at(i).minus(mu).times(log.negate().exp());
            x.add(next);
            sum = sum.plus(matrix(phi, 0).at(i).times(next));
        }
        return Expr.stack(Collections.unmodifiableList(x));
    }

    /** Writes U = V = 0, W at random. */
    private void initial(double[] phi, int at) {
        Arrays.fill(phi, at, at + hidden + d * (3 * hidden + 2), 0);
        double[] w = new double[d * hidden];
        MonteCarlo.seed(at).fill(0, d, hidden, w);
        for (int k = 0; k < w.length; k++) {
            phi[at + hidden + k] = w[k] / Math.sqrt(d);
        }
    }
}
