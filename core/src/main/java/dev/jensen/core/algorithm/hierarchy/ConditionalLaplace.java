package dev.jensen.core.algorithm.hierarchy;

import dev.jensen.core.density.Differentiable;
import java.util.Arrays;

/**
 * Normals of a structure's blocks given its globals, one for each point: from a first guess a Newton step for all blocks at once, then
 * another with the curvature of the first, where the normal is drawn from. Where the blocks' law given the globals is normal, so are
 * these, exactly; where it is nearly log-concave, they are next to it (Tierney and Kadane, "Accurate approximations for posterior
 * moments and marginal densities", JASA 81, 1986).
 *
 * <p>The Hessian is made of differences of gradients, one for each colour of {@link SparsePrecision}. Where it is not positive, at
 * least 0.05 of the curvature that the flow's spread would have is taken.
 */
public final class ConditionalLaplace {
    private static final double DIFFERENCE = 1e-3; // standard deviations
    private static final double LEAST_CURVATURE = 0.05;
    private static final double FARTHEST = 10; // standard deviations, of a step
    private static final int CHUNK = 256;

    private final Differentiable target;
    private final SparsePrecision precision;
    private final double[] spread;
    private final int d;

    /**
     * Prepares the steps.
     *
     * @param spread of each coordinate, as the flow has it
     */
    public ConditionalLaplace(Differentiable target, Structure structure, double[] spread) {
        this.target = target;
        this.precision = structure.precision();
        this.spread = spread;
        this.d = target.dimension();
    }

    /**
     * Draws the blocks anew, each from its normal.
     *
     * @param points draws × d: globals, which stay, and first guesses of the others, which are overwritten with draws
     * @param noise standard normals of the blocks' members, draws × d by coordinate
     * @param logDensity overwritten with the log densities of the normals at their draws, −∞ where something is not finite
     */
    public void draw(int draws, double[] points, double[] noise, double[] logDensity) {
        for (int from = 0; from < draws; from += CHUNK) {
            int now = Math.min(CHUNK, draws - from);
            double[] x = Arrays.copyOfRange(points, from * d, (from + now) * d);
            double[] log = new double[now];
            chunk(now, x, Arrays.copyOfRange(noise, from * d, (from + now) * d), log);
            System.arraycopy(x, 0, points, from * d, now * d);
            System.arraycopy(log, 0, logDensity, from, now);
        }
    }

    private void chunk(int draws, double[] x, double[] noise, double[] logDensity) {
        double[] values = new double[draws];
        double[] g = new double[draws * d];
        target.gradient(draws, x, values, g);
        double[][] factors = factors(draws, curvatures(draws, x, g));
        step(draws, x, g, factors);
        target.gradient(draws, x, values, g);
        step(draws, x, g, factors);
        sample(draws, x, noise, factors, logDensity);
        for (int s = 0; s < draws; s++) {
            for (int i = s * d; i < (s + 1) * d; i++) {
                if (!Double.isFinite(x[i])) {
                    logDensity[s] = Double.NEGATIVE_INFINITY;
                }
            }
        }
    }

    /** For every colour by how much the gradient falls for a step of one spread along its columns. */
    private double[][] curvatures(int draws, double[] x, double[] g) {
        double[][] curvatures = new double[precision.colours()][];
        for (int c = 0; c < curvatures.length; c++) {
            double[] moved = x.clone();
            for (int i = 0; i < precision.size(); i++) {
                int at = precision.coordinate(i);
                for (int s = 0; precision.colour(i) == c && s < draws; s++) {
                    moved[s * d + at] += DIFFERENCE * spread[at];
                }
            }
            curvatures[c] = new double[draws * d];
            target.gradient(draws, moved, new double[draws], curvatures[c]);
            for (int i = 0; i < g.length; i++) {
                curvatures[c][i] = (g[i] - curvatures[c][i]) / DIFFERENCE;
            }
        }
        return curvatures;
    }

    /** For every draw the Cholesky factor of the precision, in units of the spread. */
    private double[][] factors(int draws, double[][] curvatures) {
        double[][] factors = new double[draws][precision.entries()];
        for (int s = 0; s < draws; s++) {
            int at = s * d;
            precision.factor((c, i) -> curvatures[c][at + i] * spread[i], LEAST_CURVATURE, factors[s]);
        }
        return factors;
    }

    /** x ← x + P⁻¹g, no coordinate by more than ten spreads. */
    private void step(int draws, double[] x, double[] g, double[][] factors) {
        double[] u = new double[precision.size()];
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < u.length; i++) {
                int at = precision.coordinate(i);
                u[i] = g[s * d + at] * spread[at];
            }
            precision.solve(factors[s], u);
            precision.solveTransposed(factors[s], u);
            for (int i = 0; i < u.length; i++) {
                int at = precision.coordinate(i);
                double move = Double.isFinite(u[i]) ? Math.max(-FARTHEST, Math.min(FARTHEST, u[i])) : 0;
                x[s * d + at] += spread[at] * move;
            }
        }
    }

    private void sample(int draws, double[] x, double[] noise, double[][] factors, double[] logDensity) {
        double[] u = new double[precision.size()];
        for (int s = 0; s < draws; s++) {
            logDensity[s] = 0;
            for (int i = 0; i < u.length; i++) {
                int at = precision.coordinate(i);
                u[i] = noise[s * d + at];
                logDensity[s] += Math.log(factors[s][i] / spread[at]) - 0.5 * (u[i] * u[i] + Math.log(2 * Math.PI));
            }
            precision.solveTransposed(factors[s], u);
            for (int i = 0; i < u.length; i++) {
                x[s * d + precision.coordinate(i)] += spread[precision.coordinate(i)] * u[i];
            }
        }
    }
}
