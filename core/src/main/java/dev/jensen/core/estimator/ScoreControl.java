package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/**
 * The score, (1/S) Σ_s ∇_φ log q(z_s): its mean is zero whatever the family (Ranganath, Gerrish and Blei, "Black box variational
 * inference", AISTATS 2014, section 3.2; Paisley, Blei and Jordan, ICML 2012).
 */
public record ScoreControl() implements Control<LogDensity, Family> {

    @Override
    public Zero start(LogDensity target, Family family, Noise noise, int draws) {
        double[] epsilon = new double[Math.multiplyExact(draws, family.noiseDimension())];
        double[] z = new double[Sizes.ofBatch(target, family, draws)];
        double[] weights = new double[draws];
        Arrays.fill(weights, 1.0 / draws);
        return (step, phi, control) -> {
            noise.fill(step, draws, family.noiseDimension(), epsilon);
            family.draw(phi, draws, epsilon, z);
            Arrays.fill(control, 0);
            family.score(phi, draws, z, weights, control);
        };
    }
}
