package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;
import dev.jensen.optim.schedule.Schedule;

/**
 * AMSGrad: {@link Adam} that divides by the largest mean square so far, so that its steps can't grow again and its proof
 * of convergence holds (Reddi, Kale and Kumar 2018, Algorithm 2).
 *
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon more than 0, added to the root
 */
public record AmsGrad(double beta1, double beta2, double epsilon) implements Rule {
    /** Checks its ranges. */
    public AmsGrad {
        Range.decay("AmsGrad beta1", beta1);
        Range.decay("AmsGrad beta2", beta2);
        Range.positive("AmsGrad epsilon", epsilon);
    }

    /** Adam's constants: 0.9, 0.999, 1e-8. */
    public static AmsGrad standard() {
        return new AmsGrad(0.9, 0.999, 1e-8);
    }

    /** The standard AMSGrad with a step size. */
    public static Rule at(double stepSize) {
        return at(Schedule.constant(stepSize));
    }

    /** The standard AMSGrad with a step size that changes. */
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
        private final double[] largest;

        Moments(int dimension) {
            m = new double[dimension];
            v = new double[dimension];
            largest = new double[dimension];
        }

        @Override
        public void transform(long step, double[] x, double[] u) {
            // The paper corrects neither moment for its start at 0; like PyTorch we correct both, as Adam does.
            double correction1 = 1 - Math.pow(beta1, step + 1.0);
            double correction2 = 1 - Math.pow(beta2, step + 1.0);
            for (int i = 0; i < u.length; i++) {
                double g = u[i];
                m[i] = beta1 * m[i] + (1 - beta1) * g;
                v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                largest[i] = Math.max(largest[i], v[i]);
                u[i] = (m[i] / correction1) / (Math.sqrt(largest[i] / correction2) + epsilon);
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {m, v, largest};
        }
    }
}
