package dev.jensen.core.diagnostic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Weights w_s ∝ p̃(z_s)/q(z_s) of draws from q, under which they stand for p; the greatest of them are replaced by the order
 * statistics of a generalised Pareto law fitted to them, which tames their variance (Vehtari, Simpson, Gelman, Yao and Gabry,
 * "Pareto smoothed importance sampling", JMLR 2024). Immutable and thread-safe.
 *
 * <p>That law's shape is k-hat. Where it is below {@link #greatestTrustedKHat} the weighted averages are near the truth and their
 * standard errors mean something. Above it p has mass where q has next to none: neither the weights nor q's own tails are to be
 * trusted, and more draws will not mend it. No weight sees a mode that q does not reach at all.
 */
public final class ImportanceWeights {
    private static final int FEWEST_IN_TAIL = 5;
    private static final double EVEN_SHARE = 0.95;
    private static final int FEWEST_EVEN = 100;
    private static final double MOST_OF_EVEN = 2; // mean weights
    private static final double HEAVY = 0.7;
    private static final double ALIKE = 1e-9; // nats
    private static final double SUM_ERROR = 1e-6;

    private final double[] weights;
    private final double kHat;
    private final double logMean;

    private ImportanceWeights(double[] weights, double kHat, double logMean) {
        this.weights = weights;
        this.kHat = kHat;
        this.logMean = logMean;
    }

    /**
     * Smooths the weights of draws.
     *
     * @param logRatios log p̃(z_s) − log q(z_s) in nats, not all −∞; read only
     * @throws IllegalArgumentException naming the first ratio that is NaN or +∞
     */
    public static ImportanceWeights paretoSmoothed(double[] logRatios) {
        double greatest = greatest(logRatios);
        int count = logRatios.length;
        double[] w = new double[count];
        for (int s = 0; s < count; s++) {
            w[s] = Math.exp(logRatios[s] - greatest);
        }
        double kHat = smooth(w);
        double sum = 0;
        for (double weight : w) {
            sum += weight;
        }
        for (int s = 0; s < count; s++) {
            w[s] /= sum;
        }
        return new ImportanceWeights(w, kHat, greatest + Math.log(sum / count));
    }

    /**
     * Weights as they were, such as those of a file.
     *
     * @param weights of the draws, not negative, of sum 1; copied
     * @param kHat as {@link #kHat} returned it
     * @param logEvidence value of {@link #logEvidence}, in nats
     * @throws IllegalArgumentException if a weight is negative or not a number, or their sum is not 1
     */
    public static ImportanceWeights known(double[] weights, double kHat, double logEvidence) {
        double sum = 0;
        for (int s = 0; s < weights.length; s++) {
            if (!(weights[s] >= 0)) {
                throw new IllegalArgumentException("weight " + s + " must not be negative: " + weights[s]);
            }
            sum += weights[s];
        }
        if (!(Math.abs(sum - 1) < SUM_ERROR)) {
            throw new IllegalArgumentException(weights.length + " weights must sum to 1: " + sum);
        }
        return new ImportanceWeights(weights.clone(), kHat, logEvidence);
    }

    private static double greatest(double[] logRatios) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < logRatios.length; s++) {
            if (!(logRatios[s] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "log ratio of draw " + s + " must be a number or -Infinity: " + logRatios[s]);
            }
            greatest = Math.max(greatest, logRatios[s]);
        }
        if (greatest == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "all " + logRatios.length + " log ratios are -Infinity: the target is zero"
                            + " wherever q drew, so that q cannot stand for it");
        }
        return greatest;
    }

    /**
     * Replaces the tail of weights, the greatest of which is 1.
     *
     * @return k-hat; 0 where all weights are alike, +∞ where the tail is too short to tell
     */
    private static double smooth(double[] w) {
        double[] sorted = w.clone();
        Arrays.sort(sorted);
        int most = (int) Math.ceil(Math.min(w.length / 5.0, 3 * Math.sqrt(w.length)));
        double cutoff = Math.max(sorted[Math.max(0, w.length - most - 1)], Double.MIN_NORMAL);
        if (-Math.log(sorted[0]) <= ALIKE) {
            return 0;
        }
        int[] tail = IntStream.range(0, w.length)
                .filter(s -> w[s] > cutoff)
                .boxed()
                .sorted(Comparator.comparingDouble(s -> w[s]))
                .mapToInt(s -> s)
                .toArray();
        if (tail.length < FEWEST_IN_TAIL) {
            return Double.POSITIVE_INFINITY;
        }
        GeneralizedPareto law = GeneralizedPareto.fit(
                Arrays.stream(tail).mapToDouble(s -> w[s] - cutoff).toArray());
        if (!Double.isFinite(law.shape())) {
            return Double.POSITIVE_INFINITY;
        }
        for (int i = 0; i < tail.length; i++) {
            w[tail[i]] = Math.min(1, cutoff + law.quantile((i + 0.5) / tail.length));
        }
        return law.shape();
    }

    /** Returns how many draws there are. */
    public int count() {
        return weights.length;
    }

    /** Returns the weights of the draws, which sum to 1, a new array. */
    public double[] weights() {
        return weights.clone();
    }

    /** Returns whether all draws weigh the same, as those of Markov chains do; k-hat and the evidence then say nothing. */
    public boolean areAlike() {
        double greatest = Arrays.stream(weights).max().orElse(0);
        return Arrays.stream(weights).allMatch(w -> -Math.log(w / greatest) <= ALIKE);
    }

    /**
     * Returns k-hat, the shape of the weights' tail; 0 where all weights are alike, +∞ where they are too few to tell. It knows shapes and no
     * sizes: where {@link #areEven} it may be any number and means nothing.
     */
    public double kHat() {
        return kHat;
    }

    /**
     * Returns whether none of 100 draws or more weighs more than twice the mean, so that there is no tail of which k-hat could be the shape: what
     * exceeds its cutoff is then the small difference between two bounded ends of p/q, however uneven in itself.
     */
    public boolean areEven() {
        return areEven(Arrays.stream(weights).max().orElse(0), weights.length);
    }

    static boolean areEven(double greatestWeight, int draws) {
        return draws >= FEWEST_EVEN && greatestWeight * draws <= MOST_OF_EVEN;
    }

    /** Says the k-hat of weights, or of even ones with a large k-hat that they have no tail. */
    static String tail(double kHat, double greatestWeight, int draws) {
        return kHat >= HEAVY && areEven(greatestWeight, draws)
                ? String.format(
                        Locale.US,
                        "even weights, none more than %.2f times the mean (no tail, no k-hat)",
                        greatestWeight * draws)
                : String.format(Locale.US, "k-hat %.2f", kHat);
    }

    /** Returns min(1 − 1/log₁₀ S, 0.7), below which S draws make a k-hat trustworthy (Vehtari et al. 2024, section 3.2.4). */
    public double greatestTrustedKHat() {
        return Math.min(1 - 1 / Math.log10(weights.length), 0.7);
    }

    /**
     * Returns whether weighted averages are to be trusted: whether k-hat is below {@link #greatestTrustedKHat}, or nearly all draws
     * count alike, by an effective sample size of at least 95 %, where a large k-hat is that of a few equal ends and no heavy tail.
     */
    public boolean areTrusted() {
        boolean even = weights.length >= FEWEST_EVEN && effectiveSampleSize() >= EVEN_SHARE * weights.length;
        return kHat < greatestTrustedKHat() || even;
    }

    /** Returns how many equally weighted draws would be as good, 1/Σw²: at most S, optimistic where k-hat is large. */
    public double effectiveSampleSize() {
        double squares = 0;
        for (double w : weights) {
            squares += w * w;
        }
        return 1 / squares;
    }

    /** Returns the log evidence in nats, log ∫p̃, as the log of the mean ratio, with its standard error by the delta method. */
    public Estimate logEvidence() {
        double even = 1.0 / weights.length;
        double squares = 0;
        for (double w : weights) {
            squares += (w - even) * (w - even);
        }
        return new Estimate(logMean, Math.sqrt(squares), weights.length);
    }

    /** Returns the numbers in a line: {@code k-hat 0.43, effective sample size 5,321 of 8,192}. */
    @Override
    public String toString() {
        String tail = tail(kHat, Arrays.stream(weights).max().orElse(0), count());
        return String.format(Locale.US, "%s, effective sample size %,.0f of %,d", tail, effectiveSampleSize(), count());
    }
}
