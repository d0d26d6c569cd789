package dev.jensen.core.estimator;

import dev.jensen.core.density.Separable;
import dev.jensen.core.family.Blockwise;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/** The working part of {@link RaoBlackwell}. */
final class BlockScoreGradient implements Estimation {
    private final Separable target;
    private final Blockwise family;
    private final Noise noise;
    private final int draws;
    private final Blanket blanket;
    private final double[] epsilon;
    private final double[] z;
    private final double[] terms;
    private final double[] logFamily; // S·B
    private final double[] w; // S·B

    BlockScoreGradient(Separable target, Blockwise family, Noise noise, int draws) {
        z = new double[Sizes.ofBatch(target, family, draws)];
        this.target = target;
        this.family = family;
        this.noise = noise;
        this.draws = draws;
        blanket = new Blanket(target, family);
        epsilon = new double[Math.multiplyExact(draws, family.noiseDimension())];
        terms = new double[Math.multiplyExact(draws, target.terms())];
        logFamily = new double[Math.multiplyExact(draws, family.blocks())];
        w = new double[logFamily.length];
    }

    @Override
    public int dimension() {
        return family.parameterCount();
    }

    @Override
    public double valueAndGradient(long step, double[] phi, double[] gradient) {
        noise.fill(step, draws, family.noiseDimension(), epsilon);
        family.draw(phi, draws, epsilon, z);
        target.termValues(draws, z, terms);
        family.blockLogDensity(phi, draws, z, logFamily);
        for (int s = 0; s < draws; s++) {
            blanket.gather(terms, logFamily, s, w);
        }
        int blocks = family.blocks();
        for (int b = 0; b < blocks; b++) {
            double mean = 0;
            for (int s = 0; s < draws; s++) {
                mean += w[s * blocks + b] / draws;
            }
            for (int s = 0; s < draws; s++) {
                w[s * blocks + b] = (mean - w[s * blocks + b]) / (draws - 1);
            }
        }
        Arrays.fill(gradient, 0);
        family.blockScore(phi, draws, z, w, gradient);
        return (sum(logFamily) - sum(terms)) / draws;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
