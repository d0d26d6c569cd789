package dev.jensen.core.estimator;

import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.divergence.RadialKernel;
import dev.jensen.core.divergence.SteinKernel;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/**
 * The squared kernelised Stein discrepancy E_q[k_p(z, z′)] along the reparameterisation path, the mean over all pairs of different draws
 * (Liu, Lee and Jordan, ICML 2016; minimised over q: Ranganath, Altosaar, Tran and Blei, "Operator variational inference", NeurIPS 2016). It
 * asks nothing of q but its draws: no density, no entropy.
 *
 * <pre>
 *   v_s = 2/(S(S−1)) Σ_{t≠s} ∂k_p(z_s, z_t)/∂z_s        w_s = 0
 * </pre>
 *
 * <p>Unbiased. The kernel stays the same throughout; the loss may be negative and is no nats. A mixture's draws, stratified, are no pairs from one
 * law: for it take {@link SteinDiscrepancyScore}.
 *
 * @param draws S, at least 2
 * @param kernel for example {@link dev.jensen.core.divergence.InverseMultiquadric#standard}
 */
public record SteinDiscrepancyPath(int draws, RadialKernel kernel)
        implements Estimator<TwiceDifferentiable, Reparameterized> {

    /** Checks the number of draws. */
    public SteinDiscrepancyPath {
        Sizes.requireDraws("SteinDiscrepancyPath, a mean over pairs of draws,", 2, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static SteinDiscrepancyPath of(RadialKernel kernel, int draws) {
        return new SteinDiscrepancyPath(draws, kernel);
    }

    @Override
    public Estimation start(TwiceDifferentiable target, Reparameterized family, Noise noise) {
        int size = Sizes.ofBatch(target, family, draws);
        SteinKernel stein = new SteinKernel(kernel, target.dimension());
        double[] underHessian = new double[size];
        double[] product = new double[size];
        double pairs = draws * (draws - 1.0);
        return new PathGradient(target, family, noise, draws, (at, v, gradient) -> {
            double[] z = at.draws();
            double[] scores = at.targetGradient();
            Arrays.fill(v, 0);
            Arrays.fill(underHessian, 0);
            double sum = 0;
            for (int s = 0; s < draws; s++) {
                for (int t = 0; t < draws; t++) {
                    if (t != s) {
                        sum += stein.value(z, scores, s, t);
                        stein.addGradient(z, scores, s, t, v, underHessian);
                    }
                }
            }
            target.hessianProduct(draws, z, underHessian, product);
            for (int i = 0; i < v.length; i++) {
                v[i] = 2 / pairs * (v[i] + product[i]);
            }
            return sum / pairs;
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
