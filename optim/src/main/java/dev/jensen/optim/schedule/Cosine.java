package dev.jensen.optim.schedule;

/**
 * Half a cosine wave from {@code a} down to {@code floor} at {@code steps}, and {@code floor} from then on: a run of SGDR
 * without restarts (Loshchilov and Hutter 2017, equation 5).
 *
 * @param a the first value, finite and at least {@code floor}
 * @param floor the last value, at least 0
 * @param steps at least 1
 */
public record Cosine(double a, double floor, long steps) implements Schedule {
    /** Checks its ranges. */
    public Cosine {
        Range.finiteAndNotNegative("Cosine schedule's first value", a);
        if (!(floor >= 0 && floor <= a)) {
            throw new IllegalArgumentException("Cosine schedule's floor must be in [0, " + a + "]: " + floor);
        }
        Range.atLeastOne("Cosine schedule's steps", steps);
    }

    @Override
    public double at(long step) {
        return step >= steps ? floor : floor + (a - floor) * 0.5 * (1 + Math.cos(Math.PI * step / steps));
    }
}
