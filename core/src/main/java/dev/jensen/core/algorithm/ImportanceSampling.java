package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.importance.DefensiveNoise;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import java.util.List;

/**
 * Importance sampling through a fit's own map with noise that has heavier tails than a normal, {@link DefensiveNoise}: four fifths
 * scrambled Sobol normals, a fifth 1.3 times Student's t with 5 degrees of freedom. So no tail of the posterior has a proposal of
 * next to nothing, as plain draws of q may. The weights are Pareto-smoothed. Immutable: each method returns another configuration.
 *
 * <pre>{@code
 * Fit corrected = ImportanceSampling.through(fit).fit();
 * System.out.println(corrected.summary());
 * }</pre>
 */
public final class ImportanceSampling {
    private static final int DRAWS = 8192;

    private final Fit fit;
    private final int draws;

    private ImportanceSampling(Fit fit, int draws) {
        this.fit = fit;
        this.draws = draws;
    }

    /**
     * Begins with 8,192 draws.
     *
     * @param fit whose family maps noise of its own dimension one to one: an affine family or a normalising flow
     * @throws IllegalArgumentException if it is of another family
     */
    public static ImportanceSampling through(Fit fit) {
        boolean affine = fit.family() instanceof AffineFamily map && map.noiseDimension() == map.dimension();
        boolean oneToOne = affine || fit.family() instanceof NormalizingFlow;
        if (!oneToOne) {
            throw new IllegalArgumentException(
                    fit.family()
                            + " does not map noise one to one: use weighted(), which weighs draws of q, or a full-rank Gaussian");
        }
        return new ImportanceSampling(fit, DRAWS);
    }

    /**
     * Takes another number of draws.
     *
     * @param another at least 100; a power of two is best
     */
    public ImportanceSampling draws(int another) {
        if (another < 100) {
            throw new IllegalArgumentException("importance sampling needs at least 100 draws: " + another);
        }
        return new ImportanceSampling(fit, another);
    }

    /**
     * Returns the fit with weighted points, and the verdict on them.
     *
     * @throws IllegalArgumentException if log p̃ is not finite at any draw
     */
    public Fit fit() {
        return Weighed.through(
                        "q",
                        fit.target(),
                        Variables.of(fit.target()),
                        (Reparameterized) fit.family(),
                        fit.parameters(),
                        draws,
                        fit.origin().seed())
                .map(weighed ->
                        fit.weightedBy(weighed.points()).judged(Verdict.ofWeighted(weighed.diagnosis(), List.of(), "")))
                .orElseThrow(() -> new IllegalArgumentException(
                        "log p̃ is not finite at any of " + draws + " draws: q is somewhere else altogether"));
    }
}
