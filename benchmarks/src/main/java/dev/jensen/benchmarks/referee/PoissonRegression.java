package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.models.Model;

/** Counts by year, a cubic polynomial on the log scale, flat priors on a box. */
final class PoissonRegression {
    private PoissonRegression() {}

    static Differentiable density(Reference reference) {
        double[] counts = reference.column("C");
        return Model.of(reference.name(), m -> {
                    var row = m.plate("row", counts.length);
                    var year = m.data("year", reference.column("year"), row);
                    var alpha = m.latent("alpha", Flat.between(-20, 20));
                    var beta1 = m.latent("beta1", Flat.between(-10, 10));
                    var beta2 = m.latent("beta2", Flat.between(-10, 10));
                    var beta3 = m.latent("beta3", Flat.between(-10, 10));
                    var logRate = alpha.plus(year.times(beta1.plus(year.times(beta2.plus(year.times(beta3))))));
                    m.observe("C", Poisson.ofLogRate(logRate), counts, row);
                })
                .density();
    }
}
