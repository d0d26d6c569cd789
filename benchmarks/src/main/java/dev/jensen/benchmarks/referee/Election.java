package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.models.Model;
import dev.jensen.models.ModelBuilder;

/** A vote by age, education, both, state and region, each an effect of its own: 90 dimensions and 11,566 answers, for speed. */
final class Election {
    private Election() {}

    static Differentiable density(Reference reference) {
        double[] y = reference.column("y");
        return Model.of(reference.name(), m -> {
                    var answer = m.plate("answer", y.length);
                    var black = m.data("black", reference.column("black"), answer);
                    var female = m.data("female", reference.column("female"), answer);
                    var before = m.data("v_prev", reference.column("v_prev_full"), answer);
                    var beta = m.latent("beta", Normal.of(0, 100), 5);
                    var logit = beta.at(0)
                            .plus(beta.at(1).times(black))
                            .plus(beta.at(2).times(female))
                            .plus(beta.at(3).times(before))
                            .plus(beta.at(4).times(female).times(black))
                            .plus(effect(m, reference, "a", "age", answer))
                            .plus(effect(m, reference, "b", "edu", answer))
                            .plus(effect(m, reference, "c", "age_edu", answer))
                            .plus(effect(m, reference, "d", "state", answer))
                            .plus(effect(m, reference, "e", "region_full", answer));
                    m.observe("y", Bernoulli.ofLogit(logit), y, answer);
                })
                .density();
    }

    private static Expr effect(ModelBuilder m, Reference reference, String name, String of, Plate answer) {
        var level = m.plate(of, (int) reference.number("n_" + of));
        var index = m.index(of + " of answer", reference.indices(of), answer, level);
        var sigma = m.latent("sigma_" + name, Flat.between(0, 100));
        return m.latent(name, Normal.of(0, sigma), level).gather(index);
    }
}
