package dev.jensen.core.algorithm.climb;

import dev.jensen.core.algorithm.guard.CutShort;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.hierarchy.FlowAbout;
import dev.jensen.core.algorithm.hierarchy.GivenGlobals;
import dev.jensen.core.algorithm.hierarchy.ScalesLast;
import dev.jensen.core.algorithm.hierarchy.Structure;
import dev.jensen.core.algorithm.hierarchy.ThroughScales;
import dev.jensen.core.algorithm.hmc.Chained;
import dev.jensen.core.algorithm.hmc.TransportHmc;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.Candidate;
import dev.jensen.core.algorithm.normal.Coordinates;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.FixedDraws;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.List;
import java.util.Optional;

/**
 * The default fit of a target with {@link Structure}: globals, and small blocks that are independent given these. A list of steps;
 * each further one is taken only where the diagnostics of the one before ask for it.
 *
 * <ol>
 *   <li>Starts with {@linkplain ScalesLast scales last}, so that none falls into the funnel of a hierarchy.
 *   <li>Where all but a few scales is sparse, {@linkplain ThroughScales through the scales} alone.
 *   <li>From the best, the arrow flow: {@link dev.jensen.core.family.TriangularScale#arrow}. Importance sampling through it.
 *   <li>Importance sampling of the globals through the flow, every block from its normal given these: {@link GivenGlobals};
 *       of up to twelve globals again, twice at most, from a mixture fitted to the weights.
 *   <li>{@link MovedDraws}: resampled draws, moved by {@link TransportHmc}.
 * </ol>
 */
public final class ArrowClimb {
    private static final String ARROW = "arrow flow";
    private static final double START_SCALE = 0.1;
    private static final int DRAWS = 8192;
    private static final int FLOW_DRAWS = 512;
    private static final int BLOCK_DRAWS = 4096;
    private static final int DRAWS_CUT_SHORT = 1024;
    private static final int MOST_ADAPTED = 12;
    private static final int ROUNDS = 2;
    private static final double HOPELESS = 0.15; // effective share

    private final Watched target;
    private final Variables variables;
    private Structure structure;
    private final Optional<Structure> ofScales;
    private final int d;
    private final double[] start;
    private final long seed;
    private final Loop loop;
    private final Ladder ladder;
    private Optional<Candidate> best = Optional.empty(); // of the starts
    private Optional<FlowAbout> climbing = Optional.empty();
    private Optional<Chained> moved = Optional.empty();
    private boolean areSeveral; // modes

    /** Prepares a climb from a point where the target is finite. */
    public ArrowClimb(
            Differentiable target,
            Structure structure,
            Optional<Structure> ofScales,
            double[] start,
            long seed,
            long gradients,
            Loop loop) {
        this.target = new Watched(target, gradients);
        this.variables = Variables.of(target);
        this.structure = structure;
        this.ofScales = ofScales;
        this.d = target.dimension();
        this.start = start;
        this.seed = seed;
        this.loop = loop;
        this.ladder = new Ladder(target, this.target, seed);
    }

    /** Returns nothing where no start leads anywhere. */
    public Optional<Fit> fit() {
        Heartbeat heart = Heartbeat.about(FittedNormal.about(start, START_SCALE), target, loop);
        Ending ending = Ending.CONVERGED;
        try {
            heart.beat();
            climb(heart);
        } catch (CutShort e) {
            ending = e.ending();
        }
        int draws = ending == Ending.CONVERGED ? DRAWS : DRAWS_CUT_SHORT;
        if (ladder.best().isEmpty() && climbing.isPresent()) {
            ladder.stand(through(climbing.get(), draws));
        }
        if (ladder.best().isEmpty() && best.isPresent()) {
            FullRankGaussian family = FullRankGaussian.of(d);
            double[] phi = family.parameters(
                    best.get().normal().mean(), best.get().normal().factor());
            ladder.stand(Weighed.through("normal", target, variables, family, phi, draws, seed));
        }
        return ladder.best().isEmpty() ? Optional.empty() : Optional.of(ladder.answer(heart, ending, this::judged));
    }

    private void climb(Heartbeat heart) {
        ScalesLast starts = new ScalesLast(target, structure, start, seed, heart);
        try {
            starts.climb();
        } finally {
            best = starts.best();
        }
        if (best.isEmpty()) {
            return;
        }
        FittedNormal begin = best.get().normal();
        ofScales.ifPresent(scales -> throughScales(scales, begin, starts.ends(), heart));
        if (ladder.isGoodEnough()) {
            return;
        }
        MomentMatched matched = new MomentMatched(new ScrambledSobol(seed, 12));
        structure = structure.withScales(Coordinates.scaling(structure.scales(), begin, target, matched));
        FlowAbout flow = FlowAbout.arrow(begin.mean(), begin.covariance(), structure);
        climbing = Optional.of(flow);
        flow.climb(target, FLOW_DRAWS, FixedDraws.of(new MomentMatched(new ScrambledSobol(seed, 14))), heart::beat);
        ladder.stand(through(flow, DRAWS));
        if (ladder.best().isEmpty() || ladder.isEnough()) {
            return;
        }
        if (structure.globals().length <= MOST_ADAPTED) {
            throughBlocks(flow, ladder.best().get());
        }
        if (ladder.isEnough() || ladder.isGoodEnough()) {
            return;
        }
        new MovedDraws(target, variables, flow, seed).of(ladder.best().get(), heart::beat, chains -> {
            ladder.replace(chains.weighed());
            moved = Optional.of(chains);
        });
    }

    private void throughScales(Structure structure, FittedNormal begin, List<double[]> ends, Heartbeat heart) {
        ThroughScales scales = new ThroughScales(target, variables, structure, start, seed, heart);
        ladder.stand(scales.from(begin, ends));
        if (scales.modes().size() > 1) {
            areSeveral = true;
            ladder.object("starts end far apart: there seem to be several modes, of which this sees one");
        }
    }

    private Optional<Weighed> through(FlowAbout flow, int draws) {
        return Weighed.through(ARROW, target, variables, flow.family(), flow.phi(), draws, seed);
    }

    private void throughBlocks(FlowAbout flow, Weighed throughFlow) {
        GivenGlobals given = new GivenGlobals(target, variables, structure, flow, seed);
        Optional<Weighed> rung = given.defensive(ARROW + " with conditional normals", BLOCK_DRAWS)
                .map(w -> w.withFamilyOf(throughFlow));
        ladder.stand(rung);
        if (rung.isPresent() && rung.get().diagnosis().effectiveShare() < HOPELESS) {
            return;
        }
        for (int round = 0; round < ROUNDS && rung.isPresent() && !rung.get().isEnough(); round++) {
            rung = given.adapted(ARROW + " with adapted globals and conditional normals", BLOCK_DRAWS, rung.get())
                    .map(w -> w.withFamilyOf(throughFlow));
            ladder.stand(rung);
        }
    }

    /** Where chains have moved the draws, theirs is the last word; they see no other mode. */
    private Verdict judged(Verdict byWeights) {
        return moved.filter(chains -> !areSeveral)
                .map(chains -> chains.verdict(byWeights.next()))
                .orElse(byWeights);
    }
}
