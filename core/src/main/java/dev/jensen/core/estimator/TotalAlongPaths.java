package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.DensityAlongPaths;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.Objective;
import java.util.Arrays;

/**
 * The working part of {@link TotalGradient} where log q is followed from the noise: with ℓ_s = log p̃(z_s) − β q_s,
 *
 * <pre>
 *   ∂L/∂φ = Σ_s (∂z_s/∂φ)ᵀ ∂L/∂ℓ_s ∇log p̃(z_s) − β ∂L/∂ℓ_s ∂q_s/∂φ
 * </pre>
 */
final class TotalAlongPaths implements Estimation {

    private final Differentiable target;
    private final Reparameterized family;
    private final DensityAlongPaths paths;
    private final Noise noise;
    private final int draws;
    private final Objective objective;
    private final double[] epsilon;
    private final double[] z;
    private final double[] logTarget;
    private final double[] logFamily;
    private final double[] v; // ∇log p̃(z_s) first
    private final double[] slopes;
    private final double[] logWeights;
    private final LogWeights view;

    /**
     * Prepares the arrays.
     *
     * @param paths of that family and of so many draws
     * @throws IllegalArgumentException if target and family differ in dimension
     */
    TotalAlongPaths(
            Differentiable target,
            Reparameterized family,
            DensityAlongPaths paths,
            Noise noise,
            int draws,
            Objective objective) {
        int size = Sizes.ofBatch(target, family, draws);
        this.target = target;
        this.family = family;
        this.paths = paths;
        this.noise = noise;
        this.draws = draws;
        this.objective = objective;
        epsilon = new double[Math.multiplyExact(draws, family.noiseDimension())];
        z = new double[size];
        logTarget = new double[draws];
        logFamily = new double[draws];
        v = new double[size];
        slopes = new double[draws];
        logWeights = new double[draws];
        double[] shares = new double[draws];
        Arrays.fill(shares, 1.0 / draws);
        view = new LogWeights(logWeights, shares);
    }

    @Override
    public int dimension() {
        return family.parameterCount();
    }

    @Override
    public double valueAndGradient(long step, double[] parameters, double[] gradient) {
        noise.fill(step, draws, family.noiseDimension(), epsilon);
        paths.draw(parameters, epsilon, z, logFamily);
        target.gradient(draws, z, logTarget, v);
        double beta = objective.entropyWeight();
        for (int s = 0; s < draws; s++) {
            logWeights[s] = logTarget[s] - beta * logFamily[s];
        }
        objective.slopes(view, slopes);
        int d = target.dimension();
        for (int s = 0; s < draws; s++) {
            for (int i = s * d; i < (s + 1) * d; i++) {
                v[i] = slopes[s] == 0 ? 0 : slopes[s] * v[i]; // even if a gradient there is not finite
            }
            slopes[s] *= -beta;
        }
        Arrays.fill(gradient, 0);
        paths.pullback(v, slopes, gradient);
        return objective.loss(view);
    }
}
