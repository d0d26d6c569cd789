package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.importance.StudentMixture;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.ImportanceWeights;
import dev.jensen.core.family.Family;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.fit.WeightedPoints;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Importance sampling whose proposal learns: a mixture of Student's t laws with 7 degrees of freedom, fitted to the weighted draws of the
 * last round by expectation and maximisation, with a fifth of it kept wide (Cappé, Douc, Guillin, Marin and Robert, "Adaptive importance
 * sampling in general mixture classes", Statistics and Computing 18, 2008). It sees what q is too narrow, too straight or too much of
 * one mode for, in up to some twenty dimensions. Immutable: each method returns another configuration.
 *
 * <pre>{@code
 * Fit corrected = AdaptiveImportanceSampling.from(fit).rounds(4).fit();
 * }</pre>
 */
public final class AdaptiveImportanceSampling {
    private static final int DRAWS = 8192;
    private static final int ROUNDS = 3;
    private static final long STREAM = 17;

    private final Fit fit;
    private final int rounds;
    private final int draws;

    private AdaptiveImportanceSampling(Fit fit, int rounds, int draws) {
        this.fit = fit;
        this.rounds = rounds;
        this.draws = draws;
    }

    /**
     * Begins with 3 rounds of 8,192 draws.
     *
     * @param fit of any continuous family; where it has weighted points the first proposal is fitted to these, else to its draws
     */
    public static AdaptiveImportanceSampling from(Fit fit) {
        return new AdaptiveImportanceSampling(fit, ROUNDS, DRAWS);
    }

    /**
     * Takes another number of rounds.
     *
     * @param another at least 1
     */
    public AdaptiveImportanceSampling rounds(int another) {
        if (another < 1) {
            throw new IllegalArgumentException("adaptive importance sampling needs at least 1 round: " + another);
        }
        return new AdaptiveImportanceSampling(fit, another, draws);
    }

    /**
     * Takes another number of draws a round.
     *
     * @param another at least 100
     */
    public AdaptiveImportanceSampling draws(int another) {
        if (another < 100) {
            throw new IllegalArgumentException("importance sampling needs at least 100 draws: " + another);
        }
        return new AdaptiveImportanceSampling(fit, rounds, another);
    }

    /**
     * Returns the fit with the last round's weighted points, and the verdict on them.
     *
     * @throws IllegalArgumentException if log p̃ is not finite at any draw of a round
     */
    public Fit fit() {
        int d = fit.family().dimension();
        double[] points = first();
        double[] weights = fit.points()
                .map(given -> given.weights().weights())
                .orElseGet(() -> logWeights(points).weights());
        FittedNormal frame = FittedNormal.ofMoments(points, d, weights)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the draws of " + fit.family() + " have no covariance: take another family"));
        double[] whitened = whitened(frame, points);
        Weighed weighed = null;
        for (int round = 0; round < rounds; round++) {
            SplittableRandom random = new SplittableRandom(fit.origin().seed() * 31 + round);
            StudentMixture mixture = StudentMixture.fit(whitened, d, weights, random);
            whitened = mixture.draw(draws, random);
            weighed = weighed(frame, mixture, whitened);
            weights = weighed.points().weights().weights();
        }
        if (weighed == null) {
            throw new IllegalStateException("no round");
        }
        return fit.weightedBy(weighed.points()).judged(Verdict.ofWeighted(weighed.diagnosis(), List.of(), ""));
    }

    /** The points that the first proposal is fitted to. */
    private double[] first() {
        WeightedPoints given = fit.points().orElse(null);
        if (given != null) {
            return given.points();
        }
        Family family = fit.family();
        double[] noise = new double[draws * family.noiseDimension()];
        double[] z = new double[draws * family.dimension()];
        MonteCarlo.seed(fit.origin().seed()).stream(STREAM).fill(0, draws, family.noiseDimension(), noise);
        family.draw(fit.parameters(), draws, noise, z);
        return z;
    }

    private ImportanceWeights logWeights(double[] z) {
        double[] ratios = new double[draws];
        double[] logFamily = new double[draws];
        fit.target().logDensity(draws, z, ratios);
        fit.family().logDensity(fit.parameters(), draws, z, logFamily);
        for (int s = 0; s < draws; s++) {
            double ratio = ratios[s] - logFamily[s];
            ratios[s] = Math.abs(ratio) < Double.POSITIVE_INFINITY ? ratio : Double.NEGATIVE_INFINITY;
        }
        if (Arrays.stream(ratios).allMatch(r -> r == Double.NEGATIVE_INFINITY)) {
            throw nowhere();
        }
        return ImportanceWeights.paretoSmoothed(ratios);
    }

    private double[] whitened(FittedNormal frame, double[] points) {
        int d = frame.dimension();
        double[] whitened = new double[points.length];
        for (int s = 0; s < points.length / d; s++) {
            double[] u = frame.whiten(Arrays.copyOfRange(points, s * d, (s + 1) * d));
            System.arraycopy(u, 0, whitened, s * d, d);
        }
        return whitened;
    }

    private Weighed weighed(FittedNormal frame, StudentMixture mixture, double[] whitened) {
        int d = frame.dimension();
        double[] z = new double[whitened.length];
        frame.draw(draws, whitened, z);
        double[] logProposal = new double[draws];
        double[] logFamily = new double[draws];
        double[] own = new double[draws];
        for (int s = 0; s < draws; s++) {
            double[] point = Arrays.copyOfRange(whitened, s * d, (s + 1) * d);
            logProposal[s] = mixture.logDensity(point) - frame.logDeterminant();
        }
        Arrays.fill(own, 1.0 / draws);
        fit.family().logDensity(fit.parameters(), draws, z, logFamily);
        return Weighed.of(
                        "adapted mixture",
                        fit.target(),
                        Variables.of(fit.target()),
                        fit.family(),
                        fit.parameters(),
                        z,
                        logFamily,
                        logProposal,
                        own)
                .orElseThrow(this::nowhere);
    }

    private IllegalArgumentException nowhere() {
        return new IllegalArgumentException(
                "log p̃ is not finite at any of " + draws + " draws: q is somewhere else altogether");
    }
}
