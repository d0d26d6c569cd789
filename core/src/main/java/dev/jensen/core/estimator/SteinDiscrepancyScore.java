package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.divergence.RadialKernel;
import dev.jensen.core.divergence.SteinKernel;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;

/**
 * The squared kernelised Stein discrepancy E_q[k_p(z, z′)] along the score-function path: for families without paths, mixtures among them, and
 * targets without second derivatives (Liu, Lee and Jordan, "A kernelized Stein discrepancy for goodness-of-fit tests", ICML 2016).
 *
 * <pre>
 *   w_s = 2/S (mean_{t≠s} k_p(z_s, z_t) − mean over the pairs without s)
 * </pre>
 *
 * <p>Unbiased. The loss may be negative and is no nats.
 *
 * @param draws S, at least 3
 * @param kernel for example {@link dev.jensen.core.divergence.InverseMultiquadric#standard}
 */
public record SteinDiscrepancyScore(int draws, RadialKernel kernel) implements Estimator<Differentiable, Family> {

    /** Checks the number of draws. */
    public SteinDiscrepancyScore {
        Sizes.requireDraws("SteinDiscrepancyScore, whose baseline is the pairs of the other draws,", 3, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static SteinDiscrepancyScore of(RadialKernel kernel, int draws) {
        return new SteinDiscrepancyScore(draws, kernel);
    }

    @Override
    public Estimation start(Differentiable target, Family family, Noise noise) {
        SteinKernel stein = new SteinKernel(kernel, target.dimension());
        double[] values = new double[draws];
        double[] scores = new double[Sizes.ofBatch(target, family, draws)];
        return new ScoreGradient(target, family, noise, draws, (at, w) -> {
            double[] z = at.draws();
            target.gradient(draws, z, values, scores);
            double all = 0; // ordered pairs
            for (int s = 0; s < draws; s++) {
                w[s] = 0;
                for (int t = 0; t < draws; t++) {
                    w[s] += t == s ? 0 : stein.value(z, scores, s, t);
                }
                all += w[s];
            }
            for (int s = 0; s < draws; s++) {
                double without = (all - 2 * w[s]) / ((draws - 1.0) * (draws - 2.0));
                w[s] = 2.0 / draws * (w[s] / (draws - 1.0) - without);
            }
            return all / (draws * (draws - 1.0));
        });
    }

    @Override
    public String minimises() {
        return "squared Stein discrepancy";
    }

    @Override
    public boolean allowsMinibatches() {
        return false;
    }
}
