package dev.jensen.core.family;

/**
 * A family of laws of whole numbers: coordinate i of a draw is one of 0, …, K_i − 1, held as a double.
 *
 * <p>Its log density is a log probability, −∞ at any other point. Draws jump as the parameters move: it has neither a
 * gradient in z nor paths, and is fitted along the score-function path.
 */
public interface DiscreteFamily extends Family {

    /**
     * Returns K_i, the number of outcomes of a coordinate; at least 2.
     *
     * @param coordinate i, from 0 to d − 1
     */
    int outcomes(int coordinate);
}
