package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * Shortens what is longer than a limit, in Euclidean norm, and keeps its direction (Pascanu, Mikolov and Bengio 2013,
 * Algorithm 1).
 *
 * @param limit more than 0
 */
public record ClipNorm(double limit) implements Rule {
    /** Checks its range. */
    public ClipNorm {
        Range.positive("ClipNorm limit", limit);
    }

    /** Clips at {@code limit}. */
    public static ClipNorm at(double limit) {
        return new ClipNorm(limit);
    }

    @Override
    public Memory start(int dimension) {
        return (Stateless) (step, x, u) -> {
            // Scaled by the largest coordinate, so that the square of a huge one does not overflow.
            double largest = 0;
            for (double ui : u) {
                largest = Math.max(largest, Math.abs(ui));
            }
            if (largest == 0) {
                return;
            }
            double sum = 0;
            for (double ui : u) {
                sum += (ui / largest) * (ui / largest);
            }
            double norm = largest * Math.sqrt(sum);
            if (norm > limit) {
                double shrink = limit / largest / Math.sqrt(sum);
                for (int i = 0; i < u.length; i++) {
                    u[i] *= shrink;
                }
            }
        };
    }
}
