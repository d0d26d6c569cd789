package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;
import dev.jensen.optim.schedule.Schedule;

/**
 * AdaGrad with a diagonal matrix: the gradient over the root of the sum of its squares (Duchi, Hazan and Singer 2011,
 * Figure 1). Its steps shrink by themselves, like 1/√t.
 *
 * @param epsilon more than 0, added to the root
 */
public record AdaGrad(double epsilon) implements Rule {
    /** Checks its range. */
    public AdaGrad {
        Range.positive("AdaGrad epsilon", epsilon);
    }

    /** With 1e-10. */
    public static AdaGrad standard() {
        return new AdaGrad(1e-10);
    }

    /** The standard AdaGrad with a step size. */
    public static Rule at(double stepSize) {
        return at(Schedule.constant(stepSize));
    }

    /** The standard AdaGrad with a step size that changes. */
    public static Rule at(Schedule stepSize) {
        return standard().then(Scale.by(stepSize));
    }

    @Override
    public Memory start(int dimension) {
        return new SumOfSquares(dimension);
    }

    private final class SumOfSquares implements Resumable {
        private final double[] sum;

        SumOfSquares(int dimension) {
            sum = new double[dimension];
        }

        @Override
        public void transform(long step, double[] x, double[] u) {
            for (int i = 0; i < u.length; i++) {
                double g = u[i];
                sum[i] += g * g;
                u[i] = g / (Math.sqrt(sum[i]) + epsilon);
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {sum};
        }
    }
}
