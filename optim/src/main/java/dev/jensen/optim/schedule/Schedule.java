package dev.jensen.optim.schedule;

/** A step size, or any other number, that depends on the step. A user's own is a lambda. */
@FunctionalInterface
public interface Schedule {
    /**
     * The number at a step.
     *
     * @param step counted from 0
     */
    double at(long step);

    /** Always {@code a}. */
    static Schedule constant(double a) {
        return new Constant(a);
    }

    /** a (1 + t)^−power: see {@link Polynomial}. */
    static Schedule polynomial(double a, double power) {
        return new Polynomial(a, power);
    }

    /** a · factor^(t / steps): see {@link Exponential}. */
    static Schedule exponential(double a, double factor, long steps) {
        return new Exponential(a, factor, steps);
    }

    /** Half a cosine wave from {@code a} down to 0 at {@code steps}: see {@link Cosine}. */
    static Schedule cosine(double a, long steps) {
        return new Cosine(a, 0, steps);
    }

    /** a (offset + t)^−power with ½ &lt; power ≤ 1: see {@link RobbinsMonro}. */
    static Schedule robbinsMonro(double a, double offset, double power) {
        return new RobbinsMonro(a, offset, power);
    }

    /** This schedule, after {@code steps} steps that rise linearly to where it begins: see {@link WarmUp}. */
    default Schedule warmUp(long steps) {
        return new WarmUp(steps, this);
    }
}
