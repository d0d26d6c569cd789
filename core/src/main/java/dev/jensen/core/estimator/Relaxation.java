package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Relaxable;
import dev.jensen.core.family.GumbelMax;
import dev.jensen.core.noise.Noise;

/**
 * What the estimators by relaxation share: keys, outcomes, soft codes, and ℓ = log p̃ − log q as a function of the code, in which
 * log q is linear, with φ held fixed in it: E[∇_φ log q] = 0.
 */
final class Relaxation {

    private final Relaxable target;
    private final Differentiable relaxed;
    private final GumbelMax family;
    private final int draws;
    private final int width;
    private final double[] epsilon;
    private final double[] origin;
    private final double[] slope;
    private final double[] one = new double[1];
    private final double[] code;
    final double[] keys;
    final double[] z;
    final double[] codes;
    final double[] vectors;
    final double[] values;

    Relaxation(Relaxable target, GumbelMax family, int draws) {
        z = new double[Sizes.ofBatch(target, family, draws)];
        this.target = target;
        this.relaxed = target.relaxed();
        this.family = family;
        this.draws = draws;
        width = family.parameterCount();
        if (relaxed.dimension() != width) {
            throw new IllegalArgumentException("the target's code has " + relaxed.dimension() + " numbers, but that of "
                    + family + " has " + width + ": make the target with the family's numbers of outcomes, by"
                    + " Relaxable.binary for MeanFieldBernoulli and Relaxable.oneHot for MeanFieldCategorical");
        }
        epsilon = new double[draws * width];
        origin = new double[family.dimension()];
        slope = new double[width];
        code = new double[width];
        keys = new double[draws * width];
        codes = new double[draws * width];
        vectors = new double[draws * width];
        values = new double[draws];
    }

    static double requireTemperature(double temperature) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature must be positive and finite: " + temperature
                    + "; towards 0 a relaxed draw becomes a discrete one, and its gradient's variance infinite");
        }
        return temperature;
    }

    /** Draws keys and their outcomes. */
    void draw(Noise noise, long step, double[] phi) {
        noise.fill(step, draws, width, epsilon);
        family.keys(phi, draws, epsilon, keys);
        family.choose(draws, keys, z);
    }

    /** Evaluates ℓ at the outcomes, length S. */
    void atOutcomes(double[] phi, double[] losses) {
        target.logDensity(draws, z, losses);
        family.logDensity(phi, draws, z, values);
        for (int s = 0; s < draws; s++) {
            losses[s] -= values[s];
        }
    }

    /** Evaluates ℓ at the codes, into {@link #values}, and its gradient in them, into {@link #vectors}. */
    void atCodes(double[] phi) {
        relaxed.gradient(draws, codes, values, vectors);
        family.logDensitySlope(phi, slope);
        double constant = constant(phi);
        for (int s = 0; s < draws; s++) {
            for (int k = 0; k < width; k++) {
                vectors[s * width + k] -= slope[k];
                values[s] -= slope[k] * codes[s * width + k];
            }
            values[s] -= constant;
        }
    }

    /** What log q is beside its linear part: its value at 0, less that part there. */
    private double constant(double[] phi) {
        family.logDensity(phi, 1, origin, one);
        family.encode(1, origin, code);
        double constant = one[0];
        for (int k = 0; k < width; k++) {
            constant -= slope[k] * code[k];
        }
        return constant;
    }
}
