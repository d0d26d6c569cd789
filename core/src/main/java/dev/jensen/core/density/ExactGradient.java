package dev.jensen.core.density;

/**
 * A gradient that was derived and not written, as those of expressions are, or that somebody vouches for: fits do not check it by finite differences
 * when they start. A class of your own says so by implementing this; {@link #of} says so for any other.
 */
public interface ExactGradient extends Differentiable {

    /** Returns the same density, of which nothing but value and gradient is seen, and whose gradient nothing checks. */
    static ExactGradient of(Differentiable target) {
        return new Vouched(target);
    }

    /**
     * A density that somebody vouches for.
     *
     * @param target it
     */
    record Vouched(Differentiable target) implements ExactGradient {
        @Override
        public int dimension() {
            return target.dimension();
        }

        @Override
        public void logDensity(int draws, double[] points, double[] values) {
            target.logDensity(draws, points, values);
        }

        @Override
        public void gradient(int draws, double[] points, double[] values, double[] gradients) {
            target.gradient(draws, points, values, gradients);
        }
    }
}
