package dev.jensen.core.divergence;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.ImportanceWeights;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;
import java.util.Arrays;
import java.util.Locale;

/**
 * Bounds of the log evidence log ∫p̃ from both sides, from the same draws of q:
 *
 * <pre>
 *   ELBO = log ∫p̃ − KL(q‖p)  ≤  IWELBO  ≤  log ∫p̃  ≤  EUBO = log ∫p̃ + KL(p‖q),  CUBO = log ∫p̃ + ½ log(1 + χ²(p‖q))
 * </pre>
 *
 * <p>The lower bounds are unbiased for bounds. The upper ones are expectations under p, here by importance weights, and biased
 * downwards where q has too little mass in p's tails: then k-hat is large, and nothing that draws of q can tell bounds the evidence from
 * above (Burda, Grosse and Salakhutdinov, ICLR 2016; Dieng et al., NeurIPS 2017; Ji and Shen, "Stochastic variational inference via upper
 * bound", 2019, for EUBO).
 *
 * @param elbo lower, nats
 * @param iwelbo lower and nearer, of batches of draws
 * @param eubo upper, by normalised weights
 * @param cubo upper, of order 2
 * @param kHat the shape of the weights' tail; above 0.7 trust no upper bound
 */
public record EvidenceInterval(Estimate elbo, Estimate iwelbo, Estimate eubo, Estimate cubo, double kHat) {

    private static final double GREATEST_TRUSTED = 0.7;

    /**
     * Estimates the bounds.
     *
     * @param target log p̃
     * @param family of the target's dimension
     * @param phi length P; read only
     * @param draws how many draws make an importance-weighted bound; at least 1
     * @param batches how many of these; at least 2
     * @param noise where the draws come from, read from step 0 on
     * @throws IllegalArgumentException if there are too few draws, or log p̃ is NaN or +∞ at one, or zero at all of them
     */
    public static EvidenceInterval estimate(
            LogDensity target, Family family, double[] phi, int draws, int batches, Noise noise) {
        if (draws < 1 || batches < 2) {
            throw new IllegalArgumentException(
                    "an evidence interval needs at least 1 draw and 2 batches: " + draws + ", " + batches);
        }
        int count = Math.multiplyExact(draws, batches);
        double[] all = new double[count];
        double[] epsilon = new double[Math.multiplyExact(draws, family.noiseDimension())];
        double[] z = new double[Math.multiplyExact(draws, family.dimension())];
        double[] logTarget = new double[draws];
        double[] logFamily = new double[draws];
        double[] one = new double[draws];
        LogWeights batch = new LogWeights(one, even(draws));
        RunningMoments iwelbo = new RunningMoments();
        RunningMoments elbo = new RunningMoments();
        for (int b = 0; b < batches; b++) {
            noise.fill(b, draws, family.noiseDimension(), epsilon);
            family.draw(phi, draws, epsilon, z);
            target.logDensity(draws, z, logTarget);
            family.logDensity(phi, draws, z, logFamily);
            for (int s = 0; s < draws; s++) {
                one[s] = logTarget[s] - logFamily[s];
                elbo.add(one[s]);
            }
            System.arraycopy(one, 0, all, b * draws, draws);
            iwelbo.add(batch.logMeanExp(1));
        }
        double kHat = ImportanceWeights.paretoSmoothed(all).kHat(); // its checks of what is not finite, too
        LogWeights weights = new LogWeights(all, even(count));
        return new EvidenceInterval(finite(elbo), finite(iwelbo), eubo(weights), cubo(weights), kHat);
    }

    private static double[] even(int count) {
        double[] shares = new double[count];
        Arrays.fill(shares, 1.0 / count);
        return shares;
    }

    /** A lower bound is −∞ where a draw met the density's zero. */
    private static Estimate finite(RunningMoments moments) {
        return Double.isFinite(moments.mean())
                ? moments.estimate()
                : new Estimate(Double.NEGATIVE_INFINITY, Double.NaN, moments.count());
    }

    /** Σ w̃ ℓ, its error by the delta method (Owen, "Monte Carlo theory, methods and examples", 2013, equation 9.9). */
    private static Estimate eubo(LogWeights weights) {
        double[] w = new double[weights.count()];
        weights.normalised(1, w);
        double mean = weights.weightedMean(w);
        double squares = 0;
        for (int s = 0; s < w.length; s++) {
            double centred = w[s] == 0 ? 0 : w[s] * (weights.at(s) - mean);
            squares += centred * centred;
        }
        return new Estimate(mean, Math.sqrt(squares), w.length);
    }

    /** ½ log mean exp(2ℓ), its error by the delta method. */
    private static Estimate cubo(LogWeights weights) {
        double[] w = new double[weights.count()];
        weights.normalised(2, w);
        double squares = 0;
        for (double share : w) {
            squares += (share - 1.0 / w.length) * (share - 1.0 / w.length);
        }
        return new Estimate(weights.logMeanExp(2) / 2, Math.sqrt(squares) / 2, w.length);
    }

    /** Returns the better lower bound, less two standard errors. */
    public double low() {
        return iwelbo.value() - 2 * iwelbo.standardError();
    }

    /** Returns the lower of the upper bounds, with two standard errors more: to be trusted if {@link #areUpperBoundsTrusted}. */
    public double high() {
        return Math.min(eubo.value() + 2 * eubo.standardError(), cubo.value() + 2 * cubo.standardError());
    }

    /** Returns whether the weights have a tail light enough for the upper bounds to be such: k-hat at most 0.7. */
    public boolean areUpperBoundsTrusted() {
        return kHat <= GREATEST_TRUSTED;
    }

    @Override
    public String toString() {
        return "log evidence from " + iwelbo + " (importance-weighted; ELBO " + elbo + ") to " + eubo + " (EUBO; CUBO "
                + cubo
                + ")"
                + (areUpperBoundsTrusted()
                        ? ""
                        : "; k-hat " + String.format(Locale.US, "%.2f", kHat)
                                + " is too large: TRUST NEITHER upper bound");
    }
}
