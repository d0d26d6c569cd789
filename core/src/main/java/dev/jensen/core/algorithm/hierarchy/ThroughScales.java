package dev.jensen.core.algorithm.hierarchy;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.Coordinates;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.ScrambledSobol;
import java.util.List;
import java.util.Optional;

/**
 * A hierarchy by its scales alone: all else is drawn from its normal given these, and only the scales' own law, of few dimensions, is to
 * be learnt, which an adapted mixture does (as integrated nested Laplace approximations do on a grid: Rue, Martino and Chopin,
 * "Approximate Bayesian inference for latent Gaussian models", JRSS B 71, 2009; here weights correct what is not normal). A funnel is
 * none in these coordinates.
 */
public final class ThroughScales {
    private static final String NAME = "scales, and normals of all else given these";
    private static final int LEARNING_DRAWS = 512;
    private static final int FEWEST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 5;
    private static final double LEARNT = 0.7; // effective share
    private static final double PROMISING = 0.5;
    private static final int LONG_ROUNDS = 2;
    private static final int DRAWS = 4096;
    private static final int FAMILY_DRAWS = 2048;

    private final Watched target;
    private final Variables variables;
    private final Structure structure;
    private final double[] start;
    private final long seed;
    private final Heartbeat heart;
    private List<double[]> modes = List.of();

    /**
     * Prepares it.
     *
     * @param structure with {@linkplain Structure#ofScales scales alone} as globals
     */
    public ThroughScales(
            Watched target, Variables variables, Structure structure, double[] start, long seed, Heartbeat heart) {
        this.target = target;
        this.variables = variables;
        this.structure = structure;
        this.start = start;
        this.seed = seed;
        this.heart = heart;
    }

    /** Where the others' law given the scales has modes: several if these are why there is no answer. */
    public List<double[]> modes() {
        return modes;
    }

    /** From starts of its own. */
    public Optional<Weighed> weighed() {
        ScalesLast starts = new ScalesLast(target, structure, start, seed, heart);
        starts.climb();
        return starts.best().flatMap(best -> from(best.normal(), starts.ends()));
    }

    /**
     * Learns the law of the scales on few draws, then takes many; once more where these say that they are not safe yet.
     *
     * @param normal of everything, to begin with
     * @param ends of starts, that there may be other modes about
     * @return nothing where the scales' law does not come to be seen, or the others' law given the scales has several modes
     */
    public Optional<Weighed> from(FittedNormal normal, List<double[]> ends) {
        Optional<Structure> narrowed = narrowed(normal);
        if (narrowed.isEmpty()) {
            return Optional.empty();
        }
        modes = new ScalesLast(target, narrowed.get(), start, seed, heart).modesAt(normal.mean(), ends);
        if (modes.size() > 1) {
            return Optional.empty();
        }
        FlowAbout flow = FlowAbout.arrow(normal.mean(), normal.covariance(), narrowed.get());
        GivenGlobals scales = new GivenGlobals(target, variables, narrowed.get(), flow, seed);
        Optional<Weighed> seen = scales.defensive(NAME, LEARNING_DRAWS);
        for (int round = 1; round < MOST_ROUNDS && seen.isPresent() && !isLearnt(round, seen.get()); round++) {
            heart.beat();
            seen = scales.adapted(NAME, LEARNING_DRAWS, seen.get());
        }
        for (int round = 0; round < LONG_ROUNDS && seen.isPresent() && !isSafe(seen.get()); round++) {
            if (seen.get().diagnosis().effectiveShare() < PROMISING) {
                return Optional.empty();
            }
            heart.beat();
            seen = scales.adapted(NAME, DRAWS, seen.get());
        }
        return seen.flatMap(weighed -> withFamily(weighed, normal));
    }

    /** Where no coordinate is constrained, scales are those along which the curvature of others changes. */
    private Optional<Structure> narrowed(FittedNormal normal) {
        if (Coordinates.hidden(variables, target.dimension()).length > 0) {
            return Optional.of(structure);
        }
        MomentMatched matched = new MomentMatched(new ScrambledSobol(seed, 12));
        return structure.narrowedTo(Coordinates.scalingMuch(structure.scales(), normal, target, matched));
    }

    private static boolean isSafe(Weighed weighed) {
        return weighed.diagnosis().draws() == DRAWS && weighed.claimsToBeRight();
    }

    private static boolean isLearnt(int round, Weighed w) {
        return round >= FEWEST_ROUNDS && w.diagnosis().effectiveShare() > LEARNT;
    }

    /** Makes the normal that was there first its q. */
    private Optional<Weighed> withFamily(Weighed weighed, FittedNormal normal) {
        FullRankGaussian family = FullRankGaussian.of(target.dimension());
        double[] phi = family.parameters(normal.mean(), normal.factor());
        return Weighed.through(NAME, target, variables, family, phi, FAMILY_DRAWS, seed)
                .map(weighed::withFamilyOf);
    }
}
