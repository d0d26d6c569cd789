package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Cauchy;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;
import java.util.Arrays;

/** y_t ~ N(α + Σ_k β_k y_{t−k}, σ), given the first K values. */
final class Autoregression {
    private Autoregression() {}

    static Differentiable density(Reference reference) {
        double[] y = reference.column("y");
        int order = (int) reference.number("K");
        double[][] past = new double[y.length - order][order];
        for (int t = order; t < y.length; t++) {
            for (int k = 1; k <= order; k++) {
                past[t - order][k - 1] = y[t - k];
            }
        }
        return Model.of(reference.name(), m -> {
                    var time = m.plate("time", past.length);
                    var before = m.data("before", past, time);
                    var alpha = m.latent("alpha", Normal.of(0, 10));
                    var beta = m.latent("beta", Normal.of(0, 10), order);
                    var sigma = m.latent("sigma", Flat.positive());
                    m.factor("prior of sigma", Cauchy.of(0, 2.5).logDensityInside(sigma));
                    var mean = alpha.plus(before.dot(beta));
                    m.observe("y", Normal.of(mean, sigma), Arrays.copyOfRange(y, order, y.length), time);
                })
                .density();
    }
}
