package dev.jensen.core.estimator;

import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.noise.Noise;

/**
 * The Fisher divergence ½ E_q‖∇_z log q − ∇log p̃‖², score matching under q (Hyvärinen, "Estimation of non-normalized statistical models by
 * score matching", JMLR 6, 2005, with q and p changed about). It needs no evidence and no entropy, and is 0 where q = p. With u = ∇_z log q
 * − ∇log p̃ at a draw:
 *
 * <pre>
 *   v_s = ω_s (∇²_z log q − ∇² log p̃) u_s        and Σ_s ω_s ∂/∂φ (u_sᵀ ∇_z log q(z_s)) with u and z held fixed
 * </pre>
 *
 * <p>The target's Hessian product is exact. A family has none: what is needed of it, a derivative in z along u of its gradient and of its
 * score, is a central difference over 2·10⁻⁴ of q's scale, good to about 8 digits. Modes far apart of which q holds one cost nothing: the
 * divergence does not see them. The loss has the unit of 1/z², not nats.
 *
 * @param draws S, at least 1
 */
public record FisherDivergence(int draws) implements Estimator<TwiceDifferentiable, Pathwise> {

    private static final double SHORT = 1e-4;

    /** Checks the number of draws. */
    public FisherDivergence {
        Sizes.requireDraws("FisherDivergence", 1, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static FisherDivergence draws(int draws) {
        return new FisherDivergence(draws);
    }

    @Override
    public Estimation start(TwiceDifferentiable target, Pathwise family, Noise noise) {
        return new PathGradient(target, family, noise, draws, new Row(target, family, draws));
    }

    @Override
    public String minimises() {
        return "Fisher divergence";
    }

    @Override
    public boolean allowsMinibatches() {
        return false;
    }

    /** The row and its arrays. */
    private static final class Row implements PathGradient.Row {

        private final TwiceDifferentiable target;
        private final Pathwise family;
        private final int draws;
        private final double[] u;
        private final double[] ofTarget;
        private final double[] moved;
        private final double[] there;
        private final double[] back;
        private final double[] steps;
        private final double[] w;
        private final double[] halves;

        Row(TwiceDifferentiable target, Pathwise family, int draws) {
            this.target = target;
            this.family = family;
            this.draws = draws;
            int size = Math.multiplyExact(draws, family.dimension());
            u = new double[size];
            ofTarget = new double[size];
            moved = new double[size];
            there = new double[size];
            back = new double[size];
            steps = new double[draws];
            w = new double[draws];
            halves = new double[draws];
        }

        @Override
        public double write(PathGradient at, double[] v, double[] gradient) {
            int d = family.dimension();
            double[] omega = at.weights();
            double[] score = at.familyGradient();
            double loss = 0;
            for (int s = 0; s < draws; s++) {
                double squares = 0;
                double scores = 0;
                for (int i = s * d; i < (s + 1) * d; i++) {
                    u[i] = score[i] - at.targetGradient()[i];
                    squares += u[i] * u[i];
                    scores += score[i] * score[i];
                }
                // ‖∇log q‖ is about √d over q's scale: so |step · u| is a small part of that scale
                steps[s] = squares == 0 ? 1 : SHORT * Math.sqrt(d / (Math.max(scores, d * 1e-12) * squares));
                halves[s] = squares / 2;
                loss += omega[s] * halves[s];
            }
            at.addThroughWeights(halves, gradient);
            target.hessianProduct(draws, at.draws(), u, ofTarget);
            shifted(at, 1);
            family.gradient(at.phi(), draws, moved, there);
            weigh(omega, 1);
            family.score(at.phi(), draws, moved, w, gradient);
            shifted(at, -1);
            family.gradient(at.phi(), draws, moved, back);
            weigh(omega, -1);
            family.score(at.phi(), draws, moved, w, gradient);
            for (int s = 0; s < draws; s++) {
                for (int i = s * d; i < (s + 1) * d; i++) {
                    v[i] = omega[s] * ((there[i] - back[i]) / (2 * steps[s]) - ofTarget[i]);
                }
            }
            return loss;
        }

        private void shifted(PathGradient at, int sign) {
            int d = family.dimension();
            double[] z = at.draws();
            for (int i = 0; i < moved.length; i++) {
                moved[i] = z[i] + sign * steps[i / d] * u[i];
            }
        }

        private void weigh(double[] omega, int sign) {
            for (int s = 0; s < draws; s++) {
                w[s] = sign * omega[s] / (2 * steps[s]);
            }
        }
    }
}
