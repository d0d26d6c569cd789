package dev.jensen.core.divergence;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.Objective;
import java.util.Arrays;

/** The value of an objective for any family and target. */
public final class ObjectiveValue {

    private ObjectiveValue() {}

    /**
     * Estimates the mean of an objective's loss over batches of S draws: of {@code Iwae.bound()} the negative of the bound with S draws.
     *
     * @param objective what is to be evaluated
     * @param target log p̃
     * @param family of the target's dimension
     * @param phi length P; read only
     * @param draws S, how many draws make a loss; at least 1
     * @param batches how many losses; at least 1, and 2 for a standard error
     * @param noise where the draws come from, read from step 0 on
     * @return the mean loss; +∞ where a batch had an infinite one
     */
    public static Estimate estimate(
            Objective objective, LogDensity target, Family family, double[] phi, int draws, int batches, Noise noise) {
        if (draws < 1 || batches < 1) {
            throw new IllegalArgumentException(
                    "an objective's value needs at least 1 draw and 1 batch: " + draws + ", " + batches);
        }
        double[] epsilon = new double[Math.multiplyExact(draws, family.noiseDimension())];
        double[] z = new double[Math.multiplyExact(draws, family.dimension())];
        double[] logTarget = new double[draws];
        double[] logFamily = new double[draws];
        double[] logWeights = new double[draws];
        double[] shares = new double[draws];
        Arrays.fill(shares, 1.0 / draws);
        LogWeights view = new LogWeights(logWeights, shares);
        RunningMoments moments = new RunningMoments();
        boolean infinite = false;
        for (int batch = 0; batch < batches; batch++) {
            noise.fill(batch, draws, family.noiseDimension(), epsilon);
            family.draw(phi, draws, epsilon, z);
            target.logDensity(draws, z, logTarget);
            family.logDensity(phi, draws, z, logFamily);
            for (int s = 0; s < draws; s++) {
                logWeights[s] = logTarget[s] - objective.entropyWeight() * logFamily[s];
            }
            double loss = objective.loss(view);
            infinite |= loss == Double.POSITIVE_INFINITY;
            moments.add(loss);
        }
        return infinite
                ? new Estimate(Double.POSITIVE_INFINITY, Double.NaN, batches)
                : new Estimate(moments.mean(), Math.sqrt(moments.variance() / batches), (long) draws * batches);
    }
}
