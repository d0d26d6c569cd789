package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;

/**
 * Relaxed choices: n independent concrete variables of K outcomes each, at a temperature (Maddison, Mnih and Teh, "The concrete
 * distribution: a continuous relaxation of discrete random variables", ICLR 2017; Jang, Gu and Poole, ICLR 2017, call it
 * Gumbel-softmax).
 *
 * <p>A relaxed choice x lies in the simplex. Its coordinates here are log-ratios to the last outcome, of which any K − 1 numbers are
 * legal: x = softmax(y, 0), {@link #simplex}. With logits φ, that of the last outcome 0, and Gumbel numbers G:
 *
 * <pre>
 *   y_k   = (φ_k + G_k − G_K) / τ            ∂y_k/∂φ_k = 1/τ
 *   log q = log (K − 1)! + (K − 1) log τ + Σ_k u_k − K log Σ_k exp u_k,    u_k = φ_k − τ y_k, the last 0
 * </pre>
 *
 * <p>As τ goes to 0, x goes to a corner, outcome k with probability softmax(φ)_k. It is a law of its own, with paths, which stands in
 * for a discrete one: its target must be relaxed too, its prior by {@link #logDensity(double[], Expr)}, and the ELBO is then that of
 * the relaxed target.
 *
 * @param choices n, at least 1
 * @param outcomes K, at least 2
 * @param temperature τ, more than 0; below 1/(K − 1) the density of x has no mode inside the simplex
 */
public record Concrete(int choices, int outcomes, double temperature) implements Reparameterized, MomentsKnown {

    /** Checks sizes and temperature. */
    public Concrete {
        Gaussian.requireDimension("Concrete", choices);
        if (outcomes < 2) {
            throw new IllegalArgumentException("Concrete must have at least 2 outcomes to choose from: " + outcomes);
        }
        Gaussian.requirePositive("Concrete temperature", temperature);
        Math.multiplyExact(choices, outcomes);
    }

    /** Makes the family of n choices among K outcomes at temperature τ. */
    public static Concrete of(int choices, int outcomes, double temperature) {
        return new Concrete(choices, outcomes, temperature);
    }

    private int free() {
        return outcomes - 1;
    }

    /**
     * Returns the relaxed choices as points of the simplex.
     *
     * @param y coordinates, shape [d]
     * @return shape [n, K], each row's sum 1; what a target written for one-hot codes takes
     */
    public Expr simplex(Expr y) {
        return withLast(y).softmax(-1);
    }

    /**
     * Returns the log density of relaxed choices of these logits, as an expression: the relaxed prior of a target.
     *
     * @param logits n·K of them, choice after choice; a number added to all of a choice changes nothing
     * @param y coordinates, shape [d]
     * @return a number, nats
     */
    public Expr logDensity(double[] logits, Expr y) {
        Gaussian.requireLength("Concrete logits", logits, choices * outcomes);
        Expr u = Expr.constant(logits)
                .reshape(choices, outcomes)
                .minus(withLast(y).times(temperature));
        return u.sum().minus(u.logSumExp(-1).times(outcomes).sum()).plus(constant());
    }

    /** The coordinates with the last outcome's 0, shape [n, K]. */
    private Expr withLast(Expr y) {
        int[] table = new int[choices * free()];
        Arrays.setAll(table, i -> i / free() * outcomes + i % free());
        return y.put(table, choices * outcomes).reshape(choices, outcomes);
    }

    private double constant() {
        double constant = free() * Math.log(temperature);
        for (int k = 2; k < outcomes; k++) {
            constant += Math.log(k);
        }
        return choices * constant;
    }

    @Override
    public int dimension() {
        return choices * free();
    }

    @Override
    public int parameterCount() {
        return choices * free();
    }

    @Override
    public int noiseDimension() {
        return choices * outcomes;
    }

    /** Returns the member of this mean. The temperature says how wide it is, whatever the scale. */
    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("Concrete", centre, dimension());
        Gaussian.requirePositive("Concrete scale", scale);
        return Arrays.stream(centre).map(y -> temperature * y).toArray();
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        int at = 0;
        for (int from = 0; from < draws * choices; from++) {
            double last = Logits.logExponential(noise[from * outcomes + free()]);
            for (int k = 0; k < free(); k++) {
                double key = phi[at % dimension()] - Logits.logExponential(noise[from * outcomes + k]);
                z[at++] = (key + last) / temperature;
            }
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        for (int at = 0; at < draws * dimension(); at++) {
            gradient[at % dimension()] += vectors[at] / temperature;
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        double constant = constant();
        for (int s = 0; s < draws; s++) {
            values[s] = constant;
            for (int from = s * dimension(); from < (s + 1) * dimension(); from += free()) {
                double total = logTotal(phi, z, from);
                values[s] -= outcomes * total;
                for (int at = from; at < from + free(); at++) {
                    values[s] += phi[at % dimension()] - temperature * z[at];
                }
            }
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        for (int from = 0; from < draws * dimension(); from += free()) {
            double total = logTotal(phi, z, from);
            for (int at = from; at < from + free(); at++) {
                gradients[at] = -temperature * slope(phi, z, at, total);
            }
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        for (int from = 0; from < draws * dimension(); from += free()) {
            double total = logTotal(phi, z, from);
            for (int at = from; at < from + free(); at++) {
                gradient[at % dimension()] += weights[at / dimension()] * slope(phi, z, at, total);
            }
        }
    }

    /** ∂log q/∂u_k = 1 − K softmax(u)_k. */
    private double slope(double[] phi, double[] z, int at, double total) {
        return 1 - outcomes * Math.exp(phi[at % dimension()] - temperature * z[at] - total);
    }

    /** log Σ_k exp u_k of the choice whose coordinates begin here. */
    private double logTotal(double[] phi, double[] z, int from) {
        double greatest = 0; // the last outcome's u
        for (int at = from; at < from + free(); at++) {
            greatest = Math.max(greatest, phi[at % dimension()] - temperature * z[at]);
        }
        double sum = Math.exp(-greatest);
        for (int at = from; at < from + free(); at++) {
            sum += Math.exp(phi[at % dimension()] - temperature * z[at] - greatest);
        }
        return greatest + Math.log(sum);
    }

    @Override
    public double[] mean(double[] phi) {
        return Arrays.stream(phi)
                .limit(dimension())
                .map(logit -> logit / temperature)
                .toArray();
    }

    /** A difference of two Gumbel numbers is logistic, of variance π²/3. */
    @Override
    public double[] variance(double[] phi) {
        double[] variance = new double[dimension()];
        Arrays.fill(variance, Math.PI * Math.PI / (3 * temperature * temperature));
        return variance;
    }
}
