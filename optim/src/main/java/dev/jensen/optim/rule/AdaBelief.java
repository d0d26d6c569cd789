package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;
import dev.jensen.optim.schedule.Schedule;

/**
 * AdaBelief: {@link Adam} that divides by how far gradients stray from their mean, so that it strides on where they
 * agree (Zhuang et al., "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients", NeurIPS 2020,
 * Algorithm 2).
 *
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square about it, in [0, 1)
 * @param epsilon more than 0, added to the root, and to the mean square at every step
 */
public record AdaBelief(double beta1, double beta2, double epsilon) implements Rule {
    /** Checks its ranges. */
    public AdaBelief {
        Range.decay("AdaBelief beta1", beta1);
        Range.decay("AdaBelief beta2", beta2);
        Range.positive("AdaBelief epsilon", epsilon);
    }

    /** Constants 0.9, 0.999, 1e-16, as in Optax. */
    public static AdaBelief standard() {
        return new AdaBelief(0.9, 0.999, 1e-16);
    }

    /** The standard AdaBelief with a step size. */
    public static Rule at(double stepSize) {
        return at(Schedule.constant(stepSize));
    }

    /** The standard AdaBelief with a step size that changes. */
    public static Rule at(Schedule stepSize) {
        return standard().then(Scale.by(stepSize));
    }

    @Override
    public Memory start(int dimension) {
        return new Moments(dimension);
    }

    private final class Moments implements Resumable {
        private final double[] m;
        private final double[] s;

        Moments(int dimension) {
            m = new double[dimension];
            s = new double[dimension];
        }

        @Override
        public void transform(long step, double[] x, double[] u) {
            double correction1 = 1 - Math.pow(beta1, step + 1.0);
            double correction2 = 1 - Math.pow(beta2, step + 1.0);
            for (int i = 0; i < u.length; i++) {
                double g = u[i];
                m[i] = beta1 * m[i] + (1 - beta1) * g;
                s[i] = beta2 * s[i] + (1 - beta2) * (g - m[i]) * (g - m[i]) + epsilon;
                u[i] = (m[i] / correction1) / (Math.sqrt(s[i] / correction2) + epsilon);
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {m, s};
        }
    }
}
