package dev.jensen.models;

import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.Normal;
import java.util.List;

/** The eight schools (Rubin 1981), non-centred. */
final class EightSchools {
    static final List<String> SCHOOLS = List.of("A", "B", "C", "D", "E", "F", "G", "H");
    static final double[] EFFECTS = {28, 8, -3, 7, -1, 1, 18, 12};
    static final double[] STANDARD_ERRORS = {15, 10, 16, 11, 9, 11, 10, 18};

    private EightSchools() {}

    static Model model() {
        return Model.of("eight schools", m -> {
            var school = m.plate("school", SCHOOLS);
            var sigma = m.data("sigma", STANDARD_ERRORS, school);
            var mu = m.latent("mu", Normal.of(0, 5));
            var tau = m.latent("tau", HalfCauchy.of(5));
            var z = m.latent("z", Normal.of(0, 1), school);
            var theta = m.derive("theta", mu.plus(tau.times(z)));
            m.observe("y", Normal.of(theta, sigma), EFFECTS, school);
        });
    }
}
