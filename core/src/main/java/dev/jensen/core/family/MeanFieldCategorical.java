package dev.jensen.core.family;

import java.util.Arrays;

/**
 * Independent choices: P(z_i = k) = θ_ik = softmax(φ_i)_k for k = 0, …, K_i − 1. The parameters are the logits, coordinate
 * after coordinate; a number added to all logits of a coordinate changes nothing.
 *
 * <pre>
 *   log q           = Σ_i log θ_i,z_i
 *   ∂log q/∂φ_ik    = 1[z_i = k] − θ_ik
 *   H               = −Σ_ik θ_ik log θ_ik        ∂H/∂φ_ik = −θ_ik (log θ_ik + H_i)
 * </pre>
 *
 * <p>A draw takes one normal number ε for each coordinate: the first outcome at which the sum of probabilities exceeds
 * Φ(ε).
 */
public final class MeanFieldCategorical implements GumbelMax, WeaklyDifferentiable, MomentsKnown, MeanField {

    private final int dimension;
    private final int[] offsets; // of each coordinate's logits, and their number at the end
    private final Workspace ofProbabilities = new Workspace();

    private MeanFieldCategorical(int[] outcomes) {
        Gaussian.requireDimension("MeanFieldCategorical", outcomes.length);
        dimension = outcomes.length;
        offsets = new int[dimension + 1];
        for (int i = 0; i < dimension; i++) {
            if (outcomes[i] < 2) {
                throw new IllegalArgumentException("MeanFieldCategorical coordinate " + i + " has " + outcomes[i]
                        + (outcomes[i] == 1 ? " outcome" : " outcomes") + ": there must be at least 2 to choose from");
            }
            offsets[i + 1] = Math.addExact(offsets[i], outcomes[i]);
        }
    }

    /**
     * Makes the family of d independent choices among K outcomes each.
     *
     * @param dimension d, at least 1
     * @param outcomes K, at least 2
     */
    public static MeanFieldCategorical of(int dimension, int outcomes) {
        Gaussian.requireDimension("MeanFieldCategorical", dimension);
        int[] all = new int[dimension];
        Arrays.fill(all, outcomes);
        return new MeanFieldCategorical(all);
    }

    /**
     * Makes the family of independent choices among as many outcomes as each coordinate has.
     *
     * @param outcomes K_i, one number for each coordinate, each at least 2; copied
     */
    public static MeanFieldCategorical of(int[] outcomes) {
        return new MeanFieldCategorical(outcomes);
    }

    /**
     * Returns the parameters of the member with the given probabilities.
     *
     * @param probabilities for each coordinate K_i of them, strictly between 0 and 1, summing to 1
     * @throws IllegalArgumentException naming the first entry out of range
     */
    public double[] parameters(double[]... probabilities) {
        if (probabilities.length != dimension) {
            throw new IllegalArgumentException("MeanFieldCategorical needs the probabilities of " + dimension
                    + " coordinates: " + probabilities.length);
        }
        double[] phi = new double[parameterCount()];
        for (int i = 0; i < dimension; i++) {
            String what = "MeanFieldCategorical probabilities[" + i + "]";
            Gaussian.requireLength(what, probabilities[i], outcomes(i));
            for (int k = 0; k < outcomes(i); k++) {
                phi[offsets[i] + k] = Math.log(Logits.requireInside(what + "[" + k + "]", probabilities[i][k]));
            }
            Logits.requireSumOfOne(what, probabilities[i]);
        }
        return phi;
    }

    /**
     * Returns θ, for each coordinate the probabilities of its outcomes, new arrays.
     *
     * @param phi length P
     */
    public double[][] probabilities(double[] phi) {
        double[] theta = softmax(phi);
        double[][] each = new double[dimension][];
        Arrays.setAll(each, i -> Arrays.copyOfRange(theta, offsets[i], offsets[i + 1]));
        return each;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int outcomes(int coordinate) {
        return offsets[coordinate + 1] - offsets[coordinate];
    }

    /** Returns where a coordinate's logits begin in φ. */
    int offset(int coordinate) {
        return offsets[coordinate];
    }

    @Override
    public int parameterCount() {
        return offsets[dimension];
    }

    @Override
    public int noiseDimension() {
        return dimension;
    }

    /** Returns the member whose points are all equally probable: a choice has neither centre nor scale. */
    @Override
    public double[] initial(double[] centre, double scale) {
        Logits.requireStart("MeanFieldCategorical", centre, scale, dimension);
        return new double[parameterCount()];
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        double[] theta = softmax(phi);
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < dimension; i++) {
                double left = Logits.uniform(noise[s * dimension + i]);
                int last = outcomes(i) - 1;
                int k = 0;
                while (k < last && left >= theta[offsets[i] + k]) {
                    left -= theta[offsets[i] + k];
                    k++;
                }
                z[s * dimension + i] = k;
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        Arrays.fill(values, 0, draws, 0);
        for (int i = 0; i < dimension; i++) {
            double total = logSumExp(phi, i);
            for (int s = 0; s < draws; s++) {
                double outcome = z[s * dimension + i];
                values[s] += isOutcome(i, outcome) ? phi[offsets[i] + (int) outcome] - total : Double.NEGATIVE_INFINITY;
            }
        }
    }

    @Override
    public void blockLogDensity(double[] phi, int draws, double[] z, double[] values) {
        for (int i = 0; i < dimension; i++) {
            double total = logSumExp(phi, i);
            for (int at = i; at < draws * dimension; at += dimension) {
                values[at] = isOutcome(i, z[at]) ? phi[offsets[i] + (int) z[at]] - total : Double.NEGATIVE_INFINITY;
            }
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        score(phi, draws, z, weights, 1, 0, gradient);
    }

    @Override
    public void blockScore(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        score(phi, draws, z, weights, dimension, 1, gradient);
    }

    private void score(
            double[] phi, int draws, double[] z, double[] weights, int perDraw, int perBlock, double[] gradient) {
        double[] theta = softmax(phi);
        for (int i = 0; i < dimension; i++) {
            double total = 0;
            for (int s = 0; s < draws; s++) {
                double weight = weights[s * perDraw + i * perBlock];
                double outcome = z[s * dimension + i];
                total += weight;
                if (isOutcome(i, outcome)) {
                    gradient[offsets[i] + (int) outcome] += weight;
                }
            }
            for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                gradient[k] -= total * theta[k];
            }
        }
    }

    @Override
    public int pairNoise() {
        return 0;
    }

    /** {@inheritDoc} By the logit of z_i = k they are z with z_i = k and z itself, and c = θ_ik. */
    @Override
    public double pairs(
            double[] phi, int parameter, int draws, double[] noise, double[] z, double[] plus, double[] minus) {
        int i = 0;
        while (offsets[i + 1] <= parameter) {
            i++;
        }
        System.arraycopy(z, 0, plus, 0, draws * dimension);
        System.arraycopy(z, 0, minus, 0, draws * dimension);
        for (int at = i; at < draws * dimension; at += dimension) {
            plus[at] = parameter - offsets[i];
        }
        return Math.exp(phi[parameter] - logSumExp(phi, i));
    }

    @Override
    public double entropy(double[] phi) {
        double[] theta = softmax(phi);
        double entropy = 0;
        for (int i = 0; i < dimension; i++) {
            entropy += entropy(phi, theta, i);
        }
        return entropy;
    }

    @Override
    public void entropyGradient(double[] phi, double weight, double[] gradient) {
        double[] theta = softmax(phi);
        for (int i = 0; i < dimension; i++) {
            double total = logSumExp(phi, i);
            double entropy = entropy(phi, theta, i);
            for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                gradient[k] -= weight * theta[k] * (phi[k] - total + entropy);
            }
        }
    }

    /** Returns the mean of each coordinate's outcome, a number from 0 to K_i − 1. */
    @Override
    public double[] mean(double[] phi) {
        return moment(softmax(phi), new double[dimension], 1);
    }

    @Override
    public double[] variance(double[] phi) {
        double[] theta = softmax(phi);
        return moment(theta, moment(theta, new double[dimension], 1), 2);
    }

    // ---------------------------------------------------------------- keys, each draw's laid out as φ

    @Override
    public void keys(double[] phi, int draws, double[] noise, double[] keys) {
        int p = parameterCount();
        for (int at = 0; at < draws * p; at++) {
            keys[at] = phi[at % p] - Logits.logExponential(noise[at]);
        }
    }

    /** With exponential numbers E: −log E_z for the outcome, −log(E_k/θ_k + E_z) for the others. */
    @Override
    public void keysGiven(double[] phi, int draws, double[] z, double[] noise, double[] keys) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < dimension; i++) {
                int from = s * parameterCount();
                int chosen = from + offsets[i] + (int) z[s * dimension + i];
                double least = Logits.logExponential(noise[chosen]);
                double total = logSumExp(phi, i);
                for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                    int at = from + k;
                    double own = Logits.logExponential(noise[at]) - (phi[k] - total);
                    keys[at] = at == chosen ? -least : -(least + Logits.softplus(own - least));
                }
            }
        }
    }

    /** ∂key_k/∂log θ_k is the share of E_k/θ_k in its sum with E_z; the outcome's own key does not move. */
    @Override
    public void keysGivenPullback(
            double[] phi, int draws, double[] z, double[] noise, double[] vectors, double[] gradient) {
        double[] theta = softmax(phi);
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < dimension; i++) {
                int from = s * parameterCount();
                int chosen = from + offsets[i] + (int) z[s * dimension + i];
                double least = Logits.logExponential(noise[chosen]);
                double total = logSumExp(phi, i);
                double sum = 0;
                for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                    int at = from + k;
                    if (at != chosen) {
                        double own = Logits.logExponential(noise[at]) - (phi[k] - total);
                        double slope = vectors[at] * Logits.sigmoid(own - least);
                        gradient[k] += slope;
                        sum += slope;
                    }
                }
                for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                    gradient[k] -= theta[k] * sum; // log θ_k = φ_k − log Σ exp φ
                }
            }
        }
    }

    @Override
    public void choose(int draws, double[] keys, double[] z) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < dimension; i++) {
                int from = s * parameterCount() + offsets[i];
                int greatest = 0;
                for (int k = 1; k < outcomes(i); k++) {
                    greatest = keys[from + k] > keys[from + greatest] ? k : greatest;
                }
                z[s * dimension + i] = greatest;
            }
        }
    }

    @Override
    public void encode(int draws, double[] z, double[] codes) {
        Arrays.fill(codes, 0, draws * parameterCount(), 0);
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < dimension; i++) {
                codes[s * parameterCount() + offsets[i] + (int) z[s * dimension + i]] = 1;
            }
        }
    }

    @Override
    public void soften(double temperature, int draws, double[] keys, double[] codes) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < dimension; i++) {
                int from = s * parameterCount() + offsets[i];
                double greatest = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < outcomes(i); k++) {
                    greatest = Math.max(greatest, keys[from + k]);
                }
                double sum = 0;
                for (int k = 0; k < outcomes(i); k++) {
                    codes[from + k] = Math.exp((keys[from + k] - greatest) / temperature);
                    sum += codes[from + k];
                }
                for (int k = 0; k < outcomes(i); k++) {
                    codes[from + k] /= sum;
                }
            }
        }
    }

    @Override
    public void softenPullback(double temperature, int draws, double[] codes, double[] vectors) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < dimension; i++) {
                int from = s * parameterCount() + offsets[i];
                double mean = 0;
                for (int k = 0; k < outcomes(i); k++) {
                    mean += codes[from + k] * vectors[from + k];
                }
                for (int k = 0; k < outcomes(i); k++) {
                    vectors[from + k] = codes[from + k] * (vectors[from + k] - mean) / temperature;
                }
            }
        }
    }

    @Override
    public void logDensitySlope(double[] phi, double[] slope) {
        System.arraycopy(phi, 0, slope, 0, parameterCount());
    }

    private double[] moment(double[] theta, double[] about, int power) {
        double[] moment = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            for (int k = 0; k < outcomes(i); k++) {
                moment[i] += theta[offsets[i] + k] * Math.pow(k - about[i], power);
            }
        }
        return moment;
    }

    private boolean isOutcome(int i, double value) {
        return value >= 0 && value < outcomes(i) && value == (int) value;
    }

    private double entropy(double[] phi, double[] theta, int i) {
        double total = logSumExp(phi, i);
        double entropy = 0;
        for (int k = offsets[i]; k < offsets[i + 1]; k++) {
            entropy -= theta[k] * (phi[k] - total);
        }
        return entropy;
    }

    private double logSumExp(double[] phi, int i) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = offsets[i]; k < offsets[i + 1]; k++) {
            greatest = Math.max(greatest, phi[k]);
        }
        double sum = 0;
        for (int k = offsets[i]; k < offsets[i + 1]; k++) {
            sum += Math.exp(phi[k] - greatest);
        }
        return greatest + Math.log(sum);
    }

    /** Returns θ in this thread's array. */
    private double[] softmax(double[] phi) {
        double[] theta = ofProbabilities.atLeast(parameterCount());
        for (int i = 0; i < dimension; i++) {
            double total = logSumExp(phi, i);
            for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                theta[k] = Math.exp(phi[k] - total);
            }
        }
        return theta;
    }

    @Override
    public String toString() {
        int[] outcomes = new int[dimension];
        Arrays.setAll(outcomes, this::outcomes);
        boolean alike = Arrays.stream(outcomes).distinct().count() == 1;
        return "MeanFieldCategorical[dimension=" + dimension + ", outcomes="
                + (alike ? Integer.toString(outcomes[0]) : Arrays.toString(outcomes)) + "]";
    }
}
