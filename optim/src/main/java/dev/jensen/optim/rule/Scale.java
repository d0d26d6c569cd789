package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;
import dev.jensen.optim.schedule.Schedule;

/**
 * Multiplies by a step size.
 *
 * @param by the step size at each step
 */
public record Scale(Schedule by) implements Rule {
    /** Multiplies by a step size that stays the same. */
    public static Scale by(double stepSize) {
        return new Scale(Schedule.constant(stepSize));
    }

    /** Multiplies by a step size that changes. */
    public static Scale by(Schedule stepSize) {
        return new Scale(stepSize);
    }

    @Override
    public Memory start(int dimension) {
        return (Stateless) (step, x, u) -> {
            double stepSize = by.at(step);
            for (int i = 0; i < u.length; i++) {
                u[i] *= stepSize;
            }
        };
    }
}
