package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The posteriors that the referee knows: the name of the reference, and the model. */
final class Posteriors {
    private static final Map<String, Function<Reference, Differentiable>> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("arK-arK", Autoregression::density);
        KNOWN.put("bball_drive_event_0-hmm_drive_0", DriveHmm::new);
        for (String name : Regressions.names()) {
            KNOWN.put(name, Regressions::density);
        }
        KNOWN.put("eight_schools-eight_schools_centered", SchoolsCentered::density);
        KNOWN.put("eight_schools-eight_schools_noncentered", SchoolsNoncentered::density);
        KNOWN.put("garch-garch11", Garch::new);
        KNOWN.put("gp_pois_regr-gp_regr", GpRegression::density);
        KNOWN.put("hudson_lynx_hare-lotka_volterra", LotkaVolterra::new);
        KNOWN.put("low_dim_gauss_mix-low_dim_gauss_mix", GaussMix::density);
        KNOWN.put("sblri-blr", BayesianRegression::density);
    }

    private Posteriors() {}

    static List<String> names() {
        return List.copyOf(KNOWN.keySet());
    }

    /**
     * States the model on the reference's data.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    static Differentiable density(Reference reference) {
        Function<Reference, Differentiable> model = KNOWN.get(reference.name());
        if (model == null) {
            throw new IllegalArgumentException("no posterior \"" + reference.name() + "\"; there are " + names());
        }
        return model.apply(reference);
    }
}
