package dev.jensen.core.family;

import java.util.Arrays;

/**
 * Independent trials: P(z_i = 1) = θ_i = sigmoid(φ_i), P(z_i = 0) = 1 − θ_i. The parameters are the logits.
 *
 * <pre>
 *   log q          = Σ z_i φ_i − softplus(φ_i)
 *   ∂log q/∂φ_i    = z_i − θ_i
 *   H              = Σ softplus(φ_i) − θ_i φ_i        ∂H/∂φ_i = −φ_i θ_i (1 − θ_i)
 * </pre>
 *
 * <p>A draw takes one normal number ε for each coordinate, and is 1 where Φ(−ε) &lt; θ.
 *
 * @param dimension d, at least 1
 */
public record MeanFieldBernoulli(int dimension) implements GumbelMax, WeaklyDifferentiable, MomentsKnown, MeanField {

    /** Checks the dimension. */
    public MeanFieldBernoulli {
        Gaussian.requireDimension("MeanFieldBernoulli", dimension);
    }

    /** Makes the family of d independent trials. */
    public static MeanFieldBernoulli of(int dimension) {
        return new MeanFieldBernoulli(dimension);
    }

    /**
     * Returns the parameters of the member with the given probabilities of 1.
     *
     * @param probabilities length d, each strictly between 0 and 1
     * @throws IllegalArgumentException naming the first entry out of range
     */
    public double[] parameters(double... probabilities) {
        Gaussian.requireLength("MeanFieldBernoulli probabilities", probabilities, dimension);
        double[] phi = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            double p = Logits.requireInside("MeanFieldBernoulli probability[" + i + "]", probabilities[i]);
            phi[i] = Math.log(p) - Math.log1p(-p);
        }
        return phi;
    }

    /**
     * Returns θ, the probabilities of 1, a new array of length d.
     *
     * @param phi length d
     */
    public double[] probabilities(double[] phi) {
        double[] theta = new double[dimension];
        Arrays.setAll(theta, i -> Logits.sigmoid(phi[i]));
        return theta;
    }

    @Override
    public int outcomes(int coordinate) {
        return 2;
    }

    @Override
    public int parameterCount() {
        return dimension;
    }

    @Override
    public int noiseDimension() {
        return dimension;
    }

    /** Returns the member whose points are all equally probable: a trial has neither centre nor scale. */
    @Override
    public double[] initial(double[] centre, double scale) {
        Logits.requireStart("MeanFieldBernoulli", centre, scale, dimension);
        return new double[dimension];
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        for (int i = 0; i < dimension; i++) {
            double theta = Logits.sigmoid(phi[i]);
            for (int at = i; at < draws * dimension; at += dimension) {
                z[at] = Logits.uniform(-noise[at]) < theta ? 1 : 0;
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        Arrays.fill(values, 0, draws, 0);
        for (int i = 0; i < dimension; i++) {
            double ofZero = -Logits.softplus(phi[i]);
            double ofOne = -Logits.softplus(-phi[i]);
            for (int s = 0; s < draws; s++) {
                double outcome = z[s * dimension + i];
                values[s] += outcome == 0 ? ofZero : outcome == 1 ? ofOne : Double.NEGATIVE_INFINITY;
            }
        }
    }

    @Override
    public void blockLogDensity(double[] phi, int draws, double[] z, double[] values) {
        for (int i = 0; i < dimension; i++) {
            double ofZero = -Logits.softplus(phi[i]);
            double ofOne = -Logits.softplus(-phi[i]);
            for (int at = i; at < draws * dimension; at += dimension) {
                values[at] = z[at] == 0 ? ofZero : z[at] == 1 ? ofOne : Double.NEGATIVE_INFINITY;
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
        for (int i = 0; i < dimension; i++) {
            double theta = Logits.sigmoid(phi[i]);
            for (int s = 0; s < draws; s++) {
                gradient[i] += weights[s * perDraw + i * perBlock] * (z[s * dimension + i] - theta);
            }
        }
    }

    @Override
    public int pairNoise() {
        return 0;
    }

    /** {@inheritDoc} They are z with z_i = 1 and with z_i = 0, and c = θ_i(1 − θ_i). */
    @Override
    public double pairs(
            double[] phi, int parameter, int draws, double[] noise, double[] z, double[] plus, double[] minus) {
        System.arraycopy(z, 0, plus, 0, draws * dimension);
        System.arraycopy(z, 0, minus, 0, draws * dimension);
        for (int at = parameter; at < draws * dimension; at += dimension) {
            plus[at] = 1;
            minus[at] = 0;
        }
        return Logits.sigmoid(phi[parameter]) * Logits.sigmoid(-phi[parameter]);
    }

    /** {@inheritDoc} With a = |φ| it is softplus(−a) + a·sigmoid(−a), a sum of small terms when a is large. */
    @Override
    public double entropy(double[] phi) {
        double entropy = 0;
        for (int i = 0; i < dimension; i++) {
            double a = Math.abs(phi[i]);
            entropy += Logits.softplus(-a) + a * Logits.sigmoid(-a);
        }
        return entropy;
    }

    @Override
    public void entropyGradient(double[] phi, double weight, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            gradient[i] -= weight * phi[i] * Logits.sigmoid(phi[i]) * Logits.sigmoid(-phi[i]);
        }
    }

    @Override
    public double[] mean(double[] phi) {
        return probabilities(phi);
    }

    @Override
    public double[] variance(double[] phi) {
        double[] variance = new double[dimension];
        Arrays.setAll(variance, i -> Logits.sigmoid(phi[i]) * Logits.sigmoid(-phi[i]));
        return variance;
    }

    // ---------------------------------------------------------------- keys, each draw's laid out as φ

    @Override
    public void keys(double[] phi, int draws, double[] noise, double[] keys) {
        for (int at = 0; at < draws * dimension; at++) {
            keys[at] = phi[at % dimension] + Logits.logUniform(noise[at]) - Logits.logUniform(-noise[at]);
        }
    }

    /** With v = Φ(ε): log(1 + v e^φ) − log(1 − v) where z is 1, log v − log(1 + (1 − v) e^−φ) where it is 0. */
    @Override
    public void keysGiven(double[] phi, int draws, double[] z, double[] noise, double[] keys) {
        for (int at = 0; at < draws * dimension; at++) {
            double logit = phi[at % dimension];
            double logV = Logits.logUniform(noise[at]);
            double logRest = Logits.logUniform(-noise[at]);
            keys[at] = z[at] == 1 ? Logits.softplus(logit + logV) - logRest : logV - Logits.softplus(logRest - logit);
        }
    }

    @Override
    public void keysGivenPullback(
            double[] phi, int draws, double[] z, double[] noise, double[] vectors, double[] gradient) {
        for (int at = 0; at < draws * dimension; at++) {
            double logit = phi[at % dimension];
            double slope = z[at] == 1
                    ? Logits.sigmoid(logit + Logits.logUniform(noise[at]))
                    : Logits.sigmoid(Logits.logUniform(-noise[at]) - logit);
            gradient[at % dimension] += vectors[at] * slope;
        }
    }

    @Override
    public void choose(int draws, double[] keys, double[] z) {
        for (int at = 0; at < draws * dimension; at++) {
            z[at] = keys[at] > 0 ? 1 : 0;
        }
    }

    @Override
    public void encode(int draws, double[] z, double[] codes) {
        System.arraycopy(z, 0, codes, 0, draws * dimension);
    }

    @Override
    public void soften(double temperature, int draws, double[] keys, double[] codes) {
        for (int at = 0; at < draws * dimension; at++) {
            codes[at] = Logits.sigmoid(keys[at] / temperature);
        }
    }

    @Override
    public void softenPullback(double temperature, int draws, double[] codes, double[] vectors) {
        for (int at = 0; at < draws * dimension; at++) {
            vectors[at] *= codes[at] * (1 - codes[at]) / temperature;
        }
    }

    @Override
    public void logDensitySlope(double[] phi, double[] slope) {
        System.arraycopy(phi, 0, slope, 0, dimension);
    }
}
