package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import java.util.Arrays;

/**
 * Normals of a structure's blocks given its globals, one for each point: from a first guess a Newton step for every block at once,
 * then another with the curvature of the first, where the normal is drawn from. Where a block's law given the globals is nearly
 * log-concave, the normals are next to exact.
 *
 * <p>The blocks' Hessians are differences of gradients: blocks don't see each other, so that one more gradient gives a column of all
 * of them. A curvature of less than 0.05 of what the flow's spread would have, or none, is taken as that.
 */
final class ConditionalLaplace {
    private static final double DIFFERENCE = 1e-3; // standard deviations
    private static final double LEAST_CURVATURE = 0.05;
    private static final double FARTHEST = 3; // standard deviations, of a step
    private static final int CHUNK = 256;

    private final Differentiable target;
    private final int[][] blocks;
    private final double[] spread;
    private final int d;
    private final int columns;

    /**
     * Prepares the steps.
     *
     * @param spread of each coordinate, as the flow has it
     */
    ConditionalLaplace(Differentiable target, Structure structure, double[] spread) {
        this.target = target;
        this.blocks = structure.blocks();
        this.spread = spread;
        this.d = target.dimension();
        this.columns = structure.largestBlock();
    }

    /**
     * Draws the blocks anew, each from its normal.
     *
     * @param points draws × d: globals, which stay, and first guesses of the others, which are overwritten with draws
     * @param noise standard normals of the blocks' members, draws × d by coordinate
     * @param logDensity overwritten with the log densities of the normals at their draws, −∞ where something is not finite
     */
    void draw(int draws, double[] points, double[] noise, double[] logDensity) {
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
        double[][] curvatures = new double[columns][];
        for (int k = 0; k < columns; k++) {
            double[] moved = x.clone();
            for (int[] block : blocks) {
                for (int s = 0; k < block.length && s < draws; s++) {
                    moved[s * d + block[k]] += DIFFERENCE * spread[block[k]];
                }
            }
            curvatures[k] = new double[draws * d];
            target.gradient(draws, moved, values, curvatures[k]);
            for (int i = 0; i < g.length; i++) {
                curvatures[k][i] = (g[i] - curvatures[k][i]) / DIFFERENCE;
            }
        }
        double[][] factors = factors(draws, curvatures);
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

    /** For every block and draw the Cholesky factor of the precision, in units of the spread, row after row. */
    private double[][] factors(int draws, double[][] curvatures) {
        double[][] factors = new double[blocks.length][];
        for (int b = 0; b < blocks.length; b++) {
            int[] block = blocks[b];
            int n = block.length;
            factors[b] = new double[draws * n * n];
            double[][] precision = new double[n][n];
            for (int s = 0; s < draws; s++) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        precision[i][j] = 0.5
                                * (curvatures[j][s * d + block[i]] * spread[block[i]]
                                        + curvatures[i][s * d + block[j]] * spread[block[j]]);
                    }
                }
                if (!factor(precision, factors[b], s * n * n)) {
                    for (int i = 0; i < n; i++) {
                        for (int j = 0; j < n; j++) {
                            double diagonal = Math.max(Math.abs(precision[i][i]), LEAST_CURVATURE);
                            factors[b][s * n * n + i * n + j] = i == j ? Math.sqrt(diagonal) : 0;
                        }
                    }
                }
            }
        }
        return factors;
    }

    private static boolean factor(double[][] a, double[] l, int at) {
        int n = a.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[at + i * n + k] * l[at + j * n + k];
                }
                if (i == j && !(sum >= LEAST_CURVATURE)) {
                    return false;
                }
                l[at + i * n + j] = i == j ? Math.sqrt(sum) : sum / l[at + j * n + j];
            }
        }
        return true;
    }

    /** x ← x + P⁻¹g, a block at a time, no coordinate by more than three spreads. */
    private void step(int draws, double[] x, double[] g, double[][] factors) {
        for (int b = 0; b < blocks.length; b++) {
            int[] block = blocks[b];
            int n = block.length;
            double[] u = new double[n];
            for (int s = 0; s < draws; s++) {
                int at = s * n * n;
                for (int i = 0; i < n; i++) {
                    double sum = g[s * d + block[i]] * spread[block[i]];
                    for (int k = 0; k < i; k++) {
                        sum -= factors[b][at + i * n + k] * u[k];
                    }
                    u[i] = sum / factors[b][at + i * n + i];
                }
                solveTransposed(factors[b], at, u);
                for (int i = 0; i < n; i++) {
                    double move = Double.isFinite(u[i]) ? Math.max(-FARTHEST, Math.min(FARTHEST, u[i])) : 0;
                    x[s * d + block[i]] += spread[block[i]] * move;
                }
            }
        }
    }

    private void sample(int draws, double[] x, double[] noise, double[][] factors, double[] logDensity) {
        Arrays.fill(logDensity, 0);
        for (int b = 0; b < blocks.length; b++) {
            int[] block = blocks[b];
            int n = block.length;
            double[] u = new double[n];
            for (int s = 0; s < draws; s++) {
                int at = s * n * n;
                for (int i = 0; i < n; i++) {
                    u[i] = noise[s * d + block[i]];
                    logDensity[s] += Math.log(factors[b][at + i * n + i] / spread[block[i]])
                            - 0.5 * (u[i] * u[i] + Math.log(2 * Math.PI));
                }
                solveTransposed(factors[b], at, u);
                for (int i = 0; i < n; i++) {
                    x[s * d + block[i]] += spread[block[i]] * u[i];
                }
            }
        }
    }

    private static void solveTransposed(double[] l, int at, double[] u) {
        int n = u.length;
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                u[i] -= l[at + k * n + i] * u[k];
            }
            u[i] /= l[at + i * n + i];
        }
    }
}
