package dev.jensen.core.estimator;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/**
 * A convex mix of {@link Reparameterization} and {@link StickingTheLanding} that learns, as it runs, which of them is the less noisy
 * (after Geffner and Domke, "A rule for gradient estimator selection, with an application to variational inference", AISTATS 2020). The
 * two differ by c, whose mean is zero; g + a c has the least variance at a = −E[g·c] / E[c·c].
 *
 * <pre>
 *   g: v_s = −∇log p̃(z_s) / S, and −∇H       c: v_s = ∇_z log q(z_s) / S, and +∇H       g + a c,  0 ≤ a ≤ 1
 * </pre>
 *
 * <p>Theirs chooses one estimator by its variance and cost; here both cost the same, and the best mix is had for the asking. The a of a step
 * is made of the steps before, half forgotten after {@value #HALF_LIFE}, so that the mix is unbiased; it makes an estimation depend on the steps
 * before. It begins at a = 1.
 *
 * @param draws S, at least 1
 * @param <F> the family
 */
public record LearnedMix<F extends Reparameterized & EntropyKnown>(int draws) implements Estimator<Differentiable, F> {

    private static final int HALF_LIFE = 50;
    private static final double MEMORY = Math.pow(0.5, 1.0 / HALF_LIFE);

    /** Checks the number of draws. */
    public LearnedMix {
        Sizes.requireDraws("LearnedMix", 1, draws);
    }

    /** Makes the estimator of −ELBO with S draws a step. */
    public static <F extends Reparameterized & EntropyKnown> LearnedMix<F> draws(int draws) {
        return new LearnedMix<>(draws);
    }

    @Override
    public boolean hasMemory() {
        return true;
    }

    @Override
    public Estimation start(Differentiable target, F family, Noise noise) {
        return new PathGradient(target, family, noise, draws, new Mix<>(family, draws));
    }

    /** The row, and what it has learned. */
    private static final class Mix<F extends Reparameterized & EntropyKnown> implements PathGradient.Row {

        private final F family;
        private final int draws;
        private final double[] closed;
        private final double[] difference;
        private double product;
        private double square;

        Mix(F family, int draws) {
            this.family = family;
            this.draws = draws;
            closed = new double[family.parameterCount()];
            difference = new double[family.parameterCount()];
        }

        @Override
        public double write(PathGradient at, double[] v, double[] gradient) {
            double[] ofTarget = at.targetGradient();
            double[] ofFamily = at.familyGradient();
            for (int i = 0; i < v.length; i++) {
                v[i] = -ofTarget[i] / draws;
            }
            Arrays.fill(closed, 0);
            at.addPullback(v, closed);
            family.entropyGradient(at.phi(), -1, closed);
            for (int i = 0; i < v.length; i++) {
                v[i] = ofFamily[i] / draws;
            }
            Arrays.fill(difference, 0);
            at.addPullback(v, difference);
            family.entropyGradient(at.phi(), 1, difference);

            double a = square > 0 ? Math.min(1, Math.max(0, -product / square)) : 1;
            product *= MEMORY;
            square *= MEMORY;
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += closed[k] + a * difference[k];
                product += closed[k] * difference[k];
                square += difference[k] * difference[k];
            }
            Arrays.fill(v, 0); // all is pulled back already
            return -Mean.of(at.logTarget()) + Mean.of(at.logFamily());
        }
    }
}
