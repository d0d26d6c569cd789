package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * Prodigy: {@link Adam} whose step size is an estimate, that only grows, of the distance from the start to the minimum
 * (Mishchenko and Defazio, "Prodigy: an expeditiously adaptive parameter-free learner", ICML 2024, Algorithm 4).
 *
 * <pre>
 *   m = β₁ m + (1 − β₁) d g                 v = β₂ v + (1 − β₂) d² g²
 *   r = √β₂ r + d λ ⟨g, x₀ − x⟩             s = √β₂ s + d λ g          λ = d · the bias correction
 *   d ← max(d, r / ‖s‖₁)                    step = λ m / (√v + d ε)
 * </pre>
 *
 * <p>It includes the step size; a {@link Scale} after it may still make it fade.
 *
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon more than 0, added to the root
 * @param first d₀, the first estimate of the distance; more than 0, and far too small
 */
public record Prodigy(double beta1, double beta2, double epsilon, double first) implements Rule {
    /** Checks its ranges. */
    public Prodigy {
        Range.decay("Prodigy beta1", beta1);
        Range.decay("Prodigy beta2", beta2);
        Range.positive("Prodigy epsilon", epsilon);
        Range.positive("Prodigy first", first);
    }

    /** The paper's constants: 0.9, 0.999, 1e-8, 1e-6. */
    public static Prodigy standard() {
        return new Prodigy(0.9, 0.999, 1e-8, 1e-6);
    }

    @Override
    public Memory start(int dimension) {
        return new Estimates(dimension);
    }

    private final class Estimates implements Resumable {
        private final double[] x0;
        private final double[] m;
        private final double[] v;
        private final double[] s;
        private final double[] distanceAndR = {first, 0};

        Estimates(int dimension) {
            x0 = new double[dimension];
            m = new double[dimension];
            v = new double[dimension];
            s = new double[dimension];
        }

        @Override
        public void transform(long step, double[] x, double[] u) {
            if (step == 0) {
                System.arraycopy(x, 0, x0, 0, x0.length);
            }
            double d = distanceAndR[0];
            double beta3 = Math.sqrt(beta2);
            double lambda = d * Math.sqrt(1 - Math.pow(beta2, step + 1.0)) / (1 - Math.pow(beta1, step + 1.0));
            double product = 0;
            double norm = 0;
            for (int i = 0; i < u.length; i++) {
                double g = u[i];
                product += g * (x0[i] - x[i]);
                m[i] = beta1 * m[i] + (1 - beta1) * d * g;
                v[i] = beta2 * v[i] + (1 - beta2) * d * g * d * g;
                s[i] = beta3 * s[i] + lambda * d / first * g;
                norm += Math.abs(s[i]);
            }
            distanceAndR[1] = beta3 * distanceAndR[1] + d / first * lambda * product;
            double grown = norm > 0 ? Math.max(d, distanceAndR[1] / norm) : d; // no gradient yet: nothing to learn
            distanceAndR[0] = grown;
            for (int i = 0; i < u.length; i++) {
                u[i] = lambda * m[i] / (Math.sqrt(v[i]) + grown * epsilon);
            }
        }

        @Override
        public double[][] state() {
            return new double[][] {x0, m, v, s, distanceAndR};
        }
    }
}
