package dev.jensen.models.ready;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * Coordinate ascent in one document, topics held fixed: q(θ) = Dirichlet(γ), q(z) of each word in closed form (Blei, Ng and Jordan, "Latent
 * Dirichlet allocation", JMLR 2003, figure 6).
 */
final class DocumentStep {
    private static final int MOST_ROUNDS = 1000;

    private final double alpha;
    private final double tolerance;
    private final double[][] weights; // exp E[log β], [topic][word]
    private final double[] gamma;
    private final double[] shares; // exp E[log θ]
    private double[] norms = new double[0];

    /**
     * Prepares.
     *
     * @param alpha of the prior of θ
     * @param weights exp E[log β], [topic][word]; changes are seen
     * @param tolerance of the mean change of γ at which a document is done
     */
    DocumentStep(double alpha, double[][] weights, double tolerance) {
        this.alpha = alpha;
        this.weights = weights;
        this.tolerance = tolerance;
        gamma = new double[weights.length];
        shares = new double[weights.length];
    }

    /** Finds γ of a document, from topics in equal parts. */
    double[] run(int[] words, double[] counts) {
        int topics = weights.length;
        Arrays.fill(gamma, alpha + Arrays.stream(counts).sum() / topics);
        norms = norms.length < words.length ? new double[words.length] : norms;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            normalise(words);
            double change = 0;
            for (int k = 0; k < topics; k++) {
                double sum = 0;
                for (int i = 0; i < words.length; i++) {
                    sum += counts[i] * weights[k][words[i]] / norms[i];
                }
                double next = alpha + shares[k] * sum;
                change += Math.abs(next - gamma[k]) / topics;
                gamma[k] = next;
            }
            if (change < tolerance) {
                break;
            }
        }
        normalise(words);
        return gamma;
    }

    private void normalise(int[] words) {
        expectedLogs(gamma, shares);
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Math.exp(shares[k]);
        }
        for (int i = 0; i < words.length; i++) {
            double sum = 1e-300;
            for (int k = 0; k < shares.length; k++) {
                sum += shares[k] * weights[k][words[i]];
            }
            norms[i] = sum;
        }
    }

    /** Adds E[number of times that each word comes from each topic] of the document that was run last. */
    void addStatistics(int[] words, double[] counts, double[][] statistics) {
        for (int k = 0; k < shares.length; k++) {
            for (int i = 0; i < words.length; i++) {
                statistics[k][words[i]] += counts[i] * shares[k] * weights[k][words[i]] / norms[i];
            }
        }
    }

    /** The document's part of the ELBO: Σ n log Σ_k exp(E log θ + E log β) − KL(q(θ)‖p(θ)), nats. */
    double bound(double[] counts, int words) {
        double sum = 0;
        for (int i = 0; i < words; i++) {
            sum += counts[i] * Math.log(norms[i]);
        }
        return sum - kl(gamma, alpha);
    }

    /** KL of a Dirichlet to a symmetric one, nats. */
    static double kl(double[] parameters, double prior) {
        double total = Arrays.stream(parameters).sum();
        double mean = Gamma.digamma(total);
        double sum = Gamma.logGamma(total) - Gamma.logGamma(parameters.length * prior);
        for (double own : parameters) {
            sum += Gamma.logGamma(prior) - Gamma.logGamma(own) + (own - prior) * (Gamma.digamma(own) - mean);
        }
        return sum;
    }

    /** E[log] of a Dirichlet's shares. */
    static void expectedLogs(double[] parameters, double[] out) {
        double total = Gamma.digamma(Arrays.stream(parameters).sum());
        for (int i = 0; i < parameters.length; i++) {
            out[i] = Gamma.digamma(parameters[i]) - total;
        }
    }
}
