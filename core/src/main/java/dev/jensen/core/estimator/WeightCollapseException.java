package dev.jensen.core.estimator;

import java.util.Locale;

/** Importance weights have rested on one draw for so long that what they estimate is not to be trusted. */
public final class WeightCollapseException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    private final double effectiveSampleSize;

    WeightCollapseException(String who, double effectiveSampleSize, int draws, int steps) {
        super(String.format(
                Locale.US,
                "%s: the importance weights have collapsed: effective sample size %.3g of %d draws, in %d steps running; q misses"
                        + " p. Start nearer, for example from the parameters of a fit of −ELBO; take more draws, or a family with"
                        + " heavier tails; or use MarkovianScoreClimbing, which carries a draw from p along",
                who,
                effectiveSampleSize,
                draws,
                steps));
        this.effectiveSampleSize = effectiveSampleSize;
    }

    /** Returns the effective sample size of the last step; NaN where the target was zero at all draws. */
    public double effectiveSampleSize() {
        return effectiveSampleSize;
    }
}
