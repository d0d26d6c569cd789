package dev.jensen.core.algorithm.hierarchy;

import dev.jensen.core.algorithm.fixed.FixedDrawIteration;
import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.algorithm.guard.Redraw;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.normal.Ascent;
import dev.jensen.core.algorithm.normal.Candidate;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.algorithm.normal.InCoordinatesOf;
import dev.jensen.core.algorithm.normal.SymmetricEigen;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.Noise;
import dev.jensen.optim.Loop;
import dev.jensen.optim.NonFiniteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Starts of a hierarchy: the scales stay where they begin while L-BFGS climbs along all others, so that no start falls into the funnel;
 * from there a mean-field normal in whitened coordinates, on few fixed draws, which moves the scales too.
 */
public final class ScalesLast {
    private static final int PAIRS = 3;
    private static final int TRIALS = 50;
    private static final double START_RADIUS = 2;
    private static final double START_SPREAD = 0.3; // of a scale, unconstrained
    private static final int START_DRAWS = 32;
    private static final int START_STEPS = 60;
    private static final double COMPARABLE = 10; // nats
    private static final double LEAST_CURVATURE = 1e-8;
    private static final int ELBO_DRAWS = 2048;
    private static final long ELBO_STREAM = 1;
    private static final long REDRAW_STREAM = 2;

    private final Watched target;
    private final Structure structure;
    private final int d;
    private final double[] start;
    private final long seed;
    private final Heartbeat heart;
    private final List<double[]> ends = new ArrayList<>();
    private Optional<Candidate> best = Optional.empty();

    /** Prepares climbs about a start, length d, where log p̃ is finite. */
    public ScalesLast(Watched target, Structure structure, double[] start, long seed, Heartbeat heart) {
        this.target = target;
        this.structure = structure;
        this.d = target.dimension();
        this.start = start;
        this.seed = seed;
        this.heart = heart;
    }

    /** The best of the starts so far: also where a climb was cut short. */
    public Optional<Candidate> best() {
        return best;
    }

    /** Climbs from all starts: the first, a random one, what is opposite of it, and another. */
    public void climb() {
        for (double[] point : List.of(start.clone(), near(1), opposite(near(1)), near(2))) {
            Optional<Candidate> next = from(point).filter(Candidate::isFinite);
            next.ifPresent(end -> ends.add(end.normal().mean()));
            if (next.isPresent()
                    && (best.isEmpty() || next.get().elbo() > best.get().elbo())) {
                best = next;
                heart.better(next.get().normal(), next.get().elbo());
            }
        }
    }

    /** Where the starts have ended, all of them. */
    public List<double[]> ends() {
        return ends;
    }

    private double[] opposite(double[] point) {
        double[] there =
                IntStream.range(0, d).mapToDouble(i -> 2 * start[i] - point[i]).toArray();
        return isFinite(there) ? there : point;
    }

    private boolean isFinite(double[] point) {
        double[] value = new double[1];
        target.gradient(1, point, value, new double[d]);
        return value[0] > Double.NEGATIVE_INFINITY;
    }

    /**
     * Returns the modes of the others' law given the scales: where climbs from given points, from random ones, and from what is opposite
     * of these, end far apart and not far below.
     *
     * @param mean where the scales are held, and the first climb begins
     */
    List<double[]> modesAt(double[] mean, List<double[]> given) {
        Held held = new Held(target, structure.scales());
        Ascent first = Ascent.from(mean, held, heart::beat);
        FittedNormal about = new FittedNormal(first.end(), factor(first.end()));
        List<double[]> modes = new ArrayList<>(List.of(first.end()));
        List<double[]> starts = new ArrayList<>(given);
        for (int k = 3; k < 3 + PAIRS; k++) {
            starts.add(near(k));
            starts.add(opposite(near(k)));
        }
        for (double[] from : starts) {
            double[] point = from.clone();
            for (int i : structure.scales()) {
                point[i] = mean[i];
            }
            Ascent other = Ascent.from(point, held, heart::beat);
            if (other.value() > first.value() - COMPARABLE && about.distanceTo(other.end()) > 3 + Math.sqrt(d)) {
                modes.add(other.end());
            }
        }
        return modes;
    }

    private double[] near(int k) {
        SplittableRandom random = new SplittableRandom(seed * 31 + k);
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] point = start.clone();
            for (int i = 0; i < d; i++) {
                point[i] += START_RADIUS * (2 * random.nextDouble() - 1);
            }
            if (isFinite(point)) {
                return point;
            }
        }
        return start.clone();
    }

    /** Climbs with the scales held, then spreads a mean-field normal in coordinates whitened by the curvature there. */
    private Optional<Candidate> from(double[] point) {
        double[] top = Ascent.from(point, new Held(target, structure.scales()), heart::beat)
                .end();
        FittedNormal about = new FittedNormal(top, factor(top));
        MeanFieldGaussian family = MeanFieldGaussian.of(d);
        Differentiable whitened = new InCoordinatesOf(about, target);
        double[] phi;
        double elbo;
        try {
            phi = spread(whitened, family);
            Noise fresh = MonteCarlo.seed(seed).stream(ELBO_STREAM);
            elbo = Elbo.estimatePossible(whitened, family, phi, ELBO_DRAWS, fresh)
                            .value()
                    + about.logDeterminant();
        } catch (IllegalArgumentException | NonFiniteException e) {
            return Optional.empty();
        }
        double[] mean = new double[d];
        about.draw(1, family.mean(phi), mean);
        double[] variance = family.variance(phi);
        double[][] scaled = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                scaled[i][j] = about.factor()[i][j] * Math.sqrt(variance[j]);
            }
        }
        return Optional.of(new Candidate(new FittedNormal(mean, scaled), elbo));
    }

    /** The parameters of the mean-field normal that is best on few fixed draws. */
    private double[] spread(Differentiable whitened, MeanFieldGaussian family) {
        double[] phi = family.initial(new double[d], 1);
        new Finite(whitened, family).requireAtStart(phi);
        Redraw redraw = new Redraw("default fit", whitened, family, new MonteCarlo(seed, REDRAW_STREAM));
        FixedDrawIteration steps = new FixedDrawIteration(
                whitened,
                family,
                MonteCarlo.seed(seed),
                redraw,
                START_DRAWS,
                START_DRAWS,
                phi,
                loss -> phi,
                Optional.empty(),
                Optional.empty());
        return Loop.endless()
                .maximumSteps(START_STEPS)
                .listen(progress -> heart.beat())
                .run(steps)
                .point();
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
}
