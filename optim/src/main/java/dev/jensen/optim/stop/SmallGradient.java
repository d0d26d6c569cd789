package dev.jensen.optim.stop;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Stop;

/**
 * Stops where the gradient's Euclidean norm is at most a limit. For exact gradients: a noisy one is small only by luck.
 *
 * @param limit at least 0, in the objective's unit over the parameters'
 */
public record SmallGradient(double limit) implements Stop {
    /** Checks its range. */
    public SmallGradient {
        if (!(limit >= 0)) {
            throw new IllegalArgumentException("SmallGradient limit must be >= 0: " + limit);
        }
    }

    /** Stops at a norm of {@code limit} or less. */
    public static SmallGradient below(double limit) {
        return new SmallGradient(limit);
    }

    @Override
    public Check start() {
        return progress -> progress.gradientNorm() <= limit ? Ending.CONVERGED : null;
    }
}
