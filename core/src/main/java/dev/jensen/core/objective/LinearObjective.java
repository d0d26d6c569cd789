package dev.jensen.core.objective;

/**
 * The negative mean of the log weights, L = −Σ_s ω_s ℓ_s. Its slopes are constants, so that the score term of its gradient
 * has mean zero and may be left out, and E[log q] may be taken in closed form.
 */
public interface LinearObjective extends MeanObjective {

    @Override
    default double value(double logWeight) {
        return -logWeight;
    }

    @Override
    default double slope(double logWeight) {
        return -1;
    }

    @Override
    default double curvature(double logWeight) {
        return 0;
    }

    @Override
    default double loss(LogWeights at) {
        return -at.mean();
    }

    @Override
    default void slopes(LogWeights at, double[] slopes) {
        for (int s = 0; s < at.count(); s++) {
            slopes[s] = -at.share(s);
        }
    }

    @Override
    default void shareSlopes(LogWeights at, double[] slopes) {
        for (int s = 0; s < at.count(); s++) {
            slopes[s] = -at.at(s);
        }
    }
}
