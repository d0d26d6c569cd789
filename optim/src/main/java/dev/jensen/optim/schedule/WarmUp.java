package dev.jensen.optim.schedule;

/**
 * Rises linearly to where {@code after} begins, and then is {@code after}, shifted: step t is (t + 1)/(steps + 1) of the
 * full size, and step {@code steps} is {@code after.at(0)}.
 *
 * @param steps how many steps rise, at least 1
 * @param after what comes after them
 */
public record WarmUp(long steps, Schedule after) implements Schedule {
    /** Checks its range. */
    public WarmUp {
        Range.atLeastOne("WarmUp steps", steps);
    }

    @Override
    public double at(long step) {
        return step < steps ? after.at(0) * (step + 1) / (steps + 1) : after.at(step - steps);
    }
}
