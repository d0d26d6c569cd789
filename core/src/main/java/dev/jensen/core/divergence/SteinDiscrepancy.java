package dev.jensen.core.divergence;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.Estimate;

/**
 * The squared kernelised Stein discrepancy of points from a target, E[k_p(z, z′)] over independent z and z′ (Liu, Lee and Jordan, ICML 2016):
 * 0 where the points' law is p, whatever the evidence.
 */
public final class SteinDiscrepancy {

    private SteinDiscrepancy() {}

    /**
     * Estimates the squared discrepancy by the mean over all pairs of different points, which is unbiased and may be negative.
     *
     * @param target log p̃ with its gradient
     * @param kernel for example {@link InverseMultiquadric#standard}
     * @param draws S, at least 2
     * @param points length at least S·d, one independent point after the other; read only
     * @return the estimate; its standard error is that of the jackknife over points, which overstates it near 0
     */
    public static Estimate estimate(Differentiable target, RadialKernel kernel, int draws, double[] points) {
        if (draws < 2) {
            throw new IllegalArgumentException(
                    "a Stein discrepancy is a mean over pairs, of at least 2 points: " + draws);
        }
        double[] scores = new double[draws * target.dimension()];
        target.gradient(draws, points, new double[draws], scores);
        SteinKernel stein = new SteinKernel(kernel, target.dimension());
        double[] sums = new double[draws]; // over the pairs of a point
        double all = 0;
        for (int a = 0; a < draws; a++) {
            for (int b = 0; b < a; b++) {
                double value = stein.value(points, scores, a, b);
                sums[a] += value;
                sums[b] += value;
                all += 2 * value;
            }
        }
        double mean = all / draws / (draws - 1.0);
        double squares = 0;
        for (double sum : sums) {
            double centred = sum / (draws - 1.0) - mean;
            squares += centred * centred;
        }
        // A mean over pairs varies as 4 Var(E[k | z])/S (Hoeffding 1948)
        return new Estimate(mean, 2 * Math.sqrt(squares / (draws - 1.0) / draws), draws);
    }
}
