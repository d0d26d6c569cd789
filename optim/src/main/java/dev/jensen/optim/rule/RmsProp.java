package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;
import dev.jensen.optim.schedule.Schedule;

/**
 * RMSProp: the gradient over the root of a moving average of its square (Tieleman and Hinton 2012, lecture 6.5 of
 * "Neural networks for machine learning").
 *
 * @param decay of the mean square, in [0, 1)
 * @param epsilon more than 0, added to the root
 */
public record RmsProp(double decay, double epsilon) implements Rule {
    /** Checks its ranges. */
    public RmsProp {
        Range.decay("RmsProp decay", decay);
        Range.positive("RmsProp epsilon", epsilon);
    }

    /** The lecture's decay, 0.9, and 1e-8. */
    public static RmsProp standard() {
        return new RmsProp(0.9, 1e-8);
    }

    /** The standard RMSProp with a step size. */
    public static Rule at(double stepSize) {
        return at(Schedule.constant(stepSize));
    }

    /** The standard RMSProp with a step size that changes. */
    public static Rule at(Schedule stepSize) {
        return standard().then(Scale.by(stepSize));
    }

    @Override
    public Memory start(int dimension) {
        return new MeanSquare(dimension);
    }

    private final class MeanSquare implements Resumable {
        private final double[] v;

        MeanSquare(int dimension) {
            v = new double[dimension];
        }

        @Override
        public void transform(long step, double[] x, double[] u) {
            for (int i = 0; i < u.length; i++) {
                double g = u[i];
                v[i] = decay * v[i] + (1 - decay) * g * g;
                u[i] = g / (Math.sqrt(v[i]) + epsilon);
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {v};
        }
    }
}
