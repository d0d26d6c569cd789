package dev.jensen.optim.schedule;

/**
 * a (offset + t)^−power, whose sum diverges and whose sum of squares converges: the condition under which stochastic
 * approximation finds the root (Robbins and Monro 1951).
 *
 * @param a finite and more than 0
 * @param offset more than 0; the larger, the longer the first steps stay alike
 * @param power more than ½ and at most 1
 */
public record RobbinsMonro(double a, double offset, double power) implements Schedule {
    /** Checks its ranges. */
    public RobbinsMonro {
        Range.positive("RobbinsMonro schedule's a", a);
        Range.positive("RobbinsMonro schedule's offset", offset);
        if (!(power > 0.5 && power <= 1)) {
            throw new IllegalArgumentException("RobbinsMonro schedule's power must be in (0.5, 1]: " + power
                    + "; for other powers use Schedule.polynomial");
        }
    }

    @Override
    public double at(long step) {
        return a * Math.pow(offset + step, -power);
    }
}
