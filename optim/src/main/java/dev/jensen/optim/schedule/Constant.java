package dev.jensen.optim.schedule;

/**
 * Always the same.
 *
 * @param a finite and at least 0
 */
public record Constant(double a) implements Schedule {
    /** Checks its range. */
    public Constant {
        Range.finiteAndNotNegative("Constant schedule", a);
    }

    @Override
    public double at(long step) {
        return a;
    }
}
