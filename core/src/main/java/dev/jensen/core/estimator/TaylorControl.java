package dev.jensen.core.estimator;

import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/**
 * What the reparameterisation gradient of −ELBO would be if log p̃ were its second-order Taylor series at q's mean, less its own
 * expectation (Miller, Foti, D'Amour and Adams, "Reducing reparameterization gradient variance", NeurIPS 2017). On a quadratic
 * target nothing remains of the variance; near the optimum of a smooth one, little.
 *
 * <pre>
 *   by m:     −(1/S) Σ_s Hσε_s
 *   by log σ: −(1/S) Σ_s σε_s∘(∇log p̃(m) + Hσε_s) + σ²∘diag H        H = ∇²log p̃(m)
 * </pre>
 *
 * <p>A step costs S + d Hessian products: for tens of dimensions, or where a draw's gradient is dear for other reasons.
 */
public record TaylorControl() implements Control<TwiceDifferentiable, MeanFieldGaussian> {

    @Override
    public Zero start(TwiceDifferentiable target, MeanFieldGaussian family, Noise noise, int draws) {
        Sizes.ofBatch(target, family, draws);
        return new Step(target, noise, draws);
    }

    private static final class Step implements Zero {
        private final TwiceDifferentiable target;
        private final Noise noise;
        private final int draws;
        private final int d;
        private final double[] epsilon;
        private final double[] points; // the mean, once for each product
        private final double[] vectors; // σε_s, then the unit vectors
        private final double[] products;
        private final double[] value = new double[1];
        private final double[] slope;

        Step(TwiceDifferentiable target, Noise noise, int draws) {
            this.target = target;
            this.noise = noise;
            this.draws = draws;
            d = target.dimension();
            epsilon = new double[draws * d];
            int size = Math.multiplyExact(draws + d, d);
            points = new double[size];
            vectors = new double[size];
            products = new double[size];
            slope = new double[d];
            for (int i = 0; i < d; i++) {
                vectors[(draws + i) * d + i] = 1;
            }
        }

        @Override
        public void at(long step, double[] phi, double[] control) {
            noise.fill(step, draws, d, epsilon);
            for (int row = 0; row < draws + d; row++) {
                System.arraycopy(phi, 0, points, row * d, d);
            }
            for (int s = 0; s < draws; s++) {
                for (int i = 0; i < d; i++) {
                    vectors[s * d + i] = Math.exp(phi[d + i]) * epsilon[s * d + i];
                }
            }
            target.gradient(1, points, value, slope);
            target.hessianProduct(draws + d, points, vectors, products);
            Arrays.fill(control, 0);
            for (int i = 0; i < d; i++) {
                double diagonal = products[(draws + i) * d + i];
                for (int at = i; at < draws * d; at += d) {
                    control[i] -= products[at] / draws;
                    control[d + i] -= vectors[at] * (slope[i] + products[at]) / draws;
                }
                control[d + i] += Math.exp(2 * phi[d + i]) * diagonal;
            }
        }
    }
}
