package dev.jensen.benchmarks;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;
import java.nio.file.Path;

/** Rubin's eight schools, non-centred: mu ~ N(0, 5), tau ~ HalfCauchy(5), z ~ N(0, 1), y ~ N(mu + tau z, s). */
final class EightSchools implements Posterior {
    private static final double[] EFFECT = {28, 8, -3, 7, -1, 1, 18, 12};
    private static final double[] STANDARD_ERROR = {15, 10, 16, 11, 9, 11, 10, 18};

    @Override
    public String write(Path folder, Path posteriordb) {
        return "eight schools: no files, the sixteen numbers are in the programs";
    }

    @Override
    public Differentiable density(Path folder) {
        return Model.of("eight schools", m -> {
                    var school = m.plate("school", EFFECT.length);
                    var mu = m.latent("mu", Normal.of(0, 5));
                    var tau = m.latent("tau", HalfCauchy.of(5));
                    var z = m.latent("z", Normal.of(0, 1), school);
                    var theta = mu.plus(tau.times(z));
                    m.observe("y", Normal.of(theta, m.data("s", STANDARD_ERROR, school)), EFFECT, school);
                })
                .density();
    }
}
