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
import dev.jensen.core.family.MixtureFamily;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
    private static final double COMPARABLE = 10; // nats
    private static final int MOST_MODES = 4;
    private static final int POLISHING_STEPS = 8;
    private static final double EVIDENCE_MISSED = 0.1; // nats
    private static final double RUNS_AWAY = 0.2; // of the curvature that a normal has
    private static final double GROWTH = 2; // nats, in the polish
    private static final double NEGLIGIBLE = 1e-3; // times the mean weight
    private static final int ADAPTATIONS = 4;
    private static final double ENOUGH_DRAWS = 10; // effective, for each dimension
    private static final int MOST_STRAYS = 3;

    private final Watched target;
    private final Optional<Structure> ofScales;
    private final Variables variables;
    private final int d;
    private final double[] start;
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
            List<NaturalSteps.Position> modes = modes(race, modesOfBlocks);
            modes = weighedTogether(modes, race);
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
    private List<NaturalSteps.Position> modes(Race race, List<double[]> known) {
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
        return apart(finished);
    }

    /** Weighs draws of all modes; where far ones of them count for much, there may be a mode that no start has found. */
    private List<NaturalSteps.Position> weighedTogether(List<NaturalSteps.Position> modes, Race race) {
        if (modes.isEmpty()) {
            return modes;
        }
        if (modes.size() > 1) {
            standOn(together(modes), modes);
        } else {
            ladder.stand(weighed(GAUSSIAN, modes.get(0).normal(), DRAWS));
        }
        List<double[]> strays = ladder.isEnough() ? List.of() : strays(modes);
        if (strays.isEmpty()) {
            return modes;
        }
        List<NaturalSteps.Position> more = apart(race.from(strays));
        if (more.size() > modes.size()) {
            standOn(together(more), more);
        }
        return more;
    }

    /** The draws far from every mode that weigh most: a mode that no start has found shows by its flank, if at all. */
    private List<double[]> strays(List<NaturalSteps.Position> modes) {
        if (ladder.best().isEmpty()) {
            return List.of();
        }
        double[] w = ladder.best().get().points().weights().weights();
        double[] z = ladder.best().get().points().points();
        return IntStream.range(0, w.length)
                .filter(s -> w[s] * w.length > NEGLIGIBLE)
                .boxed()
                .sorted(Comparator.comparingDouble(s -> -w[s]))
                .map(s -> Arrays.copyOfRange(z, s * d, (s + 1) * d))
                .filter(point -> modes.stream().allMatch(mode -> mode.normal().distanceTo(point) > 3 + Math.sqrt(d)))
                .limit(MOST_STRAYS)
                .toList();
    }

    private List<NaturalSteps.Position> apart(List<NaturalSteps.Position> finished) {
        List<NaturalSteps.Position> modes = new ArrayList<>();
        for (NaturalSteps.Position position : finished) {
            boolean comparable = position.elbo() > finished.get(0).elbo() - COMPARABLE
                    && (!position.isRunningAway() || finished.get(0).isRunningAway());
            boolean apart = modes.stream()
                    .allMatch(better ->
                            better.normal().distanceTo(position.normal().mean()) > 3 + Math.sqrt(d));
            if (comparable && apart && modes.size() < MOST_MODES) {
                modes.add(position);
            }
        }
        winner = modes.stream().findFirst();
        return modes;
    }

    private void climbFrom(List<NaturalSteps.Position> modes, Heartbeat heart) {
        boolean isOneOfSeveral = modes.size() > 1;
        NaturalSteps.Position polished = polished(modes.get(0), heart);
        winner = Optional.of(polished);
        isRunningAway = polished.elbo() - modes.get(0).elbo() > GROWTH && flattest(polished) < RUNS_AWAY;
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
    private void polishAll(List<NaturalSteps.Position> modes, NaturalSteps.Position first, Heartbeat heart) {
        List<NaturalSteps.Position> all = new ArrayList<>(List.of(first));
        for (NaturalSteps.Position mode : modes.subList(1, modes.size())) {
            all.add(polished(mode, heart));
        }
        standOn(together(all), all);
        for (int round = 0; round < ADAPTATIONS && ladder.best().isPresent() && !ladder.isEnough(); round++) {
            Weighed before = ladder.best().get();
            all = adapted(all, before);
            heart.beat();
            Optional<Weighed> next = together(all).filter(w -> w.isBetterThan(before));
            if (next.isEmpty()) {
                return;
            }
            standOn(next, all);
        }
    }

    /** Stands on several modes, and on nothing from before. */
    private void standOn(Optional<Weighed> together, List<NaturalSteps.Position> modes) {
        ladder.leave();
        ladder.stand(together);
        together.ifPresent(w -> ladder.remark(shares(w, modes)));
    }

    /**
     * The modes with the moments of the weighted draws that each is most likely to have made, a step of adaptive mixture importance
     * sampling (Cappé, Douc, Guillin, Marin and Robert 2008): of a skewed mode the ELBO's normal leaves a flank out.
     */
    private List<NaturalSteps.Position> adapted(List<NaturalSteps.Position> modes, Weighed weighed) {
        double[] w = weighed.points().weights().weights();
        double[] z = weighed.points().points();
        double[][] owned = new double[modes.size()][w.length];
        for (int s = 0; s < w.length; s++) {
            double[] point = Arrays.copyOfRange(z, s * d, (s + 1) * d);
            double most = Double.NEGATIVE_INFINITY;
            int owner = 0;
            for (int k = 0; w[s] > 0 && k < modes.size(); k++) {
                double log = logDensity(modes.get(k), point);
                if (log > most) {
                    most = log;
                    owner = k;
                }
            }
            owned[owner][s] = w[s];
        }
        List<NaturalSteps.Position> adapted = new ArrayList<>();
        for (int k = 0; k < modes.size(); k++) {
            NaturalSteps.Position mode = modes.get(k);
            double total = Arrays.stream(owned[k]).sum();
            double squares = Arrays.stream(owned[k]).map(v -> v * v).sum();
            boolean areEnough = total * total > ENOUGH_DRAWS * d * squares;
            Optional<FittedNormal> normal = areEnough
                    ? FittedNormal.ofMoments(
                            z, d, Arrays.stream(owned[k]).map(v -> v / total).toArray())
                    : Optional.empty();
            adapted.add(new NaturalSteps.Position(
                    normal.orElse(mode.normal()),
                    mode.elbo(),
                    mode.slope(),
                    mode.curvature(),
                    mode.directions(),
                    mode.whitened()));
        }
        return adapted;
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

    /** Draws from every mode, all weighted against the mixture of their proposals. */
    private Optional<Weighed> together(List<NaturalSteps.Position> modes) {
        int count = modes.size();
        int draws = DRAWS / count * count;
        int share = draws / count;
        MixtureFamily<FullRankGaussian> family = MixtureFamily.of(FullRankGaussian.of(d), count);
        double[] z = new double[draws * d];
        double[] logProposal = new double[draws];
        double[] own = new double[draws];
        double[] weights = new double[count];
        double[][] phis = new double[count][];
        int plain = 0;
        for (int k = 0; k < count; k++) {
            FittedNormal normal = modes.get(k).normal();
            phis[k] = family.component().parameters(normal.mean(), normal.factor());
            weights[k] = Math.exp(modes.get(k).elbo() - modes.get(0).elbo());
            DefensiveNoise noise = DefensiveNoise.of(share, d, seed, 16 + k);
            double[] part = new double[share * d];
            normal.draw(share, noise.epsilon(), part);
            System.arraycopy(part, 0, z, k * share * d, share * d);
            plain = noise.plain();
        }
        double total = Arrays.stream(weights).sum();
        Arrays.fill(logProposal, Double.NEGATIVE_INFINITY);
        for (int s = 0; s < draws; s++) {
            double[] point = Arrays.copyOfRange(z, s * d, (s + 1) * d);
            for (NaturalSteps.Position mode : modes) {
                double square = Math.pow(mode.normal().distanceTo(point), 2);
                double log = -0.5 * square
                        - 0.5 * d * Math.log(2 * Math.PI)
                        - mode.normal().logDeterminant()
                        + DefensiveNoise.excess(square, d)
                        - Math.log(count);
                double greater = Math.max(log, logProposal[s]);
                logProposal[s] = greater + Math.log1p(Math.exp(-Math.abs(log - logProposal[s])));
            }
            own[s] = s % share < plain ? weights[s / share] / total / plain : 0;
        }
        double[] phi = family.parameters(weights, phis);
        double[] logFamily = new double[draws];
        family.logDensity(phi, draws, z, logFamily);
        Optional<Weighed> weighed = Weighed.of(
                count + " full-rank Gaussians", target, variables, family, phi, z, logFamily, logProposal, own);
        return weighed;
    }

    /** Up to a constant. */
    private static double logDensity(NaturalSteps.Position mode, double[] point) {
        return -0.5 * Math.pow(mode.normal().distanceTo(point), 2)
                - mode.normal().logDeterminant();
    }

    /** Says how much of the posterior each mode is most likely to have made. */
    private String shares(Weighed weighed, List<NaturalSteps.Position> modes) {
        double[] w = weighed.points().weights().weights();
        double[] z = weighed.points().points();
        double[] shares = new double[modes.size()];
        for (int s = 0; s < w.length; s++) {
            double[] point = Arrays.copyOfRange(z, s * d, (s + 1) * d);
            int nearest = 0;
            for (int k = 1; k < shares.length; k++) {
                if (logDensity(modes.get(k), point) > logDensity(modes.get(nearest), point)) {
                    nearest = k;
                }
            }
            shares[nearest] += w[s];
        }
        StringBuilder text = new StringBuilder(modes.size() + " modes, with weights");
        for (int k = 0; k < shares.length; k++) {
            text.append(String.format(Locale.US, k == 0 ? " %.3f" : ", %.3f", shares[k]));
        }
        return text.toString();
    }

    // ---------------------------------------------------------------- the answer

    private Verdict judged(Verdict verdict) {
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
                    "give " + direction + " a proper prior, or bounds");
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
