package dev.jensen.core.noise;

import java.util.Arrays;

/**
 * Noise whose draws of a step have exactly mean 0, variance 1 and, where there are more than twice as many draws as dimensions,
 * no correlations: pairs ±ε (Hammersley and Morton 1956), linearly transformed. With it an average over draws is exact for
 * functions that are quadratic along each coordinate, or quadratic altogether; an odd draw is 0.
 *
 * @param source standard normal
 */
public record MomentMatched(Noise source) implements Noise {

    @Override
    public void fill(long step, int draws, int dimension, double[] out) {
        int pairs = draws / 2;
        double[] half = new double[pairs * dimension];
        source.fill(step, pairs, dimension, half);
        double weight = 2.0 / draws;
        if (pairs > dimension) {
            decorrelate(half, pairs, dimension, weight);
        } else {
            scale(half, pairs, dimension, weight);
        }
        for (int s = 0; s < pairs; s++) {
            for (int j = 0; j < dimension; j++) {
                out[2 * s * dimension + j] = half[s * dimension + j];
                out[(2 * s + 1) * dimension + j] = -half[s * dimension + j];
            }
        }
        if (draws % 2 == 1) {
            Arrays.fill(out, (draws - 1) * dimension, draws * dimension, 0);
        }
    }

    /** Divides each coordinate by its root mean square. */
    private static void scale(double[] half, int pairs, int dimension, double weight) {
        for (int j = 0; j < dimension; j++) {
            double squares = 0;
            for (int s = 0; s < pairs; s++) {
                squares += half[s * dimension + j] * half[s * dimension + j];
            }
            double factor = 1 / Math.sqrt(weight * squares);
            for (int s = 0; s < pairs; s++) {
                half[s * dimension + j] *= factor;
            }
        }
    }

    /** Multiplies with L⁻¹, LLᵀ being the second moments of the draws. */
    private static void decorrelate(double[] half, int pairs, int dimension, double weight) {
        double[][] l = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int s = 0; s < pairs; s++) {
                    sum += half[s * dimension + i] * half[s * dimension + j];
                }
                sum *= weight;
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        for (int s = 0; s < pairs; s++) {
            for (int i = 0; i < dimension; i++) {
                double x = half[s * dimension + i];
                for (int k = 0; k < i; k++) {
                    x -= l[i][k] * half[s * dimension + k];
                }
                half[s * dimension + i] = x / l[i][i];
            }
        }
    }
}
