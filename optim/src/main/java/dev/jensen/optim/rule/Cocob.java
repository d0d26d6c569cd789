package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * COCOB: each coordinate bets on the sign of its next gradient a fraction of what it has won so far, so that there is no
 * step size at all (Orabona and Tommasi, "Training deep networks without learning rates through coin betting", NeurIPS
 * 2017, Algorithm 2).
 *
 * <p>It includes the step size, so no {@link Scale} follows.
 *
 * @param alpha at least 1: no bet is more than 1/α of the reward at first
 */
public record Cocob(double alpha) implements Rule {
    private static final double SMALLEST_SCALE = 1e-8;

    /** Checks its range. */
    public Cocob {
        if (!(alpha >= 1 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Cocob alpha must be finite and >= 1: " + alpha);
        }
    }

    /** The paper's constant: 100. */
    public static Cocob standard() {
        return new Cocob(100);
    }

    @Override
    public Memory start(int dimension) {
        return new Bets(dimension);
    }

    private final class Bets implements Resumable {
        private final double[] x0;
        private final double[] scale; // L: the greatest |g|
        private final double[] spent; // G: Σ |g|
        private final double[] reward; // R
        private final double[] theta; // −Σ g

        Bets(int dimension) {
            x0 = new double[dimension];
            scale = new double[dimension];
            spent = new double[dimension];
            reward = new double[dimension];
            theta = new double[dimension];
        }

        @Override
        public void transform(long step, double[] x, double[] u) {
            if (step == 0) {
                System.arraycopy(x, 0, x0, 0, x0.length);
            }
            for (int i = 0; i < u.length; i++) {
                double g = u[i];
                scale[i] = Math.max(Math.max(scale[i], SMALLEST_SCALE), Math.abs(g));
                spent[i] += Math.abs(g);
                reward[i] = Math.max(reward[i] - g * (x[i] - x0[i]), 0);
                theta[i] -= g;
                double fraction = theta[i] / (scale[i] * Math.max(spent[i] + scale[i], alpha * scale[i]));
                u[i] = x[i] - (x0[i] + fraction * (scale[i] + reward[i]));
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {x0, scale, spent, reward, theta};
        }
    }
}
