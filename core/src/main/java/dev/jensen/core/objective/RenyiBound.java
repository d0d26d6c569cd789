package dev.jensen.core.objective;

/**
 * The variational Rényi bound, L = −1/(1−α) log mean_s exp((1−α) ℓ_s): α → 1 is the ELBO, 0 the importance-weighted bound, 0 &lt;
 * α &lt; 1 lies between, and α &gt; 1 below the ELBO, more mode-seeking than it (Li and Turner, "Rényi divergence variational
 * inference", NeurIPS 2016).
 *
 * <p>For S → ∞ it is the Rényi divergence D_α(q‖p) − log ∫p̃. With S draws the bound is biased towards that of a smaller order.
 *
 * @param alpha α, at least 0 and not 1
 */
public record RenyiBound(double alpha) implements LogMeanObjective {

    /** Checks the range. */
    public RenyiBound {
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("RenyiBound alpha must be at least 0 and finite: " + alpha
                    + (alpha < 0 ? "; below 0 it is an upper bound, which is minimised: use Cubo.of(1 − alpha)" : ""));
        }
        if (alpha == 1) {
            throw new IllegalArgumentException("RenyiBound alpha must not be 1: its limit there is NegativeElbo");
        }
    }

    /** Makes the objective of an order α. */
    public static RenyiBound of(double alpha) {
        return new RenyiBound(alpha);
    }

    @Override
    public double power() {
        return 1 - alpha;
    }

    @Override
    public double factor() {
        return -1 / (1 - alpha);
    }

    @Override
    public String toString() {
        return "−Rényi bound of order " + alpha;
    }
}
