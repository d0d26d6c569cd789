package dev.jensen.core.objective;

/** A loss that is a mean over the draws, L = Σ_s ω_s g(ℓ_s): unbiased at any number of draws. */
public interface MeanObjective extends CurvedObjective {

    /** Returns g(ℓ). */
    double value(double logWeight);

    /** Returns g′(ℓ). */
    double slope(double logWeight);

    /** Returns g″(ℓ). */
    double curvature(double logWeight);

    @Override
    default double loss(LogWeights at) {
        double sum = 0;
        for (int s = 0; s < at.count(); s++) {
            sum += at.share(s) * value(at.at(s));
        }
        return sum;
    }

    @Override
    default void slopes(LogWeights at, double[] slopes) {
        for (int s = 0; s < at.count(); s++) {
            slopes[s] = at.share(s) * slope(at.at(s));
        }
    }

    @Override
    default void shareSlopes(LogWeights at, double[] slopes) {
        for (int s = 0; s < at.count(); s++) {
            slopes[s] = value(at.at(s));
        }
    }

    @Override
    default void curvatures(LogWeights at, double[] curvatures) {
        for (int s = 0; s < at.count(); s++) {
            curvatures[s] = at.share(s) * curvature(at.at(s));
        }
    }

    @Override
    default void credits(LogWeights at, double[] credits) {
        for (int s = 0; s < at.count(); s++) {
            credits[s] = at.share(s) * value(at.at(s));
        }
    }
}
