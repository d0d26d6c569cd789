package dev.jensen.core.diagnostic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Whether Markov chains agree, and how many independent draws theirs are worth (Vehtari, Gelman, Simpson, Carpenter and Bürkner,
 * "Rank-normalization, folding, and localization: an improved R-hat for assessing convergence of MCMC", Bayesian Analysis 2021).
 */
public final class ChainConvergence {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final int FEWEST = 4;

    private ChainConvergence() {}

    /**
     * Returns the greater of the rank-normalised split R-hat of the values and of how far they lie from their median; about 1 where
     * chains agree, NaN where the values never vary.
     *
     * @param chains [chain][draw], at least 4 draws each, all as long; read only
     */
    public static double rHat(double[][] chains) {
        double[][] halves = halves(chains);
        double[] all =
                Arrays.stream(halves).flatMapToDouble(Arrays::stream).sorted().toArray();
        double median = 0.5 * (all[(all.length - 1) / 2] + all[all.length / 2]);
        double[][] folded = Arrays.stream(halves)
                .map(chain ->
                        Arrays.stream(chain).map(v -> Math.abs(v - median)).toArray())
                .toArray(double[][]::new);
        return Math.max(plainRHat(normalScores(halves)), plainRHat(normalScores(folded)));
    }

    /**
     * Returns the effective sample size of the chains' middle, by their rank-normalised halves: what standard errors of a median, and
     * roughly of a mean, go by.
     *
     * @param chains [chain][draw], at least 4 draws each, all as long; read only
     */
    public static double bulkSampleSize(double[][] chains) {
        return sampleSize(normalScores(halves(chains)));
    }

    /**
     * Returns the effective sample size for the mean: var / (its squared standard error).
     *
     * @param chains [chain][draw], at least 4 draws each, all as long; read only
     */
    public static double meanSampleSize(double[][] chains) {
        return sampleSize(halves(chains));
    }

    private static double[][] halves(double[][] chains) {
        int n = chains.length == 0 ? 0 : chains[0].length;
        if (n < FEWEST) {
            throw new IllegalArgumentException(
                    "chains need at least " + FEWEST + " draws each: " + chains.length + " chains of " + n);
        }
        double[][] halves = new double[2 * chains.length][];
        for (int c = 0; c < chains.length; c++) {
            if (chains[c].length != n) {
                throw new IllegalArgumentException(
                        "chains must be as long as each other: " + n + " and " + chains[c].length);
            }
            halves[2 * c] = Arrays.copyOfRange(chains[c], 0, n / 2);
            halves[2 * c + 1] = Arrays.copyOfRange(chains[c], n - n / 2, n);
        }
        return halves;
    }

    /** Blom's normal scores of the ranks, ties sharing theirs. */
    private static double[][] normalScores(double[][] chains) {
        int n = chains[0].length;
        int count = chains.length * n;
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> chains[i / n][i % n]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] scores = new double[chains.length][n];
        for (int from = 0; from < count; ) {
            int to = from;
            while (to + 1 < count && at(chains, order[to + 1]) == at(chains, order[from])) {
                to++;
            }
            double rank = 1 + 0.5 * (from + to);
            double score = NORMAL.inverseCumulativeProbability((rank - 0.375) / (count + 0.25));
            for (int i = from; i <= to; i++) {
                scores[order[i] / n][order[i] % n] = score;
            }
            from = to + 1;
        }
        return scores;
    }

    private static double at(double[][] chains, int i) {
        return chains[i / chains[0].length][i % chains[0].length];
    }

    private static double plainRHat(double[][] chains) {
        int n = chains[0].length;
        double within = meanVariance(chains);
        double between = varianceOfMeans(chains);
        return Math.sqrt((n - 1.0) / n + between / within);
    }

    private static double meanVariance(double[][] chains) {
        return Arrays.stream(chains)
                .mapToDouble(chain -> moments(chain).variance())
                .average()
                .orElseThrow();
    }

    private static double varianceOfMeans(double[][] chains) {
        RunningMoments means = new RunningMoments();
        for (double[] chain : chains) {
            means.add(moments(chain).mean());
        }
        return means.variance();
    }

    private static RunningMoments moments(double[] chain) {
        RunningMoments moments = new RunningMoments();
        for (double value : chain) {
            moments.add(value);
        }
        return moments;
    }

    /**
     * Draws over the autocorrelation time: −1 + 2 Σ of the autocorrelations of neighbouring lags, taken in pairs until one is no longer
     * positive, none greater than the one before (Geyer, "Practical Markov chain Monte Carlo", 1992), and of that last pair the even lag.
     */
    private static double sampleSize(double[][] chains) {
        int n = chains[0].length;
        double draws = (double) chains.length * n;
        double[] means = Arrays.stream(chains)
                .mapToDouble(chain -> moments(chain).mean())
                .toArray();
        double within = autocovariance(chains, means, 0) * n / (n - 1);
        if (!(within > 0)) {
            return draws;
        }
        double variance = within * (n - 1) / n + varianceOfMeans(chains);
        double sum = 0;
        double before = Double.POSITIVE_INFINITY;
        double even = 1;
        for (int lag = 0; ; lag += 2) {
            even = lag == 0 ? 1 : 1 - (within - autocovariance(chains, means, lag)) / variance;
            double odd = 1 - (within - autocovariance(chains, means, lag + 1)) / variance;
            if (!(even + odd > 0) || lag + 4 >= n) {
                break;
            }
            before = Math.min(before, even + odd);
            sum += before;
        }
        double time = -1 + 2 * sum + Math.max(even, 0);
        return draws / Math.max(time, 1 / Math.log10(draws));
    }

    private static double autocovariance(double[][] chains, double[] means, int lag) {
        double sum = 0;
        for (int c = 0; c < chains.length; c++) {
            for (int t = lag; t < chains[c].length; t++) {
                sum += (chains[c][t] - means[c]) * (chains[c][t - lag] - means[c]);
            }
        }
        return sum / chains.length / chains[0].length;
    }
}
