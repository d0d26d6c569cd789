package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;
import java.util.Arrays;

/**
 * The working part of every estimator along the reparameterisation path: draws, evaluates, asks the estimator's row for
 * v, and pulls v back. What the row asks for is evaluated when it asks; the arrays that it gets are valid within its
 * call.
 *
 * <p>Expectations are means with weights ω_s, which are 1/S for a reparameterised family and depend on φ for a mixture: a
 * row takes them from {@link #weights}, and adds what its loss depends on φ through them by {@link #addThroughWeights}.
 */
public final class PathGradient implements Estimation {

    private final Differentiable target;
    private final Pathwise family;
    private final Noise noise;
    private final int draws;
    private final Row row;

    private double[] phi = {};
    private final double[] epsilon;
    private final double[] z;
    private final double[] logTarget;
    private final double[] targetGradient;
    private final double[] logFamily;
    private final double[] familyGradient;
    private final double[] weights;
    private final double[] losses;
    private final double[] logWeights;
    private final LogWeights view;
    private final double[] v;

    /** An estimator's row. */
    @FunctionalInterface
    public interface Row {

        /**
         * States the estimator at the present draws.
         *
         * @param at the draws, and what target and family say there
         * @param v length S·d, to be overwritten with the vectors v_s; they are pulled back afterwards
         * @param gradient length P, zero; what does not go through the draws (an entropy's gradient, a score) is added
         *     here
         * @return the estimate of the loss in nats
         */
        double write(PathGradient at, double[] v, double[] gradient);
    }

    /**
     * Prepares the arrays.
     *
     * @throws IllegalArgumentException if target and family differ in dimension, or there are fewer draws than the family
     *     has strata
     */
    public PathGradient(Differentiable target, Pathwise family, Noise noise, int draws, Row row) {
        int size = Sizes.ofBatch(target, family, draws);
        if (draws < family.strata()) {
            Sizes.requireDraws(family + ", one for each component,", family.strata(), draws);
        }
        this.target = target;
        this.family = family;
        this.noise = noise;
        this.draws = draws;
        this.row = row;
        epsilon = new double[Math.multiplyExact(draws, family.noiseDimension())];
        z = new double[size];
        logTarget = new double[draws];
        targetGradient = new double[size];
        logFamily = new double[draws];
        familyGradient = new double[size];
        weights = new double[draws];
        losses = new double[draws];
        logWeights = new double[draws];
        view = new LogWeights(logWeights, weights);
        v = new double[size];
    }

    @Override
    public int dimension() {
        return family.parameterCount();
    }

    @Override
    public double valueAndGradient(long step, double[] parameters, double[] gradient) {
        phi = parameters;
        noise.fill(step, draws, family.noiseDimension(), epsilon);
        family.paths(phi, draws, epsilon, z);
        family.weights(phi, draws, weights);
        target.gradient(draws, z, logTarget, targetGradient);
        Arrays.fill(gradient, 0);
        double loss = row.write(this, v, gradient);
        family.pullback(phi, draws, epsilon, z, v, gradient);
        return loss;
    }

    /** Returns φ; read only. */
    public double[] phi() {
        return phi;
    }

    /** Returns the draws z, S·d. */
    public double[] draws() {
        return z;
    }

    /** Returns the weights ω_s with which the draws stand for q, length S, sum 1; read only. */
    public double[] weights() {
        return weights;
    }

    /**
     * Adds Σ_s c_s ∂ω_s/∂φ.
     *
     * @param values c_s = ∂loss/∂ω_s, length S
     * @param gradient length P, added to
     */
    public void addThroughWeights(double[] values, double[] gradient) {
        family.weightsPullback(phi, draws, values, gradient);
    }

    /**
     * Returns Σ_s ω_s (log q(z_s) − log p̃(z_s)), and adds what it depends on φ through the weights.
     *
     * @param gradient length P, added to
     */
    public double negativeElbo(double[] gradient) {
        family.logDensity(phi, draws, z, logFamily);
        double loss = 0;
        for (int s = 0; s < draws; s++) {
            losses[s] = logFamily[s] - logTarget[s];
            loss += weights[s] * losses[s];
        }
        addThroughWeights(losses, gradient);
        return loss;
    }

    /**
     * Evaluates the log weights log p̃(z_s) − β log q(z_s).
     *
     * @param entropyWeight β
     * @return a view of them and of ω, valid until the next step
     */
    public LogWeights logWeights(double entropyWeight) {
        family.logDensity(phi, draws, z, logFamily);
        for (int s = 0; s < draws; s++) {
            logWeights[s] = logTarget[s] - entropyWeight * logFamily[s];
        }
        return view;
    }

    /**
     * Writes v_s = c_s (∇log p̃(z_s) − β ∇_z log q(z_s)), which is 0 where c_s is, even if a gradient there is not finite.
     *
     * @param factors c_s, length S
     * @param entropyWeight β
     * @param v length S·d, overwritten
     */
    public void alongLogWeights(double[] factors, double entropyWeight, double[] v) {
        familyGradient();
        int d = target.dimension();
        for (int s = 0; s < draws; s++) {
            double c = factors[s];
            if (c == 0) {
                Arrays.fill(v, s * d, (s + 1) * d, 0);
                continue;
            }
            for (int i = s * d; i < (s + 1) * d; i++) {
                v[i] = c * (targetGradient[i] - entropyWeight * familyGradient[i]);
            }
        }
    }

    /**
     * Adds Σ_s w_s ∇_φ log q(z_s), the draws held fixed.
     *
     * @param w length S
     * @param gradient length P, added to
     */
    public void addScore(double[] w, double[] gradient) {
        family.score(phi, draws, z, w, gradient);
    }

    /**
     * Adds Σ_s (∂z_s/∂φ)ᵀ v_s, for a row that needs the gradient of its parts.
     *
     * @param vectors length S·d
     * @param gradient length P, added to
     */
    public void addPullback(double[] vectors, double[] gradient) {
        family.pullback(phi, draws, epsilon, z, vectors, gradient);
    }

    /** Returns log p̃(z_s), length S. */
    public double[] logTarget() {
        return logTarget;
    }

    /** Returns ∇log p̃(z_s), S·d. */
    public double[] targetGradient() {
        return targetGradient;
    }

    /** Evaluates log q_φ(z_s), length S. */
    public double[] logFamily() {
        family.logDensity(phi, draws, z, logFamily);
        return logFamily;
    }

    /** Evaluates ∇_z log q_φ(z_s), S·d. */
    public double[] familyGradient() {
        family.gradient(phi, draws, z, familyGradient);
        return familyGradient;
    }
}
