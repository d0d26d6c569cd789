package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Blockwise;
import dev.jensen.core.family.DiscreteFamily;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/**
 * The gradient of −ELBO for independent discrete coordinates, each coordinate summed over all its outcomes and the others drawn
 * (Titsias and Lázaro-Gredilla, "Local expectation gradients for black box variational inference", NeurIPS 2015, section 3). It needs
 * no gradient of the target, and what noise is left comes from the other coordinates only: of one coordinate it is exact.
 *
 * <pre>
 *   −1/S Σ_s Σ_i Σ_k q_i(k) (log p̃(k, z_s without i) − log q_i(k)) ∇log q_i(k)
 * </pre>
 *
 * <p>A step costs S·Σ K_i values of the target, K_i the outcomes of coordinate i: it pays where coordinates hardly pull at each other.
 *
 * @param draws S, at least 1
 * @param <F> a family of independent coordinates, each a block of its own
 */
public record LocalExpectation<F extends DiscreteFamily & Blockwise>(int draws) implements Estimator<LogDensity, F> {

    /** Checks the number of draws. */
    public LocalExpectation {
        Sizes.requireDraws("LocalExpectation", 1, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static <F extends DiscreteFamily & Blockwise> LocalExpectation<F> draws(int draws) {
        return new LocalExpectation<>(draws);
    }

    @Override
    public Estimation start(LogDensity target, F family, Noise noise) {
        Sizes.ofBatch(target, family, draws);
        for (int i = 0; i < family.dimension(); i++) {
            if (family.blocks() != family.dimension() || family.coordinates(i)[0] != i) {
                throw new IllegalArgumentException(
                        "LocalExpectation needs a family of independent coordinates, but blocks of " + family
                                + " have several: take RaoBlackwell");
            }
        }
        return new Started<>(target, family, noise, draws);
    }

    private static final class Started<F extends DiscreteFamily & Blockwise> implements Estimation {
        private final LogDensity target;
        private final F family;
        private final Noise noise;
        private final int draws;
        private final int d;
        private final int variants; // Σ K_i
        private final double[] epsilon;
        private final double[] z;
        private final double[] points;
        private final double[] logTarget;
        private final double[] logFamily;
        private final double[] w;

        Started(LogDensity target, F family, Noise noise, int draws) {
            this.target = target;
            this.family = family;
            this.noise = noise;
            this.draws = draws;
            d = family.dimension();
            int sum = 0;
            for (int i = 0; i < d; i++) {
                sum += family.outcomes(i);
            }
            variants = sum;
            epsilon = new double[draws * family.noiseDimension()];
            z = new double[draws * d];
            logTarget = new double[Math.multiplyExact(draws, variants)];
            points = new double[Math.multiplyExact(logTarget.length, d)];
            logFamily = new double[points.length];
            w = new double[points.length];
        }

        @Override
        public int dimension() {
            return family.parameterCount();
        }

        @Override
        public double valueAndGradient(long step, double[] phi, double[] gradient) {
            noise.fill(step, draws, family.noiseDimension(), epsilon);
            family.draw(phi, draws, epsilon, z);
            vary();
            target.logDensity(logTarget.length, points, logTarget);
            family.blockLogDensity(phi, logTarget.length, points, logFamily);
            Arrays.fill(w, 0);
            double loss = 0;
            int point = 0;
            for (int s = 0; s < draws; s++) {
                for (int i = 0; i < d; i++) {
                    for (int k = 0; k < family.outcomes(i); k++) {
                        double own = logFamily[point * d + i];
                        double value = logTarget[point] - own;
                        w[point * d + i] = own == Double.NEGATIVE_INFINITY ? 0 : -Math.exp(own) * value / draws;
                        if (i == 0 && z[s * d] == k) {
                            loss -= logTarget[point] / draws;
                            for (int j = 0; j < d; j++) {
                                loss += logFamily[point * d + j] / draws;
                            }
                        }
                        point++;
                    }
                }
            }
            Arrays.fill(gradient, 0);
            family.blockScore(phi, logTarget.length, points, w, gradient);
            return loss;
        }

        /** Writes each draw once for every outcome of every coordinate. */
        private void vary() {
            int point = 0;
            for (int s = 0; s < draws; s++) {
                for (int i = 0; i < d; i++) {
                    for (int k = 0; k < family.outcomes(i); k++) {
                        System.arraycopy(z, s * d, points, point * d, d);
                        points[point * d + i] = k;
                        point++;
                    }
                }
            }
        }
    }
}
