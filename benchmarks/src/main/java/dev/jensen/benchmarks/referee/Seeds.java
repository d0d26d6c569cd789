package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Cauchy;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;

/** Seeds that germinate on plates: binomial counts with an effect b of each plate, centred. */
final class Seeds {
    private Seeds() {}

    static Differentiable density(Reference reference) {
        double[] germinated = reference.column("n");
        return Model.of(reference.name(), m -> {
                    var dish = m.plate("dish", germinated.length);
                    var trials = m.data("N", reference.column("N"), dish);
                    var x1 = m.data("x1", reference.column("x1"), dish);
                    var x2 = m.data("x2", reference.column("x2"), dish);
                    var alpha0 = m.latent("alpha0", Normal.of(0, 1));
                    var alpha1 = m.latent("alpha1", Normal.of(0, 1));
                    var alpha12 = m.latent("alpha12", Normal.of(0, 1));
                    var alpha2 = m.latent("alpha2", Normal.of(0, 1));
                    var sigma = m.latent("sigma", Flat.positive());
                    m.factor("prior of sigma", Cauchy.of(0, 1).logDensityInside(sigma));
                    var b = m.latent("b", Normal.of(0, sigma), dish);
                    var logit = alpha0.plus(alpha1.times(x1))
                            .plus(alpha2.times(x2))
                            .plus(alpha12.times(x1).times(x2))
                            .plus(b);
                    m.observe("n", Binomial.ofLogit(trials, logit), germinated, dish);
                })
                .density();
    }
}
