package dev.jensen.optim.schedule;

/**
 * a (1 + t)^−power. With power ½ the usual choice beside iterate averaging.
 *
 * @param a the first value, finite and at least 0
 * @param power finite and at least 0
 */
public record Polynomial(double a, double power) implements Schedule {
    /** Checks its ranges. */
    public Polynomial {
        Range.finiteAndNotNegative("Polynomial schedule's first value", a);
        Range.finiteAndNotNegative("Polynomial schedule's power", power);
    }

    @Override
    public double at(long step) {
        return a * Math.pow(1.0 + step, -power);
    }
}
