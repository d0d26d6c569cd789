package dev.jensen.optim.schedule;

/**
 * a · factor^(t / steps), smoothly: every {@code steps} steps {@code factor} times what it was.
 *
 * @param a the first value, finite and at least 0
 * @param factor more than 0 and at most 1
 * @param steps at least 1
 */
public record Exponential(double a, double factor, long steps) implements Schedule {
    /** Checks its ranges. */
    public Exponential {
        Range.finiteAndNotNegative("Exponential schedule's first value", a);
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("Exponential schedule's factor must be in (0, 1]: " + factor);
        }
        Range.atLeastOne("Exponential schedule's steps", steps);
    }

    @Override
    public double at(long step) {
        return a * Math.pow(factor, (double) step / steps);
    }
}
