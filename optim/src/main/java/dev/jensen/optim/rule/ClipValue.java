package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * Brings each coordinate into [−limit, limit].
 *
 * @param limit more than 0
 */
public record ClipValue(double limit) implements Rule {
    /** Checks its range. */
    public ClipValue {
        Range.positive("ClipValue limit", limit);
    }

    /** Clips at {@code limit}. */
    public static ClipValue at(double limit) {
        return new ClipValue(limit);
    }

    @Override
    public Memory start(int dimension) {
        return (Stateless) (step, x, u) -> {
            for (int i = 0; i < u.length; i++) {
                u[i] = Math.max(-limit, Math.min(limit, u[i]));
            }
        };
    }
}
