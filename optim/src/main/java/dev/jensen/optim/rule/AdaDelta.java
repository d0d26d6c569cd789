package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * ADADELTA: the gradient times the root mean square of recent updates over that of recent gradients, so that updates have
 * the parameters' own unit and no step size is needed (Zeiler 2012, Algorithm 1). It begins slowly, with steps of about
 * √epsilon.
 *
 * @param decay of both mean squares, in [0, 1)
 * @param epsilon more than 0, added under both roots
 */
public record AdaDelta(double decay, double epsilon) implements Rule {
    /** Checks its ranges. */
    public AdaDelta {
        Range.decay("AdaDelta decay", decay);
        Range.positive("AdaDelta epsilon", epsilon);
    }

    /** The paper's constants: 0.95, 1e-6. */
    public static AdaDelta standard() {
        return new AdaDelta(0.95, 1e-6);
    }

    @Override
    public Memory start(int dimension) {
        return new MeanSquares(dimension);
    }

    private final class MeanSquares implements Resumable {
        private final double[] gradients;
        private final double[] updates;

        MeanSquares(int dimension) {
            gradients = new double[dimension];
            updates = new double[dimension];
        }

        @Override
        public void transform(long step, double[] x, double[] u) {
            for (int i = 0; i < u.length; i++) {
                double g = u[i];
                gradients[i] = decay * gradients[i] + (1 - decay) * g * g;
                double delta = Math.sqrt(updates[i] + epsilon) / Math.sqrt(gradients[i] + epsilon) * g;
                updates[i] = decay * updates[i] + (1 - decay) * delta * delta;
                u[i] = delta;
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {gradients, updates};
        }
    }
}
