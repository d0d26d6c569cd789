package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.WeaklyDifferentiable;
import dev.jensen.core.noise.Noise;

/**
 * The measure-valued gradient of −ELBO = −E_q[log p̃] − H(q): differences of log p̃ at coupled pairs of draws, the entropy in closed
 * form (Mohamed, Rosca, Figurnov and Mnih, "Monte Carlo gradient estimation in machine learning", JMLR 2020, section 6). It
 * needs no gradient of the target and has little variance, for the price of 2P + 1 evaluations a draw.
 *
 * <pre>
 *   ∂/∂φ_k = −c_k (1/S) Σ_s (log p̃(z_s⁺) − log p̃(z_s⁻)) − ∂H/∂φ_k        z_s± ~ q_k±
 * </pre>
 *
 * @param draws S, at least 1
 */
public record MeasureValued(int draws) implements Estimator<LogDensity, WeaklyDifferentiable> {

    /** Checks the number of draws. */
    public MeasureValued {
        Sizes.requireDraws("MeasureValued", 1, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static MeasureValued draws(int draws) {
        return new MeasureValued(draws);
    }

    @Override
    public Estimation start(LogDensity target, WeaklyDifferentiable family, Noise noise) {
        return new PairGradient(target, family, noise, draws);
    }
}
