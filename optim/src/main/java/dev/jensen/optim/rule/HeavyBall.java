package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * Momentum: the gradient plus a decaying sum of those before (Polyak 1964). In the long run it steps 1/(1 − decay) times
 * as far as the gradient alone.
 *
 * @param decay in [0, 1), usually 0.9
 */
public record HeavyBall(double decay) implements Rule {
    /** Checks its range. */
    public HeavyBall {
        Range.decay("HeavyBall decay", decay);
    }

    /** With the given decay. */
    public static HeavyBall of(double decay) {
        return new HeavyBall(decay);
    }

    @Override
    public Memory start(int dimension) {
        return new Velocity(dimension);
    }

    private final class Velocity implements Resumable {
        private final double[] m;

        Velocity(int dimension) {
            m = new double[dimension];
        }

        @Override
        public void transform(long step, double[] x, double[] u) {
            for (int i = 0; i < u.length; i++) {
                m[i] = decay * m[i] + u[i];
                u[i] = m[i];
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {m};
        }
    }
}
