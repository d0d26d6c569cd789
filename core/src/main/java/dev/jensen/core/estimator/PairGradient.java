package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.WeaklyDifferentiable;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/** The working part of {@link MeasureValued}. */
final class PairGradient implements Estimation {
    private final LogDensity target;
    private final WeaklyDifferentiable family;
    private final Noise noise;
    private final int draws;
    private final double[] all; // noise of a draw and of its pairs
    private final double[] ofDraws;
    private final double[] ofPairs;
    private final double[] z;
    private final double[] plus;
    private final double[] minus;
    private final double[] values;
    private final double[] others;

    PairGradient(LogDensity target, WeaklyDifferentiable family, Noise noise, int draws) {
        int size = Sizes.ofBatch(target, family, draws);
        this.target = target;
        this.family = family;
        this.noise = noise;
        this.draws = draws;
        all = new double[Math.multiplyExact(draws, family.noiseDimension() + family.pairNoise())];
        ofDraws = new double[draws * family.noiseDimension()];
        ofPairs = new double[draws * family.pairNoise()];
        z = new double[size];
        plus = new double[size];
        minus = new double[size];
        values = new double[draws];
        others = new double[draws];
    }

    @Override
    public int dimension() {
        return family.parameterCount();
    }

    @Override
    public double valueAndGradient(long step, double[] phi, double[] gradient) {
        int own = family.noiseDimension();
        int further = family.pairNoise();
        noise.fill(step, draws, own + further, all);
        for (int s = 0; s < draws; s++) {
            System.arraycopy(all, s * (own + further), ofDraws, s * own, own);
            System.arraycopy(all, s * (own + further) + own, ofPairs, s * further, further);
        }
        family.draw(phi, draws, ofDraws, z);
        target.logDensity(draws, z, values);
        double loss = -Mean.of(values) - family.entropy(phi);
        Arrays.fill(gradient, 0);
        family.entropyGradient(phi, -1, gradient);
        for (int k = 0; k < gradient.length; k++) {
            double c = family.pairs(phi, k, draws, ofPairs, z, plus, minus);
            target.logDensity(draws, plus, values);
            target.logDensity(draws, minus, others);
            for (int s = 0; s < draws; s++) {
                gradient[k] -= c * (values[s] - others[s]) / draws;
            }
        }
        return loss;
    }
}
