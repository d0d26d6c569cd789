package dev.jensen.core.family;

import dev.jensen.core.engine.function.NormalIntegral;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;

/**
 * A mixture of K members of one family: q(z) = Σ_k π_k q_k(z), π = softmax(η).
 *
 * <p>φ = (η, φ_1, …, φ_K). With the responsibilities r_k(z) = π_k q_k(z) / q(z):
 *
 * <pre>
 *   ∂log q/∂z = Σ_k r_k ∂log q_k/∂z      ∂log q/∂η_k = r_k − π_k      ∂log q/∂φ_k = r_k ∂log q_k/∂φ_k
 * </pre>
 *
 * <p>A draw's last noise number chooses its component; that is a jump, so draws have no path. The paths are stratified:
 * each component has its share of n_k draws, next to each other, with the weight ω_s = π_k / n_k. So no draw depends on η,
 * the weights do, and the estimators sum over the components instead of sampling them (Morningstar, Vikram, Ham, Gallagher
 * and Dillon, "Automatic differentiation variational inference with mixtures", AISTATS 2021; Roeder, Wu and Duvenaud,
 * "Sticking the landing", NeurIPS 2017, section 4.1). The component families must be reparameterised.
 *
 * @param <F> the family of the components
 */
public final class MixtureFamily<F extends Reparameterized> implements Pathwise {

    private final F component;
    private final int count;
    private final int d;
    private final int size; // parameters of a component

    private final Workspace ofPhi = new Workspace();
    private final Workspace ofNoise = new Workspace();
    private final Workspace ofDraws = new Workspace();
    private final Workspace ofVectors = new Workspace();
    private final Workspace ofGradient = new Workspace();
    private final Workspace ofShares = new Workspace();
    private final Workspace ofValues = new Workspace();
    private final Workspace ofWeights = new Workspace();

    private MixtureFamily(F component, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("MixtureFamily needs at least 1 component: " + count);
        }
        this.component = component;
        this.count = count;
        d = component.dimension();
        size = component.parameterCount();
    }

    /**
     * Makes the family of mixtures.
     *
     * @param component the family of every component
     * @param count K, how many components
     * @throws IllegalArgumentException if K is less than 1
     */
    public static <F extends Reparameterized> MixtureFamily<F> of(F component, int count) {
        return new MixtureFamily<>(component, count);
    }

    /** Returns K, how many components there are. */
    public int components() {
        return count;
    }

    /** Returns the family of the components. */
    public F component() {
        return component;
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(count, 1 + size);
    }

    @Override
    public int noiseDimension() {
        return component.noiseDimension() + 1;
    }

    @Override
    public int strata() {
        return count;
    }

    /**
     * Returns equal weights, and components of standard deviation scale/√2 about random places as far from the centre,
     * always the same: components that began at one place would stay together.
     */
    @Override
    public double[] initial(double[] centre, double scale) {
        component.initial(centre, scale); // its checks
        double[] offsets = new double[count * d];
        MonteCarlo.seed(count).fill(0, count, d, offsets);
        double[][] components = new double[count][];
        for (int k = 0; k < count; k++) {
            double[] place = centre.clone();
            for (int i = 0; i < d && count > 1; i++) {
                place[i] += scale * Math.sqrt(0.5) * offsets[k * d + i];
            }
            components[k] = component.initial(place, count > 1 ? scale * Math.sqrt(0.5) : scale);
        }
        double[] equal = new double[count];
        Arrays.fill(equal, 1.0 / count);
        return parameters(equal, components);
    }

    /**
     * Returns the parameters of the mixture of given components.
     *
     * @param weights length K, positive; scaled so that they sum to 1
     * @param components K parameter arrays of the component family
     * @throws IllegalArgumentException naming what does not fit
     */
    public double[] parameters(double[] weights, double[]... components) {
        Gaussian.requireLength("MixtureFamily weights", weights, count);
        if (components.length != count) {
            throw new IllegalArgumentException(
                    "MixtureFamily needs parameters of " + count + " components: " + components.length);
        }
        double[] phi = new double[parameterCount()];
        for (int k = 0; k < count; k++) {
            Gaussian.requirePositive("MixtureFamily weights[" + k + "]", weights[k]);
            Gaussian.requireLength("MixtureFamily component " + k, components[k], size);
            phi[k] = Math.log(weights[k]);
            System.arraycopy(components[k], 0, phi, at(k), size);
        }
        return phi;
    }

    /** Returns π, a new array of length K. */
    public double[] weights(double[] phi) {
        double[] weights = new double[count];
        shares(phi, weights);
        return weights;
    }

    /** Returns the parameters of a component, a new array. */
    public double[] component(double[] phi, int k) {
        return Arrays.copyOfRange(phi, at(k), at(k) + size);
    }

    // ---------------------------------------------------------------- independent draws

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        int n = component.noiseDimension();
        double[] own = ofNoise.atLeast(n);
        double[] one = ofDraws.atLeast(d);
        double[] shares = shares(phi);
        for (int s = 0; s < draws; s++) {
            int label = s * (n + 1) + n;
            System.arraycopy(noise, label - n, own, 0, n);
            component.draw(phi(phi, chosen(shares, NormalIntegral.normalCdf(noise[label]))), 1, own, one);
            System.arraycopy(one, 0, z, s * d, d);
        }
    }

    private int chosen(double[] shares, double u) {
        double below = 0;
        for (int k = 0; k < count - 1; k++) {
            below += shares[k];
            if (u < below) {
                return k;
            }
        }
        return count - 1;
    }

    // ---------------------------------------------------------------- the density

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        responsibilities(phi, draws, z, values);
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        double[] r = responsibilities(phi, draws, z, ofWeights.atLeast(draws));
        double[] ofOne = ofVectors.atLeast(draws * d);
        Arrays.fill(gradients, 0, draws * d, 0);
        for (int k = 0; k < count; k++) {
            component.gradient(phi(phi, k), draws, z, ofOne);
            for (int s = 0; s < draws; s++) {
                for (int i = s * d; i < (s + 1) * d; i++) {
                    gradients[i] += r[k * draws + s] * ofOne[i];
                }
            }
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        double[] own = ofWeights.atLeast(draws);
        double[] r = responsibilities(phi, draws, z, own);
        double[] shares = shares(phi);
        for (int k = 0; k < count; k++) {
            for (int s = 0; s < draws; s++) {
                own[s] = weights[s] * r[k * draws + s];
                gradient[k] += own[s] - weights[s] * shares[k];
            }
            double[] ofOne = zeros(size);
            component.score(phi(phi, k), draws, z, own, ofOne);
            add(ofOne, gradient, at(k));
        }
    }

    /** Returns r_k(z_s) at [k·S + s], and writes log q(z_s). */
    private double[] responsibilities(double[] phi, int draws, double[] z, double[] logDensity) {
        double[] r = ofValues.atLeast((count + 1) * draws);
        double[] shares = shares(phi);
        Arrays.fill(logDensity, 0, draws, Double.NEGATIVE_INFINITY);
        double[] ofOne = ofGradient.atLeast(draws);
        for (int k = 0; k < count; k++) {
            component.logDensity(phi(phi, k), draws, z, ofOne);
            for (int s = 0; s < draws; s++) {
                double joint = Math.log(shares[k]) + ofOne[s];
                r[k * draws + s] = joint;
                logDensity[s] = Math.max(logDensity[s], joint);
            }
        }
        for (int s = 0; s < draws; s++) {
            double sum = 0;
            for (int k = 0; k < count; k++) {
                sum += Math.exp(r[k * draws + s] - logDensity[s]);
            }
            logDensity[s] += Math.log(sum);
            for (int k = 0; k < count; k++) {
                r[k * draws + s] = Math.exp(r[k * draws + s] - logDensity[s]);
            }
        }
        return r;
    }

    // ---------------------------------------------------------------- paths

    @Override
    public void paths(double[] phi, int draws, double[] noise, double[] z) {
        for (int k = 0; k < count; k++) {
            int from = first(k, draws);
            int share = first(k + 1, draws) - from;
            double[] part = ofDraws.atLeast(share * d);
            component.draw(phi(phi, k), share, noise(noise, from, share), part);
            System.arraycopy(part, 0, z, from * d, share * d);
        }
    }

    @Override
    public void weights(double[] phi, int draws, double[] weights) {
        double[] shares = shares(phi);
        for (int k = 0; k < count; k++) {
            int from = first(k, draws);
            int to = first(k + 1, draws);
            Arrays.fill(weights, from, to, shares[k] / (to - from));
        }
    }

    /** ω_s = π_k/n_k and ∂π_k/∂η_j = π_k (1[j = k] − π_j). */
    @Override
    public void weightsPullback(double[] phi, int draws, double[] values, double[] gradient) {
        double[] shares = shares(phi);
        double all = 0;
        for (int k = 0; k < count; k++) {
            double ofShare = shares[k] * mean(values, first(k, draws), first(k + 1, draws));
            gradient[k] += ofShare;
            all += ofShare;
        }
        for (int k = 0; k < count; k++) {
            gradient[k] -= shares[k] * all;
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        for (int k = 0; k < count; k++) {
            int from = first(k, draws);
            int share = first(k + 1, draws) - from;
            double[] ofOne = zeros(size);
            double[] part = ofDraws.atLeast(share * d);
            double[] v = ofVectors.atLeast(share * d);
            System.arraycopy(z, from * d, part, 0, share * d);
            System.arraycopy(vectors, from * d, v, 0, share * d);
            component.pullback(phi(phi, k), share, noise(noise, from, share), part, v, ofOne);
            add(ofOne, gradient, at(k));
        }
    }

    // ---------------------------------------------------------------- layout

    @Override
    public String toString() {
        return "MixtureFamily[" + count + " × " + component + "]";
    }

    /** Returns where component k's parameters begin. */
    private int at(int k) {
        return count + k * size;
    }

    /** Returns the first of component k's paths. */
    private int first(int k, int draws) {
        return (int) ((long) draws * k / count);
    }

    private double[] shares(double[] phi) {
        return shares(phi, ofShares.atLeast(count));
    }

    private double[] shares(double[] phi, double[] shares) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            greatest = Math.max(greatest, phi[k]);
        }
        double sum = 0;
        for (int k = 0; k < count; k++) {
            shares[k] = Math.exp(phi[k] - greatest);
            sum += shares[k];
        }
        for (int k = 0; k < count; k++) {
            shares[k] /= sum;
        }
        return shares;
    }

    private double[] phi(double[] phi, int k) {
        double[] own = ofPhi.atLeast(size);
        System.arraycopy(phi, at(k), own, 0, size);
        return own;
    }

    /** Returns some draws' noise without the numbers that choose components. */
    private double[] noise(double[] noise, int from, int share) {
        int n = component.noiseDimension();
        double[] own = ofNoise.atLeast(share * n);
        for (int s = 0; s < share; s++) {
            System.arraycopy(noise, (from + s) * (n + 1), own, s * n, n);
        }
        return own;
    }

    private double[] zeros(int length) {
        double[] array = ofGradient.atLeast(length);
        Arrays.fill(array, 0, length, 0);
        return array;
    }

    private void add(double[] ofOne, double[] gradient, int at) {
        for (int j = 0; j < size; j++) {
            gradient[at + j] += ofOne[j];
        }
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int s = from; s < to; s++) {
            sum += values[s];
        }
        return sum / (to - from);
    }
}
