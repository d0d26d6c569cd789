package dev.jensen.benchmarks;

import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.util.Random;

/** Time series unrolled step by step into scalar nodes, about ten for each step: what a graph of many small nodes costs. */
enum TimeSeries {
    /** y[t] ~ N(mu, sigma[t]) with sigma[t]² = a0 + a1 (y[t−1] − mu)² + b1 sigma[t−1]². */
    GARCH {
        @Override
        Model model(int steps) {
            double[] y = noise(steps);
            return Model.of("garch", m -> {
                var mu = m.latent("mu", Normal.of(0, 1));
                var a0 = m.latent("a0", HalfNormal.of(1));
                var a1 = m.latent("a1", Beta.of(2, 2));
                var b1 = m.latent("b1", Beta.of(2, 2));
                Expr variance = Expr.constant(1);
                Expr shock = Expr.constant(0);
                for (int t = 0; t < steps; t++) {
                    variance = a0.plus(a1.times(shock.square())).plus(b1.times(variance));
                    m.observe("y" + t, Normal.of(mu, variance.sqrt()), y[t]);
                    shock = mu.negate().plus(y[t]);
                }
            });
        }
    },

    /** A random walk whose increments are the elements of one vector: x[t] = x[t−1] + tau z[t], y[t] ~ N(x[t], 0.5). */
    WALK {
        @Override
        Model model(int steps) {
            double[] y = noise(steps);
            return Model.of("walk", m -> {
                var tau = m.latent("tau", HalfNormal.of(1));
                var z = m.latent("z", Normal.of(0, 1), steps);
                Expr x = Expr.constant(0);
                for (int t = 0; t < steps; t++) {
                    x = x.plus(tau.times(z.at(t)));
                    m.observe("y" + t, Normal.of(x, 0.5), y[t]);
                }
            });
        }
    },

    /** A random walk of one latent for each step: x[t] ~ N(x[t−1], tau), y[t] ~ N(x[t], 0.5). */
    LATENTS {
        @Override
        Model model(int steps) {
            double[] y = noise(steps);
            return Model.of("latents", m -> {
                var tau = m.latent("tau", HalfNormal.of(1));
                Expr x = Expr.constant(0);
                for (int t = 0; t < steps; t++) {
                    x = m.latent("x" + t, Normal.of(x, tau));
                    m.observe("y" + t, Normal.of(x, 0.5), y[t]);
                }
            });
        }
    };

    /**
     * States the model.
     *
     * @param steps T, at least 1
     */
    abstract Model model(int steps);

    private static double[] noise(int steps) {
        Random random = new Random(1);
        return random.doubles(steps, -2, 2).toArray();
    }
}
