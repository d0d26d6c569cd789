package dev.jensen.models.gp;

import dev.jensen.core.fit.Draws;
import java.util.random.RandomGenerator;

/**
 * A function at new points, as the draws of a fit have it. Immutable.
 *
 * @param means the mean of each draw at each point, [draw][point]
 * @param deviations what is uncertain at each point beyond the draw, [draw][point]
 */
public record Prediction(double[][] means, double[][] deviations) {
    /** What {@link LatentFunction#predict} adds to a name. */
    static final String DEVIATION = "_sd";

    /** Copies the arrays. */
    public Prediction {
        means = copy(means);
        deviations = copy(deviations);
    }

    /**
     * Reads what {@link LatentFunction#predict} has declared.
     *
     * @param draws of a fit of the model
     * @param name of the prediction
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Prediction of(Draws draws, String name) {
        return new Prediction(draws.array(name), draws.array(name + DEVIATION));
    }

    /** {@return the mean at each point} */
    public double[] mean() {
        double[] mean = new double[means[0].length];
        for (double[] draw : means) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += draw[i] / means.length;
            }
        }
        return mean;
    }

    /** {@return the standard deviation of the function at each point, by the law of total variance} */
    public double[] deviation() {
        double[] mean = mean();
        double[] variance = new double[mean.length];
        for (int s = 0; s < means.length; s++) {
            for (int i = 0; i < mean.length; i++) {
                double off = means[s][i] - mean[i];
                variance[i] += (off * off + deviations[s][i] * deviations[s][i]) / means.length;
            }
        }
        for (int i = 0; i < variance.length; i++) {
            variance[i] = Math.sqrt(variance[i]);
        }
        return variance;
    }

    /**
     * Draws the function at each point, one draw for each of the fit's; points are drawn each by itself.
     *
     * @param random source of randomness
     * @return [draw][point]
     */
    public double[][] draw(RandomGenerator random) {
        double[][] drawn = copy(means);
        for (int s = 0; s < drawn.length; s++) {
            for (int i = 0; i < drawn[s].length; i++) {
                drawn[s][i] += deviations[s][i] * random.nextGaussian();
            }
        }
        return drawn;
    }

    private static double[][] copy(double[][] array) {
        double[][] copy = new double[array.length][];
        for (int s = 0; s < copy.length; s++) {
            copy[s] = array[s].clone();
        }
        return copy;
    }
}
