package dev.jensen.core.density;

/**
 * Two values that tell a target from another: log p̃ at the origin of ℝᵈ, and at a point where no coordinate is 0. At the origin alone what
 * slopes are multiplied by, such as predictors, counts for nothing.
 *
 * @param atZero log p̃ at the origin, in nats
 * @param off log p̃ at z_i = ½ sin(i + 1), i from 0 on, in nats
 */
public record Fingerprint(double atZero, double off) {
    private static final double SAME = 1e-8;

    /** Takes the fingerprint of a target; where the target throws, its value is NaN. */
    public static Fingerprint of(LogDensity target) {
        double[] point = new double[target.dimension()];
        double atZero = at(target, point);
        for (int i = 0; i < point.length; i++) {
            point[i] = 0.5 * Math.sin(i + 1);
        }
        return new Fingerprint(atZero, at(target, point));
    }

    private static double at(LogDensity target, double[] point) {
        double[] value = new double[1];
        try {
            target.logDensity(1, point, value);
        } catch (RuntimeException e) { // as a density of the user's own may where it is 0
            return Double.NaN;
        }
        return value[0];
    }

    /** Returns whether two values are the same but for rounding. */
    public static boolean areAlike(double one, double other) {
        return Double.compare(one, other) == 0 || Math.abs(one - other) <= SAME * (1 + Math.abs(one));
    }
}
