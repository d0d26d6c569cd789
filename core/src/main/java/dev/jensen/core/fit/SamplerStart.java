package dev.jensen.core.fit;

import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.RunningMoments;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a Markov chain sampler takes over from a fit: where chains begin, and the covariance by which it measures. A sampler whose inverse
 * metric (inverse mass matrix) is the posterior covariance moves in coordinates of equal scale, and needs next to no warm-up.
 *
 * @param starts a point in ℝᵈ for each chain: draws from the fit
 * @param mean of the fit's draws, length d
 * @param covariance of the fit's draws, d × d, drawn a little towards its diagonal, so that it is positive definite; beyond 500
 *     dimensions its diagonal alone
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not kept
public record SamplerStart(double[][] starts, double[] mean, double[][] covariance) {
    private static final int FEWEST_DRAWS = 4096;
    private static final int DRAWS_PER_DIMENSION = 16;
    private static final int MOST_DENSE = 500;

    /**
     * Takes starts and moments of a fit.
     *
     * @param chains how many, at least 1
     * @param seed the same seed gives the same starts
     */
    public static SamplerStart of(Fit fit, int chains, long seed) {
        if (chains < 1) {
            throw new IllegalArgumentException("a sampler needs at least 1 chain: " + chains);
        }
        int d = fit.family().dimension();
        double[][] starts = new double[chains][];
        double[] first = fit.unconstrained(chains, new SplittableRandom(seed).nextLong());
        for (int c = 0; c < chains; c++) {
            starts[c] = Arrays.copyOfRange(first, c * d, (c + 1) * d);
        }
        int draws = Math.max(FEWEST_DRAWS, d <= MOST_DENSE ? DRAWS_PER_DIMENSION * d : 0);
        double[] z = fit.unconstrained(draws, fit.origin().seed());
        double[] mean = new double[d];
        double[][] covariance = new double[d][d];
        for (int i = 0; i < d; i++) {
            RunningMoments moments = new RunningMoments();
            for (int s = 0; s < draws; s++) {
                moments.add(z[s * d + i]);
            }
            mean[i] = moments.mean();
            covariance[i][i] = moments.variance();
        }
        double kept = draws / (draws + (double) d); // of what lies beside the diagonal
        for (int i = 0; i < d && d <= MOST_DENSE; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int s = 0; s < draws; s++) {
                    sum += (z[s * d + i] - mean[i]) * (z[s * d + j] - mean[j]);
                }
                covariance[i][j] = kept * sum / (draws - 1);
                covariance[j][i] = covariance[i][j];
            }
        }
        return new SamplerStart(starts, mean, covariance);
    }

    /**
     * Returns the starts on the scale of the fit's variables, a draw for each chain.
     *
     * @param fit that the starts were taken of
     * @throws IllegalArgumentException if its target has another number of dimensions
     */
    public Draws draws(Fit fit) {
        if (fit.target().dimension() != mean.length) {
            throw new IllegalArgumentException("the starts have " + mean.length + " coordinates, the fit's target "
                    + fit.target().dimension() + ": give the fit that they were taken of");
        }
        Variables variables = Variables.of(fit.target());
        double[] z = Arrays.stream(starts).flatMapToDouble(Arrays::stream).toArray();
        double[] values = new double[starts.length * variables.constrainedDimension()];
        variables.constrain(starts.length, z, values);
        return new Draws(variables.list(), starts.length, values);
    }
}
