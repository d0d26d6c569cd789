package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Flat;
import dev.jensen.models.Model;

/** Wells: who changes to another one, by its distance, the arsenic of one's own, and education; flat priors. */
final class LogisticRegression {
    private LogisticRegression() {}

    static Differentiable density(Reference reference) {
        double[] distance = reference.column("dist");
        double[] arsenic = reference.column("arsenic");
        double[] education = reference.column("educ");
        double[][] rows = new double[distance.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {distance[i] / 100, arsenic[i], education[i] / 4};
        }
        return Model.of(reference.name(), m -> {
                    var household = m.plate("household", rows.length);
                    var x = m.data("x", rows, household);
                    var alpha = m.latent("alpha", Flat.real());
                    var beta = m.latent("beta", Flat.real(), 3);
                    m.observe(
                            "switched",
                            Bernoulli.ofLogit(alpha.plus(x.dot(beta))),
                            reference.column("switched"),
                            household);
                })
                .density();
    }
}
