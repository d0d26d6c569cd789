package dev.jensen.core.family;

import dev.jensen.core.engine.function.BetaPath;
import dev.jensen.core.engine.function.GammaFunction;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Simplex;
import java.util.Arrays;

/**
 * A Dirichlet law of K shares that sum to 1: φ = log α. u are the K − 1 coordinates of {@link Simplex}, the logits of what each
 * share takes of the rest of the stick, less log(K − k); for a Dirichlet law these are independent beta laws,
 *
 * <pre>
 *   sigmoid(u_k − log(K − k)) ~ Beta(α_k, β_k),   β_k = α_{k+1} + … + α_K
 * </pre>
 *
 * so that one path of {@link BetaPath} for each coordinate makes the whole (Connor and Mosimann, "Concepts of independence for
 * proportions", JASA 1969).
 *
 * @param size K, at least 2
 */
public record DirichletLaw(int size) implements NaturalLaw {
    private static final ThreadLocal<double[]> SLOPES = ThreadLocal.withInitial(() -> new double[2]);

    /** Checks the size. */
    public DirichletLaw {
        if (size < 2) {
            throw new IllegalArgumentException("DirichletLaw needs at least 2 shares: " + size);
        }
    }

    /**
     * Returns parameters.
     *
     * @param concentration α, one positive number for each share
     */
    public double[] parameters(double... concentration) {
        Gaussian.requireLength("DirichletLaw concentration", concentration, size);
        for (int k = 0; k < size; k++) {
            Gaussian.requirePositive("DirichletLaw concentration[" + k + "]", concentration[k]);
        }
        return Arrays.stream(concentration).map(Math::log).toArray();
    }

    @Override
    public ContinuousSupport support() {
        return new Simplex();
    }

    @Override
    public int coordinates() {
        return size - 1;
    }

    @Override
    public int naturalSize() {
        return size;
    }

    @Override
    public int parameterCount() {
        return size;
    }

    /** Takes the shares at the centre as means. */
    @Override
    public void initial(double[] centre, int at, int stride, double scale, double[] phi, int from) {
        double left = 0; // log of what is left of the stick
        double total = Math.log(size) - 2 * Math.log(scale);
        for (int k = 0; k < size - 1; k++) {
            double logit = centre[at + k * stride] - Math.log(size - 1.0 - k);
            phi[from + k] = total + left - Logits.softplus(-logit);
            left -= Logits.softplus(logit);
        }
        phi[from + size - 1] = total + left;
    }

    /** Σ_{j>k} α_j. */
    private double rest(double[] phi, int from, int k) {
        double sum = 0;
        for (int j = size - 1; j > k; j--) {
            sum += Math.exp(phi[from + j]);
        }
        return sum;
    }

    private double shift(int k) {
        return Math.log(size - 1.0 - k);
    }

    @Override
    public void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride) {
        for (int k = 0; k < size - 1; k++) {
            int i = at + k * stride;
            z[i] = shift(k) + BetaPath.quantile(Math.exp(phi[from + k]), rest(phi, from, k), noise[i]);
        }
    }

    @Override
    public double logDensity(double[] phi, int from, double[] z, int at, int stride) {
        double sum = 0;
        for (int k = 0; k < size - 1; k++) {
            double a = Math.exp(phi[from + k]);
            double b = rest(phi, from, k);
            sum += BetaLaw.logDensity(a, b, z[at + k * stride] - shift(k));
        }
        return sum;
    }

    @Override
    public void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients) {
        for (int k = 0; k < size - 1; k++) {
            double a = Math.exp(phi[from + k]);
            gradients[at + k * stride] = BetaLaw.slope(a, rest(phi, from, k), z[at + k * stride] - shift(k));
        }
    }

    @Override
    public void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient) {
        double[] out = SLOPES.get();
        for (int k = 0; k < size - 1; k++) {
            BetaLaw.scores(Math.exp(phi[from + k]), rest(phi, from, k), z[at + k * stride] - shift(k), out);
            spread(phi, from, k, weight, out, gradient);
        }
    }

    @Override
    public void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient) {
        double[] out = SLOPES.get();
        for (int k = 0; k < size - 1; k++) {
            int i = at + k * stride;
            BetaPath.slopes(Math.exp(phi[from + k]), rest(phi, from, k), z[i] - shift(k), out);
            spread(phi, from, k, vectors[i], out, gradient);
        }
    }

    @Override
    public double entropy(double[] phi, int from) {
        double sum = 0;
        for (int k = 0; k < size - 1; k++) {
            sum += BetaLaw.entropy(Math.exp(phi[from + k]), rest(phi, from, k));
        }
        return sum;
    }

    @Override
    public void entropyGradient(double[] phi, int from, double weight, double[] gradient) {
        double[] out = SLOPES.get();
        for (int k = 0; k < size - 1; k++) {
            BetaLaw.entropySlopes(Math.exp(phi[from + k]), rest(phi, from, k), out);
            spread(phi, from, k, weight, out, gradient);
        }
    }

    /** Adds what (∂/∂a, ∂/∂b) of the k-th beta law is by φ. */
    private void spread(double[] phi, int from, int k, double weight, double[] slopes, double[] gradient) {
        gradient[from + k] += weight * slopes[0] * Math.exp(phi[from + k]);
        for (int j = k + 1; j < size; j++) {
            gradient[from + j] += weight * slopes[1] * Math.exp(phi[from + j]);
        }
    }

    @Override
    public void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride) {
        for (int k = 0; k < size - 1; k++) {
            double a = Math.exp(phi[from + k]);
            double b = rest(phi, from, k);
            mean[at + k * stride] = shift(k) + GammaFunction.digamma(a) - GammaFunction.digamma(b);
            variance[at + k * stride] = GammaFunction.trigamma(a) + GammaFunction.trigamma(b);
        }
    }

    @Override
    public void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at) {
        double total = rest(phi, from, -1);
        for (int k = 0; k < size; k++) {
            double share = Math.exp(phi[from + k]) / total;
            mean[at + k] = share;
            variance[at + k] = share * (1 - share) / (total + 1);
        }
    }
}
