package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * Nesterov's accelerated gradient (Nesterov 1983), in the form of Sutskever, Martens, Dahl and Hinton (2013) that needs
 * the gradient only where the parameters are: the momentum of {@link HeavyBall} looked ahead by one step.
 *
 * @param decay in [0, 1), usually 0.9
 */
public record Nesterov(double decay) implements Rule {
    /** Checks its range. */
    public Nesterov {
        Range.decay("Nesterov decay", decay);
    }

    /** With the given decay. */
    public static Nesterov of(double decay) {
        return new Nesterov(decay);
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
                u[i] += decay * m[i];
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {m};
        }
    }
}
