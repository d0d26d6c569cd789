package dev.jensen.core.algorithm.importance;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Minibatched;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.Undefined;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.Family;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Adds a verdict on q as it is, by what importance weights of its draws say. */
public final class Judging {
    private static final int MOST_DRAWS = 4096;
    private static final int FEWEST_DRAWS = 1024;
    private static final int DRAWS_CUT_SHORT = 128;
    private static final int DRAWS_OF_ALL_ROWS = 256; // where a climb of minibatches ends
    private static final int DRAWS_PER_STEP = 32; // so that judging costs no more than climbing did
    private static final long STREAM = 4;

    private Judging() {}

    /** Returns the same fit with a verdict. */
    public static Fit judged(Fit fit) {
        return judged(fit, List.of());
    }

    /**
     * Returns the same fit with a verdict.
     *
     * @param objections what else speaks against q, each in words
     */
    public static Fit judged(Fit fit, List<String> objections) {
        Family q = fit.family();
        double[] phi = fit.parameters();
        long seed = fit.origin().seed();
        int draws = draws(fit);
        Variables variables = Variables.of(fit.target());
        Optional<Weighed> weighed = q instanceof AffineFamily affine && affine.noiseDimension() == affine.dimension()
                ? Weighed.through("q", fit.target(), variables, affine, phi, draws, seed)
                : plain(q, phi, fit.target(), variables, draws, seed);
        if (weighed.isPresent()) {
            return fit.judged(endless(fit, word(fit.origin(), weighed.get().diagnosis(), objections)));
        }
        Diagnosis diagnosis = unknown(draws);
        return fit.judged(endless(
                fit,
                isCutShort(fit.origin().ending())
                        ? word(fit.origin(), diagnosis, objections)
                        : new Verdict.Unreliable(
                                diagnosis,
                                "log p̃ is finite at none of " + draws + " draws of q",
                                "mend the density where it is not finite: its true zeros are Double.NEGATIVE_INFINITY;"
                                        + " or begin elsewhere")));
    }

    /** The verdict, or where it is that a fit has come to nothing, why, if it is that there is nothing to come to. */
    private static Verdict endless(Fit fit, Verdict word) {
        return word instanceof Verdict.BudgetSpent || word instanceof Verdict.Unreliable
                ? Endless.verdict(fit, word.diagnosis()).orElse(word)
                : word;
    }

    /** What is known where no weights are. */
    public static Diagnosis unknown(int draws) {
        double no = Double.NaN;
        Estimate nothing = new Estimate(no, no, 0);
        return new Diagnosis(no, no, "any", no, no, no, "any", nothing, nothing, no, no, draws, no, Undefined.NOWHERE);
    }

    /** Weighs independent draws of q itself, whose map may not be one to one. */
    private static Optional<Weighed> plain(
            Family q, double[] phi, LogDensity target, Variables variables, int draws, long seed) {
        double[] epsilon = new double[draws * q.noiseDimension()];
        double[] z = new double[draws * q.dimension()];
        double[] logFamily = new double[draws];
        double[] own = new double[draws];
        Arrays.fill(own, 1.0 / draws);
        new MonteCarlo(seed, STREAM).fill(0, draws, q.noiseDimension(), epsilon);
        q.draw(phi, draws, epsilon, z);
        q.logDensity(phi, draws, z, logFamily);
        return Weighed.of("q", target, variables, q, phi, z, logFamily, logFamily, own);
    }

    /** Returns whether somebody or something ended the run before it had converged. */
    public static boolean isCutShort(Ending ending) {
        return switch (ending) {
            case CONVERGED, STALLED -> false;
            case STEP_LIMIT, BUDGET_SPENT, CANCELLED -> true;
        };
    }

    private static int draws(Fit fit) {
        if (isCutShort(fit.origin().ending())) {
            return DRAWS_CUT_SHORT;
        }
        return fit.target() instanceof Minibatched density
                        && !density.minibatches().isEmpty()
                ? DRAWS_OF_ALL_ROWS
                : (int) Math.max(
                        FEWEST_DRAWS,
                        Math.min(MOST_DRAWS, DRAWS_PER_STEP * fit.origin().steps()));
    }

    /** Judges q by its weights, or says that it was cut short. */
    public static Verdict word(Origin origin, Diagnosis diagnosis, List<String> objections) {
        return switch (origin.ending()) {
            case CONVERGED -> Verdict.ofPlain(diagnosis, objections);
            case STALLED -> {
                List<String> all = new ArrayList<>(objections);
                all.add("the climb of the ELBO stalled");
                yield Verdict.ofPlain(diagnosis, all);
            }
            case STEP_LIMIT, BUDGET_SPENT, CANCELLED ->
                Verdict.ofPlain(diagnosis, objections) instanceof Verdict.Diverged diverged
                        ? diverged
                        : new Verdict.BudgetSpent(
                                diagnosis,
                                origin.describeEnding() + "; this is the best so far",
                                next(origin.ending()));
        };
    }

    /** What to do after a run that was cut short. */
    public static String next(Ending ending) {
        return ending == Ending.CANCELLED
                ? "fit again, and let it come to its end"
                : "allow more with budget(time) or maximumSteps(most)";
    }
}
