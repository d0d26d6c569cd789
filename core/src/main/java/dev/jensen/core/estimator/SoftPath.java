package dev.jensen.core.estimator;

import dev.jensen.core.density.Relaxable;
import dev.jensen.core.family.GumbelMax;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/** The path through soft draws, with the target's gradient taken at them or at the hard ones. */
final class SoftPath implements Estimation {

    private final GumbelMax family;
    private final Noise noise;
    private final int draws;
    private final double temperature;
    private final boolean atOutcomes;
    private final Relaxation at;

    SoftPath(Relaxable target, GumbelMax family, Noise noise, int draws, double temperature, boolean atOutcomes) {
        this.family = family;
        this.noise = noise;
        this.draws = draws;
        this.temperature = temperature;
        this.atOutcomes = atOutcomes;
        at = new Relaxation(target, family, draws);
    }

    @Override
    public int dimension() {
        return family.parameterCount();
    }

    @Override
    public double valueAndGradient(long step, double[] phi, double[] gradient) {
        at.draw(noise, step, phi);
        if (atOutcomes) {
            family.encode(draws, at.z, at.codes);
        } else {
            family.soften(temperature, draws, at.keys, at.codes);
        }
        at.atCodes(phi);
        if (atOutcomes) {
            family.soften(temperature, draws, at.keys, at.codes);
        }
        family.softenPullback(temperature, draws, at.codes, at.vectors);
        Arrays.fill(gradient, 0);
        for (int i = 0; i < at.vectors.length; i++) {
            gradient[i % gradient.length] -= at.vectors[i] / draws; // ∂key/∂φ = I
        }
        return -Mean.of(at.values);
    }
}
