package dev.jensen.core.algorithm.importance;

import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.noise.ScrambledSobol;
import org.apache.commons.math3.special.Gamma;

/**
 * Noise for importance sampling whose tails are heavier than normal: four fifths are scrambled Sobol normals, a fifth 1.3 times
 * Student's t with 5 degrees of freedom (Hesterberg, "Weighted average importance sampling and defensive mixture distributions",
 * Technometrics 37, 1995). Through the map of a family it makes a proposal that is q in the middle and safe in the tails.
 *
 * @param draws how many
 * @param plain how many of them, the first, are normal, so that they are draws of q
 * @param epsilon draws × d
 * @param excess log density of the noise less that of the standard normal, for each draw
 */
public record DefensiveNoise(int draws, int plain, double[] epsilon, double[] excess) {
    private static final double PLAIN = 0.8;
    private static final double SCALE = 1.3;
    private static final int FREEDOM = 5;

    /** Makes noise whose dimensions all have heavy tails. */
    public static DefensiveNoise of(int draws, int dimension, long seed, long stream) {
        return of(draws, dimension, dimension, seed, stream);
    }

    /** With heavier tails in the first coordinates only, and {@link #excess} theirs. */
    public static DefensiveNoise of(int draws, int dimension, int wide, long seed, long stream) {
        int plain = (int) (PLAIN * draws);
        double[] epsilon = new double[draws * dimension];
        Noise noise = dimension <= ScrambledSobol.MOST_DIMENSIONS
                ? new ScrambledSobol(seed, stream)
                : new MonteCarlo(seed, stream + 1); // in so many dimensions it makes no difference
        noise.fill(0, draws, dimension, epsilon);
        double[] normals = new double[(draws - plain) * FREEDOM];
        new MonteCarlo(seed, stream).fill(0, draws - plain, FREEDOM, normals);
        for (int s = plain; s < draws; s++) {
            double square = 0;
            for (int k = 0; k < FREEDOM; k++) {
                square += Math.pow(normals[(s - plain) * FREEDOM + k], 2);
            }
            double factor = SCALE * Math.sqrt(FREEDOM / square);
            for (int i = s * dimension; i < s * dimension + wide; i++) {
                epsilon[i] *= factor;
            }
        }
        double[] excess = new double[draws];
        for (int s = 0; s < draws; s++) {
            double square = 0;
            for (int i = s * dimension; i < s * dimension + wide; i++) {
                square += epsilon[i] * epsilon[i];
            }
            excess[s] = excess(square, wide);
        }
        return new DefensiveNoise(draws, plain, epsilon, excess);
    }

    /** log(0.8 + 0.2 t(ε)/N(ε)) at a point with |ε|² = square. */
    public static double excess(double square, int d) {
        double logT = Gamma.logGamma(0.5 * (FREEDOM + d))
                - Gamma.logGamma(0.5 * FREEDOM)
                - 0.5 * d * Math.log(FREEDOM * Math.PI)
                - d * Math.log(SCALE)
                - 0.5 * (FREEDOM + d) * Math.log1p(square / (SCALE * SCALE * FREEDOM));
        double logNormal = -0.5 * square - 0.5 * d * Math.log(2 * Math.PI);
        double ratio = logT - logNormal + Math.log(1 - PLAIN);
        double one = Math.log(PLAIN);
        double greater = Math.max(ratio, one);
        return greater + Math.log1p(Math.exp(-Math.abs(ratio - one)));
    }
}
