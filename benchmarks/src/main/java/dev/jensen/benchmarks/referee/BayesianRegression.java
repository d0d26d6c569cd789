package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;

/** y ~ N(Xβ, σ) without an intercept, β ~ N(0, 10), σ ~ N(0, 10) above 0. */
final class BayesianRegression {
    private BayesianRegression() {}

    static Differentiable density(Reference reference) {
        double[][] rows = reference.table("X");
        double[] y = reference.column("y");
        return Model.of(reference.name(), m -> {
                    var row = m.plate("row", y.length);
                    var x = m.data("X", rows, row);
                    var beta = m.latent("beta", Normal.of(0, 10), rows[0].length);
                    var sigma = m.latent("sigma", Flat.positive());
                    m.factor("prior of sigma", Normal.of(0, 10).logDensityInside(sigma));
                    m.observe("y", Normal.of(x.dot(beta), sigma), y, row);
                })
                .density();
    }
}
