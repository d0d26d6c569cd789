package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.FixedDraws;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The default fit of a target with {@link Structure}: globals, and small blocks that are independent given these. A list of steps;
 * each further one is taken only where the diagnostics of the one before ask for it.
 *
 * <ol>
 *   <li>Four starts, scales last: the scales stay where they begin while L-BFGS climbs along all others, so that no start falls into
 *       the funnel of a hierarchy; from there a mean-field normal in whitened coordinates, on few fixed draws.
 *   <li>From the best, the arrow flow: {@link dev.jensen.core.family.TriangularScale#arrow}. Importance sampling through it.
 *   <li>Importance sampling of the globals through the flow, every block from its normal given these: {@link ConditionalLaplace};
 *       of up to twelve globals again, twice at most, from a {@link StudentMixture} fitted to the weights.
 *   <li>Resampled draws, moved by {@link TransportHmc}.
 * </ol>
 */
final class ArrowClimb {
    private static final String ARROW = "arrow flow";
    private static final int STARTS = 4;
    private static final int TRIALS = 50;
    private static final double START_RADIUS = 2;
    private static final double START_SPREAD = 0.3; // of a scale, unconstrained
    private static final int START_DRAWS = 32;
    private static final int START_STEPS = 60;
    private static final double START_SCALE = 0.1;
    private static final double LEAST_CURVATURE = 1e-8;
    private static final int DRAWS = 8192;
    private static final int FEWEST_FLOW_DRAWS = 512;
    private static final int MOST_FLOW_DRAWS = 2048;
    private static final int BLOCK_DRAWS = 4096;
    private static final int DRAWS_CUT_SHORT = 1024;
    private static final long BLOCK_STREAM = 15;
    private static final int MOST_ADAPTED = 12;
    private static final int ROUNDS = 2;
    private static final double AGREEING = 0.1; // standard deviations
    private static final double NEAR = 0.25;
    private static final double SMALL_ERROR = 0.06;
    private static final int CHAINS = 512;
    private static final int WARMUP = 6;
    private static final int TRANSITIONS = 16;

    private final Watched target;
    private final Variables variables;
    private Structure structure;
    private final int d;
    private final double[] start;
    private final long seed;
    private final Loop loop;
    private final Ladder ladder;
    private Optional<Candidate> best = Optional.empty(); // of the starts
    private Optional<FlowAbout> climbing = Optional.empty();
    private boolean isMoved;

    ArrowClimb(Differentiable target, Structure structure, double[] start, long seed, long gradients, Loop loop) {
        this.target = new Watched(target, gradients);
        this.variables = Variables.of(target);
        this.structure = structure;
        this.d = target.dimension();
        this.start = start;
        this.seed = seed;
        this.loop = loop;
        this.ladder = new Ladder(target, this.target, seed);
    }

    /** Returns nothing where no start leads anywhere. */
    Optional<Fit> fit() {
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
            ladder.stand(ImportanceSampling.through("normal", target, variables, family, phi, draws, seed));
        }
        return ladder.best().isEmpty() ? Optional.empty() : Optional.of(ladder.answer(heart, ending, this::judged));
    }

    private void climb(Heartbeat heart) {
        start(heart);
        if (best.isEmpty()) {
            return;
        }
        FittedNormal begin = best.get().normal();
        MomentMatched matched = new MomentMatched(new ScrambledSobol(seed, 12));
        structure = structure.withScales(Coordinates.scaling(structure.scales(), begin, target, matched));
        FlowAbout flow = FlowAbout.arrow(begin.mean(), begin.covariance(), structure);
        climbing = Optional.of(flow);
        int draws = Math.min(MOST_FLOW_DRAWS, Math.max(FEWEST_FLOW_DRAWS, Race.powerOfTwo(16 * flow.mostTerms())));
        flow.climb(target, draws, FixedDraws.of(new MomentMatched(new ScrambledSobol(seed, 14))), heart::beat);
        ladder.stand(through(flow, DRAWS));
        if (ladder.best().isEmpty() || ladder.isEnough()) {
            return;
        }
        throughBlocks(flow, ladder.best().get());
        if (ladder.isEnough() || ladder.isGoodEnough()) {
            return;
        }
        moved(flow, ladder.best().get(), heart).ifPresent(chains -> {
            ladder.replace(chains);
            isMoved = true;
        });
    }

    private Optional<Weighed> through(FlowAbout flow, int draws) {
        return ImportanceSampling.through(ARROW, target, variables, flow.family(), flow.phi(), draws, seed);
    }

    private void throughBlocks(FlowAbout flow, Weighed throughFlow) {
        GlobalNoise globals = defensive();
        Optional<Weighed> rung =
                conditional(ARROW + " with conditional normals", flow, globals).map(w -> w.withFamilyOf(throughFlow));
        ladder.stand(rung);
        int rounds = structure.globals().length <= MOST_ADAPTED ? ROUNDS : 0;
        for (int round = 0; round < rounds && rung.isPresent() && !rung.get().isEnough(); round++) {
            globals = adapted(globals, rung.get().points().weights().weights(), round);
            rung = conditional(ARROW + " with adapted globals and conditional normals", flow, globals)
                    .map(w -> w.withFamilyOf(throughFlow));
            ladder.stand(rung);
        }
    }

    /** Moves resampled draws of a rung by Hamiltonian Monte Carlo, and answers with where they have been. */
    private Optional<Weighed> moved(FlowAbout flow, Weighed rung, Heartbeat heart) {
        double[] starts = resampled(rung, CHAINS);
        TransportHmc hmc = new TransportHmc(target, flow.family(), flow.phi(), seed);
        double[] points = hmc.run(starts, WARMUP, TRANSITIONS, heart::beat);
        return Weighed.ofChains("Hamiltonian Monte Carlo from " + rung.name(), variables, points, CHAINS, rung);
    }

    /** Systematic resampling, in a random order of the draws. */
    private double[] resampled(Weighed rung, int count) {
        SplittableRandom random = new SplittableRandom(seed + 9);
        double[] w = rung.points().weights().weights();
        double[] z = rung.points().points();
        int[] order = IntStream.range(0, w.length).toArray();
        for (int k = order.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
        double[] chosen = new double[count * d];
        double offset = random.nextDouble();
        double sum = 0;
        int next = 0;
        for (int s : order) {
            sum += w[s];
            while (next < count && next + offset < sum * count) {
                System.arraycopy(z, s * d, chosen, next * d, d);
                next++;
            }
        }
        while (next < count) { // what rounding has left over
            System.arraycopy(chosen, 0, chosen, next * d, d);
            next++;
        }
        return chosen;
    }

    /** Where chains have the last word, it is how far they have come from the weights' answer. */
    private Verdict judged(Verdict byWeights) {
        Diagnosis d = byWeights.diagnosis();
        if (!isMoved) {
            return byWeights;
        }
        String apart = String.format(
                Locale.ROOT,
                "importance weights and Hamiltonian Monte Carlo from their draws differ by %.2f standard deviations (%s)",
                d.shift(),
                d.shifted());
        if (d.shift() < AGREEING && d.error() < SMALL_ERROR) {
            return new Verdict.Reliable(d, apart, "nothing; other seeds should agree within the Monte Carlo errors");
        }
        if (d.shift() < NEAR) {
            return new Verdict.Usable(
                    d, apart, "mistrust " + d.shifted() + "; compare with another seed, or with longer chains");
        }
        return new Verdict.Unreliable(d, apart, byWeights.next());
    }

    // ---------------------------------------------------------------- starts

    private void start(Heartbeat heart) {
        for (int k = 0; k < STARTS; k++) {
            Optional<Candidate> next = from(k == 0 ? start : near(k), heart).filter(Candidate::isFinite);
            if (next.isPresent()
                    && (best.isEmpty() || next.get().elbo() > best.get().elbo())) {
                best = next;
                heart.better(next.get().normal(), next.get().elbo());
            }
        }
    }

    private double[] near(int k) {
        SplittableRandom random = new SplittableRandom(seed * 31 + k);
        double[] value = new double[1];
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] point = start.clone();
            for (int i = 0; i < d; i++) {
                point[i] += START_RADIUS * (2 * random.nextDouble() - 1);
            }
            target.gradient(1, point, value, new double[d]);
            if (value[0] > Double.NEGATIVE_INFINITY) {
                return point;
            }
        }
        return start;
    }

    /** Climbs with the scales held, then spreads a mean-field normal in coordinates whitened by the curvature there. */
    private Optional<Candidate> from(double[] point, Heartbeat heart) {
        double[] top = Ascent.from(point, new Held(target, structure.scales()), heart::beat)
                .end();
        FittedNormal about = new FittedNormal(top, factor(top));
        MeanFieldGaussian family = MeanFieldGaussian.of(d);
        Fit spread;
        try {
            spread = FixedDrawVi.of(new InCoordinatesOf(about, target), family)
                    .draws(START_DRAWS, START_DRAWS)
                    .start(family.initial(new double[d], 1))
                    .loop(Loop.endless().maximumSteps(START_STEPS).listen(progress -> heart.beat()))
                    .fit(seed);
        } catch (IllegalArgumentException | NonFiniteElboException e) {
            return Optional.empty();
        }
        double[] mean = new double[d];
        about.draw(1, family.mean(spread.parameters()), mean);
        double[] variance = family.variance(spread.parameters());
        double[][] scaled = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                scaled[i][j] = about.factor()[i][j] * Math.sqrt(variance[j]);
            }
        }
        double elbo = spread.elbo().value() + about.logDeterminant();
        return Optional.of(new Candidate(new FittedNormal(mean, scaled), elbo));
    }

    /** Of the coordinates that are not scales what the curvature says, its negative directions turned round; of scales 0.3. */
    private double[][] factor(double[] top) {
        boolean[] held = new boolean[d];
        for (int i : structure.scales()) {
            held[i] = true;
        }
        int[] free = IntStream.range(0, d).filter(i -> !held[i]).toArray();
        int n = free.length;
        double[] points = new double[n * d];
        double[] directions = new double[n * d];
        double[] products = new double[n * d];
        for (int k = 0; k < n; k++) {
            System.arraycopy(top, 0, points, k * d, d);
            directions[k * d + free[k]] = 1;
        }
        target.hessianProduct(n, points, directions, products);
        double[][] precision = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                precision[k][j] = -0.5 * (products[k * d + free[j]] + products[j * d + free[k]]);
            }
        }
        Optional<SymmetricEigen> eigen = SymmetricEigen.of(precision);
        if (eigen.isEmpty()) {
            return FittedNormal.about(top, START_SPREAD).factor();
        }
        double[] values = Arrays.stream(eigen.get().values()).map(Math::abs).toArray();
        double floor = LEAST_CURVATURE * Arrays.stream(values).max().orElse(1);
        double[][] covariance = new double[d][d];
        for (int e = 0; e < n; e++) {
            double[] v = eigen.get().vectors()[e];
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    covariance[free[k]][free[j]] += v[k] * v[j] / Math.max(floor, values[e]);
                }
            }
        }
        for (int i : structure.scales()) {
            covariance[i][i] = START_SPREAD * START_SPREAD;
        }
        return FittedNormal.cholesky(covariance)
                .orElseGet(() -> FittedNormal.about(top, START_SPREAD).factor());
    }

    // ---------------------------------------------------------------- importance sampling

    /** Noise of the globals, n × G, with its log density less that of the standard normal. */
    private record GlobalNoise(double[] epsilon, double[] excess) {}

    private GlobalNoise defensive() {
        int count = structure.globals().length;
        DefensiveNoise noise = DefensiveNoise.of(BLOCK_DRAWS, d, count, seed, BLOCK_STREAM);
        double[] epsilon = new double[BLOCK_DRAWS * count];
        for (int s = 0; s < BLOCK_DRAWS; s++) {
            System.arraycopy(noise.epsilon(), s * d, epsilon, s * count, count);
        }
        return new GlobalNoise(epsilon, noise.excess());
    }

    /** Noise of the globals from a mixture that is fitted to what the weights of the last say. */
    private GlobalNoise adapted(GlobalNoise last, double[] weights, int round) {
        int count = structure.globals().length;
        SplittableRandom random = new SplittableRandom(seed * 31 + 20 + round);
        StudentMixture mixture = StudentMixture.fit(last.epsilon, count, weights, random);
        double[] epsilon = mixture.draw(BLOCK_DRAWS, random);
        double[] excess = new double[BLOCK_DRAWS];
        for (int s = 0; s < BLOCK_DRAWS; s++) {
            double[] point = Arrays.copyOfRange(epsilon, s * count, (s + 1) * count);
            excess[s] = mixture.logDensity(point) + 0.5 * (Ascent.dot(point, point) + count * Math.log(2 * Math.PI));
        }
        return new GlobalNoise(epsilon, excess);
    }

    /** Globals through the flow, every block from its normal given these. */
    private Optional<Weighed> conditional(String name, FlowAbout flow, GlobalNoise globals) {
        int count = structure.globals().length;
        int[] order = flow.order();
        double[] first = new double[BLOCK_DRAWS * d];
        double[] ofBlocks = new double[BLOCK_DRAWS * d];
        double[] noise =
                DefensiveNoise.of(BLOCK_DRAWS, d, count, seed, BLOCK_STREAM).epsilon();
        for (int s = 0; s < BLOCK_DRAWS; s++) {
            System.arraycopy(globals.epsilon, s * count, first, s * d, count);
            for (int i = count; i < d; i++) {
                ofBlocks[s * d + order[i]] = noise[s * d + i];
            }
        }
        double[] z = new double[BLOCK_DRAWS * d];
        double[] proposal = new double[BLOCK_DRAWS];
        double[] conditional = new double[BLOCK_DRAWS];
        double[] logFamily = new double[BLOCK_DRAWS];
        double[] own = new double[BLOCK_DRAWS]; // no draw is one of the flow's own
        Arrays.fill(own, 1.0 / BLOCK_DRAWS);
        flow.family().draw(flow.phi(), BLOCK_DRAWS, first, z);
        flow.leadingFamily(count)
                .drawWithDensity(
                        flow.leadingParameters(count),
                        BLOCK_DRAWS,
                        globals.epsilon,
                        new double[BLOCK_DRAWS * count],
                        proposal);
        new ConditionalLaplace(target, structure, flow.spread()).draw(BLOCK_DRAWS, z, ofBlocks, conditional);
        flow.family().logDensity(flow.phi(), BLOCK_DRAWS, z, logFamily);
        for (int s = 0; s < BLOCK_DRAWS; s++) {
            proposal[s] += globals.excess[s] + conditional[s];
            if (!(conditional[s] > Double.NEGATIVE_INFINITY)) {
                Arrays.fill(z, s * d, (s + 1) * d, Double.NaN);
            }
        }
        return Weighed.of(name, target, variables, flow.family(), flow.phi(), z, logFamily, proposal, own);
    }
}
