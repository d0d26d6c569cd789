package dev.jensen.core.objective;

/**
 * A loss that is the log of a mean power of the weights, L = b log Σ_s ω_s exp(a ℓ_s). With the normalised W_s ∝ ω_s exp(a
 * ℓ_s):
 *
 * <pre>
 *   ∂L/∂ℓ_s = ab W_s      ∂L/∂ω_s = b W_s/ω_s      ∂²L/∂ℓ_s² = a²b (W_s − W_s²)
 * </pre>
 *
 * <p>The log of a mean is biased: by Jensen's inequality the mean of L over batches is b·log E[exp(aℓ)] − b·Var/2S to first order, where Var is
 * the relative variance of exp(aℓ).
 */
public interface LogMeanObjective extends CurvedObjective {

    /** Returns a, the power to which weights are raised. */
    double power();

    /** Returns b. */
    double factor();

    @Override
    default double loss(LogWeights at) {
        return factor() * at.logMeanExp(power());
    }

    @Override
    default void slopes(LogWeights at, double[] slopes) {
        at.normalised(power(), slopes);
        for (int s = 0; s < at.count(); s++) {
            slopes[s] *= power() * factor();
        }
    }

    @Override
    default void shareSlopes(LogWeights at, double[] slopes) {
        at.normalised(power(), slopes);
        for (int s = 0; s < at.count(); s++) {
            slopes[s] *= factor() / at.share(s);
        }
    }

    @Override
    default void curvatures(LogWeights at, double[] curvatures) {
        at.normalised(power(), curvatures);
        for (int s = 0; s < at.count(); s++) {
            curvatures[s] *= power() * power() * factor() * (1 - curvatures[s]);
        }
    }
}
