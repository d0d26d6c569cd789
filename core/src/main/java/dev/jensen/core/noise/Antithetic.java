package dev.jensen.core.noise;

/**
 * Draws in pairs of opposite noise: ε_1, −ε_1, ε_2, −ε_2, … (Hammersley and Morton, "A new Monte Carlo technique: antithetic
 * variates", 1956). What is odd in the noise is averaged out exactly; what is even has the variance of half as many draws.
 *
 * <p>Each number is still standard normal, so that estimates stay unbiased. Of an odd number of draws the last has no
 * partner.
 *
 * @param base where the first of each pair comes from
 */
public record Antithetic(Noise base) implements Noise {

    /** Makes opposite pairs of another noise. */
    public static Antithetic of(Noise base) {
        return new Antithetic(base);
    }

    @Override
    public void fill(long step, int draws, int dimension, double[] out) {
        int first = draws - draws / 2;
        base.fill(step, first, dimension, out);
        for (int s = draws - 1; s >= 0; s--) { // from the end, so that nothing is overwritten before it is used
            double sign = s % 2 == 0 ? 1 : -1;
            for (int i = 0; i < dimension; i++) {
                out[s * dimension + i] = sign * out[s / 2 * dimension + i];
            }
        }
    }
}
