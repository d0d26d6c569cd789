package dev.jensen.core.algorithm.climb;

import dev.jensen.core.algorithm.guard.CutShort;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.hierarchy.FlowAbout;
import dev.jensen.core.algorithm.hierarchy.Structure;
import dev.jensen.core.algorithm.hierarchy.ThroughScales;
import dev.jensen.core.algorithm.importance.DefensiveNoise;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.Coordinates;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.algorithm.normal.NaturalSteps;
import dev.jensen.core.algorithm.normal.Race;
import dev.jensen.core.algorithm.normal.StartingPoints;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.FixedDraws;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The default fit, a list of steps; each further one is taken only where the diagnostics of the one before ask for it.
 *
 * <ol>
 *   <li>A sparse hierarchy {@linkplain ThroughScales through its scales}; that settles it, mostly.
 *   <li>Eight climbs of log p̃, the Gaussians along them, and a {@link Race} of natural-gradient steps; eight more where the
 *       runners disagree by more than a nat, and up to 48 more where they may still end elsewhere: random ones,
 *       and what leads with some coordinates moved.
 *   <li>Importance sampling through the winner, with {@link DefensiveNoise}; through all winners together where there are several
 *       modes.
 *   <li>The same after a full-rank polish on more draws.
 *   <li>The same through a triangular flow, then with sinh-arcsinh on top.
 *   <li>A {@link Verdict} on the best rung.
 * </ol>
 */
public final class Climb {
    private static final String GAUSSIAN = "full-rank Gaussian";
    private static final String FLOW = "triangular flow";
    private static final int STARTS = 8;
    private static final int MOST_BATCHES = 8;
    private static final double START_SHARE = 0.4; // of the gradients, where further starts are made
    private static final double START_RADIUS = 2;
    private static final double START_SCALE = 0.1;
    private static final int START_DRAWS = 32;
    private static final int DRAWS = 8192;
    private static final int DRAWS_CUT_SHORT = 2048;
    private static final double SPREAD = 1; // nats
    private static final int POLISHING_STEPS = 8;
    private static final double EVIDENCE_MISSED = 0.1; // nats
    private static final double RUNS_AWAY = 0.2; // of the curvature that a normal has
    private static final double GROWTH = 2; // nats, in the polish
    private static final int ADAPTATIONS = 4;

    private final Watched target;
    private final Optional<Structure> ofScales;
    private final Variables variables;
    private final int d;
    private final double[] start;
    private final Flatness flatness;
    private final long seed;
    private final long gradients;
    private final Loop loop;
    private final Noise matched;
    private final Ladder ladder;
    private Optional<FlowAbout> climbing = Optional.empty();
    private boolean isRunningAway;
    private boolean isLost; // where no start led to a normal with a finite ELBO
    private Optional<NaturalSteps.Position> winner = Optional.empty();

    /** Prepares a climb from a point where the target is finite. */
    public Climb(
            Differentiable target, Optional<Structure> ofScales, double[] start, long seed, long gradients, Loop loop) {
        this.target = new Watched(target, gradients);
        this.ofScales = ofScales;
        this.variables = Variables.of(target);
        this.d = target.dimension();
        this.start = start;
        this.flatness = new Flatness(target, start);
        this.seed = seed;
        this.gradients = gradients;
        this.ladder = new Ladder(target, this.target, seed);
        this.loop = loop;
        this.matched = new MomentMatched(new ScrambledSobol(seed, 12));
    }

    /** Climbs, and answers with the best rung. */
    public Fit fit() {
        FittedNormal narrow = FittedNormal.about(start, START_SCALE);
        Heartbeat heart = new Heartbeat(FullRankGaussian.of(d), narrow, firstElbo(narrow), loop);
        Ending ending = Ending.CONVERGED;
        try {
            heart.beat();
            List<double[]> modesOfBlocks = throughScales(heart);
            if (ladder.isGoodEnough() || ladder.isEven()) {
                return ladder.answer(heart, ending, this::judged);
            }
            ladder.leave();
            Race race = new Race(target, heart, matched, seed);
            Modes modes = weighedTogether(modes(race, modesOfBlocks), race);
            if (!modes.isEmpty() && !ladder.isEnough()) {
                climbFrom(modes, heart);
            }
        } catch (CutShort e) {
            ending = e.ending();
            climbing.ifPresent(flow ->
                    ladder.stand(weighed(FLOW, flow.family(), flow.phi(), target.isSpent() ? DRAWS : DRAWS_CUT_SHORT)));
            if (target.isSpent() && ladder.isGoodEnough()) {
                ending = Ending.CONVERGED; // what there is needs no more gradients
            }
        }
        if (ladder.best().isEmpty()) {
            isLost = winner.isEmpty() && ending == Ending.CONVERGED;
            FittedNormal last = winner.map(NaturalSteps.Position::normal).orElseGet(() -> ofHeart(heart));
            ladder.stand(weighed(GAUSSIAN, last, ending == Ending.CONVERGED ? DRAWS : DRAWS_CUT_SHORT));
        }
        return ladder.answer(heart, ending, this::judged);
    }

    private static FittedNormal ofHeart(Heartbeat heart) {
        double[] phi = heart.parameters();
        FullRankGaussian family = heart.family();
        return new FittedNormal(family.mean(phi), family.factor(phi));
    }

    // ---------------------------------------------------------------- the steps

    /** A sparse hierarchy by its scales alone; returns the modes of all else given these, where there are several. */
    private List<double[]> throughScales(Heartbeat heart) {
        if (ofScales.isEmpty()) {
            return List.of();
        }
        ThroughScales scales = new ThroughScales(target, variables, ofScales.get(), start, seed, heart);
        ladder.stand(scales.weighed());
        return scales.modes().size() > 1 ? scales.modes() : List.of();
    }

    /** The race's winner, and with it what is nearly as good and far off. */
    private Modes modes(Race race, List<double[]> known) {
        List<double[]> first = new ArrayList<>(starts(1));
        first.addAll(known);
        List<NaturalSteps.Position> finished = race.from(first);
        if (finished.isEmpty()
                || finished.get(0).elbo() - finished.get(finished.size() - 1).elbo() > SPREAD) {
            finished = race.from(starts(2));
        }
        boolean canAfford = target.gradients() < START_SHARE * gradients;
        for (int batch = 3; canAfford && batch <= MOST_BATCHES; batch++) {
            if (finished.isEmpty() || !race.mayEndElsewhere()) {
                break;
            }
            finished = race.alsoFrom(furtherStarts(finished.get(0).normal().mean(), batch));
        }
        return lead(Modes.apart(finished));
    }

    /** Weighs draws of all modes; where far ones of them count for much, there may be a mode that no start has found. */
    private Modes weighedTogether(Modes modes, Race race) {
        if (modes.isEmpty()) {
            return modes;
        }
        if (modes.areSeveral()) {
            standOn(modes);
        } else {
            ladder.stand(weighed(GAUSSIAN, modes.best().normal(), DRAWS));
        }
        List<double[]> strays =
                ladder.isEnough() ? List.of() : ladder.best().map(modes::strays).orElse(List.of());
        if (strays.isEmpty()) {
            return modes;
        }
        Modes more = lead(Modes.apart(race.from(strays)));
        if (more.size() > modes.size()) {
            standOn(more);
        }
        return more;
    }

    private Modes lead(Modes modes) {
        winner = modes.positions().stream().findFirst();
        return modes;
    }

    private void climbFrom(Modes modes, Heartbeat heart) {
        boolean isOneOfSeveral = modes.areSeveral();
        NaturalSteps.Position polished = polished(modes.best(), heart);
        winner = Optional.of(polished);
        isRunningAway = polished.elbo() - modes.best().elbo() > GROWTH && flattest(polished) < RUNS_AWAY;
        if (!isOneOfSeveral) {
            ladder.stand(weighed(GAUSSIAN, polished.normal(), DRAWS));
        }
        if (ladder.isEnough() || isRunningAway) {
            return;
        }
        Optional<Estimate> evidence = ladder.best()
                .filter(together -> isOneOfSeveral)
                .map(together -> together.diagnosis().logEvidence());
        int[] scales = Coordinates.scales(variables, polished.normal(), target, matched);
        int draws = Race.powerOfTwo(Math.max(512, 8 * d));
        Noise fixed = FixedDraws.of(new MomentMatched(new ScrambledSobol(seed, 14)));
        FlowAbout flow = FlowAbout.triangular(polished.normal(), scales);
        climbing = Optional.of(flow);
        flow.climb(target, draws, fixed, heart::beat);
        climbing = Optional.empty();
        Optional<Weighed> through =
                weighed(FLOW, flow.family(), flow.phi(), DRAWS).filter(w -> sees(w, evidence));
        if (isOneOfSeveral && through.isEmpty()) {
            polishAll(modes, polished, heart);
            return;
        }
        ladder.stand(through);
        if (ladder.isGoodEnough()) {
            return;
        }
        FlowAbout skewed = flow.sinhArcsinh(polished.normal());
        climbing = Optional.of(skewed);
        skewed.climb(target, draws, fixed, heart::beat);
        climbing = Optional.empty();
        ladder.stand(weighed("triangular flow with sinh-arcsinh", skewed.family(), skewed.phi(), DRAWS)
                .filter(w -> sees(w, evidence)));
    }

    /** Polishes the other modes too, and weighs all together: a further rung about one alone would lose the others. */
    private void polishAll(Modes modes, NaturalSteps.Position first, Heartbeat heart) {
        List<NaturalSteps.Position> polished = new ArrayList<>(List.of(first));
        for (NaturalSteps.Position mode : modes.positions().subList(1, modes.size())) {
            polished.add(polished(mode, heart));
        }
        Modes all = new Modes(polished);
        standOn(all);
        for (int round = 0; round < ADAPTATIONS && ladder.best().isPresent() && !ladder.isEnough(); round++) {
            Weighed before = ladder.best().get();
            all = all.adapted(before);
            heart.beat();
            Optional<Weighed> next = together(all).filter(w -> w.isBetterThan(before));
            if (next.isEmpty()) {
                return;
            }
            standOn(next, all);
        }
    }

    private void standOn(Modes modes) {
        standOn(together(modes), modes);
    }

    /** Stands on several modes, and on nothing from before. */
    private void standOn(Optional<Weighed> together, Modes modes) {
        ladder.leave();
        ladder.stand(together);
        together.ifPresent(w -> ladder.remark(modes.shares(w)));
    }

    private Optional<Weighed> together(Modes modes) {
        return modes.weighed(target, variables, DRAWS, seed);
    }

    /** Whether a rung about one mode sees all that the modes together do: what it misses, its evidence lacks. */
    private static boolean sees(Weighed rung, Optional<Estimate> together) {
        Estimate own = rung.diagnosis().logEvidence();
        return together.map(all ->
                        own.value() > all.value() - EVIDENCE_MISSED - 2 * (all.standardError() + own.standardError()))
                .orElse(true);
    }

    private NaturalSteps.Position polished(NaturalSteps.Position raced, Heartbeat heart) {
        int draws = Race.powerOfTwo(Math.max(256, 8 * d));
        double[] noise = new double[draws * d];
        matched.fill(1, draws, d, noise);
        NaturalSteps.Position polished = new NaturalSteps(target, draws, noise, heart)
                .climb(raced.normal(), POLISHING_STEPS)
                .orElse(raced);
        heart.better(polished.normal(), polished.elbo());
        return polished;
    }

    // ---------------------------------------------------------------- their parts

    /** The centre and random points about it, then random points from farther off. */
    private List<double[]> starts(int batch) {
        StartingPoints points = new StartingPoints(target, start, seed * 31 + batch);
        Stream<double[]> centre = batch == 1 ? Stream.of(start) : Stream.empty();
        return Stream.concat(centre, Stream.generate(() -> points.about(batch * START_RADIUS)))
                .limit(STARTS)
                .toList();
    }

    /** In turn random points from farther off, and what has led so far with some coordinates moved. */
    private List<double[]> furtherStarts(double[] leader, int batch) {
        StartingPoints points = new StartingPoints(target, start, seed * 31 + batch);
        return IntStream.range(0, STARTS)
                .mapToObj(k -> k % 2 == 0 ? points.about(2 * START_RADIUS) : points.kicked(leader, 2 * START_RADIUS))
                .toList();
    }

    private double firstElbo(FittedNormal narrow) {
        double[] noise = new double[START_DRAWS * d];
        matched.fill(2, START_DRAWS, d, noise);
        double[] z = new double[START_DRAWS * d];
        narrow.draw(START_DRAWS, noise, z);
        double[] values = new double[START_DRAWS];
        target.logDensity(START_DRAWS, z, values);
        double mean = Arrays.stream(values).average().orElseThrow();
        if (mean > Double.NEGATIVE_INFINITY) {
            return mean + narrow.entropy();
        }
        double[] value = new double[1];
        target.logDensity(1, start, value);
        return value[0] + narrow.entropy();
    }

    private Optional<Weighed> weighed(String name, FittedNormal normal, int draws) {
        FullRankGaussian family = FullRankGaussian.of(d);
        return weighed(name, family, family.parameters(normal.mean(), normal.factor()), draws);
    }

    private Optional<Weighed> weighed(String name, Reparameterized family, double[] phi, int draws) {
        return Weighed.through(name, target, variables, family, phi, draws, seed);
    }

    // ---------------------------------------------------------------- the answer

    private Verdict judged(Verdict verdict) {
        if (isLost && verdict instanceof Verdict.Unreliable && !target.hasTrouble()) {
            return new Verdict.Diverged(
                    verdict.diagnosis(),
                    "no start led to a Gaussian, although log p̃ is finite everywhere: " + flatness.describe()
                            + ", and seems to be improper",
                    "give each latent a proper prior, or bounds, or mend the sign of log p̃; this answer is of draws about the"
                            + " start");
        }
        if (isLost && verdict instanceof Verdict.Unreliable) {
            return new Verdict.Unreliable(
                    verdict.diagnosis(),
                    "no start led to a Gaussian all of whose draws are possible; nearest to the origin, "
                            + target.trouble(),
                    "let the support of a variable's law say what is impossible (such as a truncated law's), mend the density"
                            + " there, or begin elsewhere; this answer is of draws about the start");
        }
        if (isRunningAway && verdict instanceof Verdict.Unreliable) {
            String direction = winner.map(this::flattestComponent).orElse("a direction");
            return new Verdict.Diverged(
                    verdict.diagnosis(),
                    "the density hardly falls along " + direction + ": it seems to be improper, or nearly flat there",
                    "give " + direction
                            + " a proper prior, or bounds; where it is really as wide as that, state it in units in which its scale"
                            + " is about 1");
        }
        return verdict;
    }

    private static double flattest(NaturalSteps.Position position) {
        return Arrays.stream(position.curvature()).min().orElseThrow();
    }

    /** Names what moves most along the flattest direction. */
    private String flattestComponent(NaturalSteps.Position position) {
        int flattest = 0;
        for (int e = 1; e < d; e++) {
            if (position.curvature()[e] < position.curvature()[flattest]) {
                flattest = e;
            }
        }
        return component(position, position.directions()[flattest]);
    }

    private String component(NaturalSteps.Position position, double[] direction) {
        double[] moved = new double[d];
        position.normal().draw(1, direction, moved);
        return Coordinates.mostMoved(variables, position.normal().mean(), moved);
    }
}
