package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.CutShort;
import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.Ascent;
import dev.jensen.core.algorithm.normal.Coordinates;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.algorithm.normal.SymmetricEigen;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.fit.Verdict;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Laplace's approximation: a normal at a mode of log p̃, its covariance the inverse of −∇²log p̃ there (Tierney and Kadane, "Accurate
 * approximations for posterior moments and marginal densities", JASA 81, 1986). Immutable: each method returns another
 * configuration.
 *
 * <p>Where the curvature is nought or negative along a direction there is no such normal. Eigenvalues of −∇²log p̃, scaled to a
 * diagonal of 1, are then replaced by their absolute values, at least 10⁻⁶ of the largest, and the verdict names each such
 * direction: never a variance of 0, and never one out of nothing without a word.
 */
public final class LaplaceApproximation implements Steerable<LaplaceApproximation> {
    private static final double LEAST = 1e-6;
    private static final int DRAWS = 4096;

    private final TwiceDifferentiable target;
    private final double[] start;
    private final Loop loop;

    private LaplaceApproximation(TwiceDifferentiable target, double[] start, Loop loop) {
        this.target = target;
        this.start = start;
        this.loop = loop;
    }

    /** Begins at the origin. */
    public static LaplaceApproximation of(TwiceDifferentiable target) {
        return new LaplaceApproximation(target, new double[target.dimension()], Loop.endless());
    }

    /**
     * Climbs from another point.
     *
     * @param point length d; copied
     */
    public LaplaceApproximation start(double[] point) {
        if (point.length != target.dimension()) {
            throw new IllegalArgumentException("start has " + point.length + " coordinates, but the target has "
                    + target.dimension() + " dimensions");
        }
        return new LaplaceApproximation(target, point.clone(), loop);
    }

    /** Runs in this loop, a step of which is one of L-BFGS: with its listeners, its budget and its other ends. */
    public LaplaceApproximation loop(Loop another) {
        return new LaplaceApproximation(target, start, another);
    }

    @Override
    public LaplaceApproximation steer(UnaryOperator<Loop> change) {
        return loop(change.apply(loop));
    }

    /**
     * Climbs, and looks at the curvature. The fit is the normal itself; the verdict is by its importance weights.
     *
     * @param seed of the draws that judge it
     * @throws IllegalArgumentException if log p̃ or its gradient is not finite at the start
     */
    public Fit fit(long seed) {
        int d = target.dimension();
        FullRankGaussian family = FullRankGaussian.of(d);
        new Finite(target, family).requireFinite(start);
        Watched watched = new Watched(target, loop.mostGradients());
        Heartbeat heart = Heartbeat.about(FittedNormal.about(start, 0.1), watched, loop);
        double[] mode = start;
        Ending ending = Ending.CONVERGED;
        try {
            Ascent climb = Ascent.untilCut(start, watched, heart::beat);
            mode = climb.end();
            ending = climb.ending();
            if (ending == Ending.CONVERGED) {
                heart.beat();
            }
        } catch (CutShort e) {
            ending = e.ending();
        }
        List<String> complaints = new ArrayList<>();
        FittedNormal normal = at(mode, new Watched(target, Long.MAX_VALUE), complaints);
        double[] phi = family.parameters(normal.mean(), normal.factor());
        Weighed weighed = Weighed.through(
                        "LaplaceApproximation", watched, Variables.of(target), family, phi, DRAWS, seed)
                .orElseThrow(() -> new IllegalArgumentException("log p̃ is finite at none of " + DRAWS
                        + " draws of the normal at the mode: " + watched.trouble()));
        Origin origin = new Origin(
                "LaplaceApproximation",
                seed,
                ending,
                heart.run().step(),
                heart.end().trace());
        Verdict verdict = complaints.isEmpty() || Judging.isCutShort(ending)
                ? Judging.word(origin, weighed.diagnosis(), List.of())
                : new Verdict.Diverged(
                        weighed.diagnosis(),
                        String.join("; ", complaints),
                        "begin elsewhere, or give what is named a proper prior");
        return new Fit(target, family, phi, weighed.diagnosis().elbo(), origin).judged(verdict);
    }

    private FittedNormal at(double[] mode, Watched watched, List<String> complaints) {
        int d = mode.length;
        double[][] precision = precision(mode, watched);
        double[] scale = new double[d];
        for (int i = 0; i < d; i++) {
            double curvature = Math.abs(precision[i][i]);
            scale[i] = curvature > Double.MIN_NORMAL ? 1 / Math.sqrt(curvature) : 1;
        }
        double[][] scaled = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                scaled[i][j] = precision[i][j] * scale[i] * scale[j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(scaled)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the Hessian of log p̃ is not finite at the mode: start(point) elsewhere"));
        double[] values = eigen.values();
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        double[][] covariance = new double[d][d];
        for (int e = 0; e < d; e++) {
            double[] v = eigen.vectors()[e];
            double floor = largest > 0 ? LEAST * largest : 1;
            if (!(values[e] > floor)) {
                complaints.add((values[e] < -floor ? "the curvature is negative along " : "log p̃ is flat along ")
                        + direction(v, mode, scale));
            }
            double variance = 1 / Math.max(Math.abs(values[e]), floor);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += variance * v[i] * v[j] * scale[i] * scale[j];
                }
            }
        }
        return new FittedNormal(
                mode,
                FittedNormal.cholesky(covariance)
                        .orElseGet(() -> FittedNormal.about(mode, 1).factor()));
    }

    private static double[][] precision(double[] mode, Watched watched) {
        int d = mode.length;
        double[] points = new double[d * d];
        double[] units = new double[d * d];
        double[] products = new double[d * d];
        for (int i = 0; i < d; i++) {
            System.arraycopy(mode, 0, points, i * d, d);
            units[i * d + i] = 1;
        }
        watched.hessianProduct(d, points, units, products);
        double[][] precision = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                precision[i][j] = -0.5 * (products[i * d + j] + products[j * d + i]);
            }
        }
        return precision;
    }

    private String direction(double[] v, double[] mode, double[] scale) {
        double[] moved = mode.clone();
        for (int i = 0; i < v.length; i++) {
            moved[i] += v[i] * scale[i];
        }
        return Coordinates.mostMoved(Variables.of(target), mode, moved);
    }
}
