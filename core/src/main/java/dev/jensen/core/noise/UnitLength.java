package dev.jensen.core.noise;

/**
 * Draws of which each coordinate has mean square 1, as it has on average, so that sums of squares over many coordinates are without noise
 * (moment matching: Boyle, Broadie and Glasserman, "Monte Carlo methods for security pricing", Journal of Economic Dynamics and Control 21,
 * 1997). Fourth moments are 3S/(S + 2) in place of 3, S/2 of opposite pairs: what in an expectation is of the fourth order in the noise
 * is that much too small.
 *
 * @param base of standard normals
 */
public record UnitLength(Noise base) implements Noise {

    /** Divides the coordinates of another noise by their root mean squares. */
    public static UnitLength of(Noise base) {
        return new UnitLength(base);
    }

    @Override
    public void fill(long step, int draws, int dimension, double[] out) {
        base.fill(step, draws, dimension, out);
        for (int i = 0; i < dimension; i++) {
            double squares = 0;
            for (int at = i; at < draws * dimension; at += dimension) {
                squares += out[at] * out[at];
            }
            double factor = Math.sqrt(draws / squares);
            for (int at = i; at < draws * dimension; at += dimension) {
                out[at] *= factor;
            }
        }
    }
}
