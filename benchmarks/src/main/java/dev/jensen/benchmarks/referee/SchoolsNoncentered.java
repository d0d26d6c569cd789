package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Cauchy;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;

/** Eight schools, θ_j = μ + τ z_j. */
final class SchoolsNoncentered {
    private SchoolsNoncentered() {}

    static Differentiable density(Reference reference) {
        double[] y = reference.column("y");
        return Model.of(reference.name(), m -> {
                    var school = m.plate("school", y.length);
                    var sigma = m.data("sigma", reference.column("sigma"), school);
                    var mu = m.latent("mu", Normal.of(0, 5));
                    var tau = m.latent("tau", Flat.positive());
                    m.factor("prior of tau", Cauchy.of(0, 5).logDensityInside(tau));
                    var z = m.latent("theta_trans", Normal.of(0, 1), school);
                    var theta = m.derive("theta", mu.plus(tau.times(z)));
                    m.observe("y", Normal.of(theta, sigma), y, school);
                })
                .density();
    }
}
