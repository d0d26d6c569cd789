package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;
import dev.jensen.optim.schedule.Schedule;

/**
 * Lion: the sign of a mean of gradients that leans towards the newest (Chen et al., "Symbolic discovery of optimization
 * algorithms", NeurIPS 2023, Algorithm 2). A direction whose coordinates are −1, 0 or 1; {@link Scale} gives it its
 * length, a third to a tenth of Adam's.
 *
 * @param beta1 the weight of the past in the direction, in [0, 1)
 * @param beta2 decay of the mean that is carried on, in [0, 1)
 */
public record Lion(double beta1, double beta2) implements Rule {
    /** Checks its ranges. */
    public Lion {
        Range.decay("Lion beta1", beta1);
        Range.decay("Lion beta2", beta2);
    }

    /** The paper's constants: 0.9, 0.99. */
    public static Lion standard() {
        return new Lion(0.9, 0.99);
    }

    /** The standard Lion with a step size. */
    public static Rule at(double stepSize) {
        return at(Schedule.constant(stepSize));
    }

    /** The standard Lion with a step size that changes. */
    public static Rule at(Schedule stepSize) {
        return standard().then(Scale.by(stepSize));
    }

    @Override
    public Memory start(int dimension) {
        double[] m = new double[dimension];
        return new Resumable() {
            @Override
            public void transform(long step, double[] x, double[] u) {
                for (int i = 0; i < u.length; i++) {
                    double g = u[i];
                    u[i] = Math.signum(beta1 * m[i] + (1 - beta1) * g);
                    m[i] = beta2 * m[i] + (1 - beta2) * g;
                }
            }

            @Override
            public double[][] state() {
                return new double[][] {m};
            }
        };
    }
}
