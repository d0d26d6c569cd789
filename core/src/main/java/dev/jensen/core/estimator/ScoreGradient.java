package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;
import java.util.Arrays;

/**
 * The working part of every estimator along the score-function path: draws, evaluates, asks the estimator's row for w,
 * and adds the weighted scores. The arrays that the row gets are valid within its call.
 */
public final class ScoreGradient implements Estimation {

    private final LogDensity target;
    private final Family family;
    private final Noise noise;
    private final int draws;
    private final Row row;

    private final double[] epsilon;
    private final double[] z;
    private final double[] logTarget;
    private final double[] logFamily;
    private final double[] logWeights;
    private final LogWeights view;
    private final double[] w;

    /** An estimator's row. */
    @FunctionalInterface
    public interface Row {

        /**
         * States the estimator at the present draws.
         *
         * @param at the draws, and what target and family say there
         * @param w length S, to be overwritten with the weights w_s
         * @return the estimate of the loss in nats
         */
        double write(ScoreGradient at, double[] w);
    }

    /**
     * Prepares the arrays.
     *
     * @throws IllegalArgumentException if target and family differ in dimension, or there are no draws
     */
    public ScoreGradient(LogDensity target, Family family, Noise noise, int draws, Row row) {
        z = new double[Sizes.ofBatch(target, family, draws)];
        this.target = target;
        this.family = family;
        this.noise = noise;
        this.draws = draws;
        this.row = row;
        epsilon = new double[Math.multiplyExact(draws, family.noiseDimension())];
        logTarget = new double[draws];
        logFamily = new double[draws];
        logWeights = new double[draws];
        double[] shares = new double[draws];
        Arrays.fill(shares, 1.0 / draws);
        view = new LogWeights(logWeights, shares);
        w = new double[draws];
    }

    @Override
    public int dimension() {
        return family.parameterCount();
    }

    @Override
    public double valueAndGradient(long step, double[] phi, double[] gradient) {
        noise.fill(step, draws, family.noiseDimension(), epsilon);
        family.draw(phi, draws, epsilon, z);
        target.logDensity(draws, z, logTarget);
        family.logDensity(phi, draws, z, logFamily);
        double loss = row.write(this, w);
        Arrays.fill(gradient, 0);
        family.score(phi, draws, z, w, gradient);
        return loss;
    }

    /** Returns the draws z, S·d. */
    public double[] draws() {
        return z;
    }

    /**
     * Returns the log weights log p̃(z_s) − β log q(z_s), a view valid until the next step.
     *
     * @param entropyWeight β
     */
    public LogWeights logWeights(double entropyWeight) {
        for (int s = 0; s < draws; s++) {
            logWeights[s] = logTarget[s] - entropyWeight * logFamily[s];
        }
        return view;
    }

    /** Returns log p̃(z_s), length S. */
    public double[] logTarget() {
        return logTarget;
    }

    /** Returns log q_φ(z_s), length S. */
    public double[] logFamily() {
        return logFamily;
    }
}
