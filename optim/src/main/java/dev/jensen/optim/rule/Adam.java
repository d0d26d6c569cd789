package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;
import dev.jensen.optim.schedule.Schedule;

/**
 * Adam: the mean of the gradients over the root of their mean square, both moving averages corrected for beginning at 0
 * (Kingma and Ba 2015, Algorithm 1). A direction whose coordinates are about 1 where gradients agree; {@link Scale} gives
 * it its length.
 *
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon more than 0, added to the root
 */
public record Adam(double beta1, double beta2, double epsilon) implements Rule {
    /** Checks its ranges. */
    public Adam {
        Range.decay("Adam beta1", beta1);
        Range.decay("Adam beta2", beta2);
        Range.positive("Adam epsilon", epsilon);
    }

    /** The paper's constants: 0.9, 0.999, 1e-8. */
    public static Adam standard() {
        return new Adam(0.9, 0.999, 1e-8);
    }

    /** The standard Adam with a step size. */
    public static Rule at(double stepSize) {
        return at(Schedule.constant(stepSize));
    }

    /** The standard Adam with a step size that changes. */
    public static Rule at(Schedule stepSize) {
        return standard().then(Scale.by(stepSize));
    }

    @Override
    public Memory start(int dimension) {
        return new Moments(dimension);
    }

    private final class Moments implements Resumable {
        private final double[] m;
        private final double[] v;

        Moments(int dimension) {
            m = new double[dimension];
            v = new double[dimension];
        }

        @Override
        public void transform(long step, double[] x, double[] u) {
            double correction1 = 1 - Math.pow(beta1, step + 1.0);
            double correction2 = 1 - Math.pow(beta2, step + 1.0);
            for (int i = 0; i < u.length; i++) {
                double g = u[i];
                m[i] = beta1 * m[i] + (1 - beta1) * g;
                v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                u[i] = (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + epsilon);
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {m, v};
        }
    }
}
