package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        KNOWN.put("garch-garch11", Garch::density);
        KNOWN.put("gp_pois_regr-gp_regr", GpRegression::density);
        KNOWN.put("hudson_lynx_hare-lotka_volterra", LotkaVolterra::density);
        KNOWN.put("low_dim_gauss_mix-low_dim_gauss_mix", GaussMix::density);
        KNOWN.put("sblri-blr", BayesianRegression::density);
        KNOWN.put("wells_data-wells_dae_model", LogisticRegression::density);
        KNOWN.put("GLM_Poisson_Data-GLM_Poisson_model", PoissonRegression::density);
        KNOWN.put("bones_data-bones_model", Bones::density);
        KNOWN.put("seeds_data-seeds_stanified_model", Seeds::density);
        KNOWN.put("dogs-dogs_nonhierarchical", Dogs::density);
        KNOWN.put("pilots-pilots", Pilots::density);
        KNOWN.put("hmm_gaussian_simulated-hmm_gaussian", GaussianHmm::new);
        KNOWN.put("low_dim_gauss_mix_collapse-low_dim_gauss_mix_collapse", UnorderedGaussMix::density);
        KNOWN.put("radon_mn-radon_variable_intercept_slope_noncentered", RadonSlopes::density);
        KNOWN.put("irt_2pl-irt_2pl", ItemResponse::density);
        KNOWN.put("election88-election88_full", Election::density);
        KNOWN.put("radon_all-radon_variable_intercept_slope_noncentered", RadonSlopes::density);
    }

    private final Path folder;
    private final Map<String, Function<Reference, Differentiable>> models;

    private Posteriors(Path folder, Map<String, Function<Reference, Differentiable>> models) {
        this.folder = folder;
        this.models = models;
    }

    /** Those of a folder: of its references the known models, and the models whose classes are beside them. */
    static Posteriors in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("no folder " + folder + ": name the one of the references with --dir");
        }
        Map<String, Function<Reference, Differentiable>> models = new LinkedHashMap<>(KNOWN);
        for (PosteriorModel model : FolderModels.in(folder)) {
            model.posteriors().forEach(name -> models.put(name, model::density));
        }
        return new Posteriors(folder, models);
    }

    /** Returns the names of the models that the referee knows by itself. */
    static Set<String> known() {
        return Collections.unmodifiableSet(KNOWN.keySet());
    }

    /** Returns the names of models whose reference is in the folder and has moments. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : models.keySet()) {
            if (Reference.isIn(folder, name) && !reference(name).parameters().isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    Reference reference(String name) throws IOException {
        return Reference.read(folder, name);
    }

    /**
     * States the model on the reference's data.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    Differentiable density(Reference reference) {
        Function<Reference, Differentiable> model = models.get(reference.name());
        if (model == null) {
            throw new IllegalArgumentException("no model of \"" + reference.name() + "\"; there are those of "
                    + models.keySet() + ": add a PosteriorModel beside the reference");
        }
        return model.apply(reference);
    }
}
