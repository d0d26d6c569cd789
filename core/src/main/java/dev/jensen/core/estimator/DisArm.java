package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/**
 * The gradient of −ELBO for independent trials from antithetic pairs of draws, one of a uniform number u and one of 1 − u; where
 * both have the same outcome a coordinate's share is exactly 0 (Dong, Mnih and Tucker, "DisARM: an antithetic gradient estimator for
 * binary latent variables", NeurIPS 2020, equation 4; Yin, Ren, Zhang and Zhou, "Probabilistic best subset selection via
 * gradient-based optimization", 2020, found it too). It needs no gradient of the target, nor a baseline.
 *
 * <pre>
 *   for a pair z, z̃:   −½ (ℓ(z) − ℓ(z̃)) (z_i − z̃_i) sigmoid(|φ_i|),   ℓ = log p̃ − log q
 * </pre>
 *
 * @param draws S, an even number of at least 2
 */
public record DisArm(int draws) implements Estimator<LogDensity, MeanFieldBernoulli> {

    /** Checks the number of draws. */
    public DisArm {
        Sizes.requireDraws("DisArm, whose draws come in pairs,", 2, draws);
        if (draws % 2 != 0) {
            throw new IllegalArgumentException(
                    "DisArm's draws come in pairs, so that there must be an even number: " + draws);
        }
    }

    /** Makes the estimator with S draws a step. */
    public static DisArm draws(int draws) {
        return new DisArm(draws);
    }

    @Override
    public Estimation start(LogDensity target, MeanFieldBernoulli family, Noise noise) {
        return new Started(target, family, noise, draws);
    }

    private static final class Started implements Estimation {
        private final LogDensity target;
        private final MeanFieldBernoulli family;
        private final Noise noise;
        private final int draws;
        private final double[] epsilon;
        private final double[] z;
        private final double[] logTarget;
        private final double[] logFamily;

        Started(LogDensity target, MeanFieldBernoulli family, Noise noise, int draws) {
            z = new double[Sizes.ofBatch(target, family, draws)];
            this.target = target;
            this.family = family;
            this.noise = noise;
            this.draws = draws;
            epsilon = new double[z.length];
            logTarget = new double[draws];
            logFamily = new double[draws];
        }

        @Override
        public int dimension() {
            return family.parameterCount();
        }

        @Override
        public double valueAndGradient(long step, double[] phi, double[] gradient) {
            int d = family.dimension();
            int half = draws / 2 * d;
            noise.fill(step, draws / 2, d, epsilon);
            for (int i = 0; i < half; i++) {
                epsilon[half + i] = -epsilon[i];
            }
            family.draw(phi, draws, epsilon, z);
            target.logDensity(draws, z, logTarget);
            family.logDensity(phi, draws, z, logFamily);
            Arrays.fill(gradient, 0);
            double loss = 0;
            for (int s = 0; s < draws / 2; s++) {
                double one = logTarget[s] - logFamily[s];
                double other = logTarget[draws / 2 + s] - logFamily[draws / 2 + s];
                loss -= (one + other) / draws;
                for (int i = 0; i < d; i++) {
                    double difference = z[s * d + i] - z[half + s * d + i];
                    double size = Math.exp(-Math.abs(phi[i]));
                    gradient[i] -= (one - other) * difference / ((1 + size) * draws);
                }
            }
            return loss;
        }
    }
}
