package dev.jensen.core.fit;

/**
 * Data that a fit can predict for. Whoever states targets on named data implements it; a user hands it to {@link Fit#predict}.
 */
@FunctionalInterface
public interface NewData {
    /**
     * Draws from the predictive law of a fit on these data.
     *
     * @param fit of a target that can be stated again on these data
     * @param draws how many, at least 1
     * @param seed the same seed gives the same draws
     * @return draws of everything that the target names, and of its outcomes
     * @throws IllegalArgumentException if the target cannot be stated on these data: which name, and why
     */
    Draws predictedBy(Fit fit, int draws, long seed);
}
