package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.diagnostic.ImportanceWeights;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.StructuredGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.fit.WeightedPoints;
import dev.jensen.core.noise.FixedDraws;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The default fit of a target with {@link Structure}: globals, and small blocks that are independent given these. A list of steps;
 * each further one is taken only where the diagnostics of the one before ask for it.
 *
 * <ol>
 *   <li>Four starts, scales last: the scales stay where they begin while L-BFGS climbs along all others, so that no start falls into
 *       the funnel of a hierarchy; from there the ELBO of the {@link StructuredGaussian} on few fixed draws.
 *   <li>From the best, the arrow flow: {@link dev.jensen.core.family.TriangularScale#arrow}. Importance sampling through it.
 *   <li>Importance sampling of the globals through the flow, every block from its normal given these: {@link ConditionalLaplace}.
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
    private static final int BLOCK_DRAWS = 4096;
    private static final int DRAWS_CUT_SHORT = 1024;
    private static final int CHAINS = 1024;
    private static final int WARMUP = 4;
    private static final int TRANSITIONS = 8;

    private final Watched target;
    private final Variables variables;
    private final Structure structure;
    private final int d;
    private final double[] start;
    private final long seed;
    private final Loop loop;
    private final Ladder ladder;

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

    Fit fit() {
        Heartbeat heart = Heartbeat.about(FittedNormal.about(start, START_SCALE), target, loop);
        Ending ending = Ending.CONVERGED;
        try {
            heart.beat();
            climb(heart);
        } catch (CutShort e) {
            ending = e.ending();
        }
        return ladder.answer(heart, ending, verdict -> verdict);
    }

    private void climb(Heartbeat heart) {
        Fit arrow = bestStart(heart).orElseThrow();
        StructuredGaussian family = (StructuredGaussian) arrow.family();
        double[] phi = arrow.parameters();
        System.err.println("start ELBO " + arrow.elbo() + " gradients " + target.gradients() + " " + structure);
        FlowAbout flow = FlowAbout.arrow(family.mean(phi), covariance(family.factor(phi)), structure);
        int draws = Math.min(2048, Math.max(512, Race.powerOfTwo(16 * flow.mostTerms())));
        flow.climb(target, draws, FixedDraws.of(new MomentMatched(new ScrambledSobol(seed, 14))), heart::beat);
        ladder.stand(ImportanceSampling.through(ARROW, target, variables, flow.family(), flow.phi(), DRAWS, seed));
        System.err.println("flow " + ladder.best().get().diagnosis() + " ev " + ladder.best().get().diagnosis().logEvidence() + " gradients " + target.gradients());
        if (ladder.isEnough()) {
            return;
        }
        Optional<Weighed> laplace = conditional(flow);
        laplace.ifPresent(w -> System.err.println("cL " + w.diagnosis() + " ev " + w.diagnosis().logEvidence() + " gradients " + target.gradients()));
        ladder.stand(laplace);
    }

    // ---------------------------------------------------------------- starts

    private Optional<Fit> bestStart(Heartbeat heart) {
        Optional<Fit> best = Optional.empty();
        for (int k = 0; k < STARTS; k++) {
            Optional<Fit> next = from(k == 0 ? start : near(k), heart);
            next.ifPresent(f -> System.err.println("  from " + f.elbo() + " " + target.gradients()));
            if (next.isPresent()
                    && (best.isEmpty()
                            || next.get().elbo().value() > best.get().elbo().value())) {
                best = next;
            }
        }
        return best;
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

    private Optional<Fit> from(double[] point, Heartbeat heart) {
        double[] top = Ascent.from(point, new Held(target, structure.scales()), heart::beat)
                .end();
        double[] curvature = curvature(top);
        StructuredGaussian family = StructuredGaussian.arrow(structure.globals(), structure.blocks());
        double[] phi = family.initial(top, 1);
        for (int i = 0; i < d; i++) {
            phi[d + i] = -0.5 * Math.log(Math.max(LEAST_CURVATURE, Math.abs(curvature[i])));
        }
        for (int i : structure.scales()) {
            phi[d + i] = Math.log(START_SPREAD);
        }
        try {
            return Optional.of(FixedDrawVi.of(target, family)
                    .draws(START_DRAWS, START_DRAWS)
                    .start(phi)
                    .loop(Loop.endless().maximumSteps(START_STEPS).listen(progress -> heart.beat()))
                    .fit(seed));
        } catch (IllegalArgumentException | NonFiniteElboException e) {
            return Optional.empty();
        }
    }

    /** The diagonal of −∇²log p̃: globals one by one, members of the blocks side by side. */
    private double[] curvature(double[] point) {
        int[] globals = structure.globals();
        int n = globals.length + structure.largestBlock();
        double[] points = new double[n * d];
        double[] directions = new double[n * d];
        double[] products = new double[n * d];
        int[] row = new int[d];
        for (int k = 0; k < n; k++) {
            System.arraycopy(point, 0, points, k * d, d);
        }
        for (int k = 0; k < globals.length; k++) {
            directions[k * d + globals[k]] = 1;
            row[globals[k]] = k;
        }
        for (int[] block : structure.blocks()) {
            for (int k = 0; k < block.length; k++) {
                directions[(globals.length + k) * d + block[k]] = 1;
                row[block[k]] = globals.length + k;
            }
        }
        target.hessianProduct(n, points, directions, products);
        double[] curvature = new double[d];
        for (int i = 0; i < d; i++) {
            curvature[i] = -products[row[i] * d + i];
        }
        return curvature;
    }

    private static double[][] covariance(double[][] factor) {
        int d = factor.length;
        double[][] covariance = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = Ascent.dot(factor[i], factor[j]);
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    // ---------------------------------------------------------------- importance sampling

    private Optional<Weighed> conditional(FlowAbout flow) {
        int[] globals = structure.globals();
        int count = globals.length;
        DefensiveNoise noise = DefensiveNoise.of(BLOCK_DRAWS, d, count, seed, 15);
        double[] first = new double[BLOCK_DRAWS * d];
        double[] ofGlobals = new double[BLOCK_DRAWS * count];
        double[] ofBlocks = new double[BLOCK_DRAWS * d];
        int[] order = flow.order();
        for (int s = 0; s < BLOCK_DRAWS; s++) {
            for (int i = 0; i < d; i++) {
                double epsilon = noise.epsilon()[s * d + i];
                if (i < count) {
                    first[s * d + i] = epsilon;
                    ofGlobals[s * count + i] = epsilon;
                } else {
                    ofBlocks[s * d + order[i]] = epsilon;
                }
            }
        }
        double[] z = new double[BLOCK_DRAWS * d];
        flow.family().draw(flow.phi(), BLOCK_DRAWS, first, z);
        double[] proposal = new double[BLOCK_DRAWS];
        flow.leadingFamily(count)
                .drawWithDensity(
                        flow.leadingParameters(count), BLOCK_DRAWS, ofGlobals, new double[ofGlobals.length], proposal);
        double[] conditional = new double[BLOCK_DRAWS];
        new ConditionalLaplace(target, structure, flow.spread()).draw(BLOCK_DRAWS, z, ofBlocks, conditional);
        double[] own = new double[BLOCK_DRAWS];
        double[] logFamily = new double[BLOCK_DRAWS];
        flow.family().logDensity(flow.phi(), BLOCK_DRAWS, z, logFamily);
        for (int s = 0; s < BLOCK_DRAWS; s++) {
            proposal[s] += noise.excess()[s] + conditional[s];
            own[s] = s < noise.plain() ? 1.0 / noise.plain() : 0;
            if (!(conditional[s] > Double.NEGATIVE_INFINITY)) {
                Arrays.fill(z, s * d, (s + 1) * d, Double.NaN);
            }
        }
        return Weighed.of(
                ARROW + " with conditional normals",
                target,
                variables,
                flow.family(),
                flow.phi(),
                z,
                logFamily,
                proposal,
                own);
    }
}
