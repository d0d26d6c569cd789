package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;

/** Crossed effects of groups and scenarios, centred, flat priors of their scales: only the sum of the two is well determined. */
final class Pilots {
    private Pilots() {}

    static Differentiable density(Reference reference) {
        double[] y = reference.column("y");
        return Model.of(reference.name(), m -> {
                    var row = m.plate("row", y.length);
                    var group = m.plate("group", (int) reference.number("n_groups"));
                    var scenario = m.plate("scenario", (int) reference.number("n_scenarios"));
                    var ofGroup = m.index("group of row", reference.indices("group_id"), row, group);
                    var ofScenario = m.index("scenario of row", reference.indices("scenario_id"), row, scenario);
                    var muA = m.latent("mu_a", Normal.of(0, 1));
                    var muB = m.latent("mu_b", Normal.of(0, 1));
                    var sigmaA = m.latent("sigma_a", Flat.between(0, 100));
                    var sigmaB = m.latent("sigma_b", Flat.between(0, 100));
                    var sigmaY = m.latent("sigma_y", Flat.between(0, 100));
                    var a = m.latent("a", Normal.of(muA.times(10), sigmaA), group);
                    var b = m.latent("b", Normal.of(muB.times(10), sigmaB), scenario);
                    m.observe("y", Normal.of(a.gather(ofGroup).plus(b.gather(ofScenario)), sigmaY), y, row);
                })
                .density();
    }
}
