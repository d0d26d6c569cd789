package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The posteriors that the referee knows: the name of the reference, and the model. */
final class Posteriors {
    private static final Set<String> KNOWN = known(Regressions.names());

    private static Set<String> known(List<String> regressions) {
        Set<String> names = new LinkedHashSet<>(List.of("arK-arK", "bball_drive_event_0-hmm_drive_0"));
        names.addAll(regressions);
        names.addAll(List.of(
                "eight_schools-eight_schools_centered",
                "eight_schools-eight_schools_noncentered",
                "garch-garch11",
                "gp_pois_regr-gp_regr",
                "hudson_lynx_hare-lotka_volterra",
                "low_dim_gauss_mix-low_dim_gauss_mix",
                "sblri-blr",
                "wells_data-wells_dae_model",
                "GLM_Poisson_Data-GLM_Poisson_model",
                "bones_data-bones_model",
                "seeds_data-seeds_stanified_model",
                "dogs-dogs_nonhierarchical",
                "pilots-pilots",
                "hmm_gaussian_simulated-hmm_gaussian",
                "low_dim_gauss_mix_collapse-low_dim_gauss_mix_collapse",
                "radon_mn-radon_variable_intercept_slope_noncentered",
                "irt_2pl-irt_2pl",
                "election88-election88_full",
                "radon_all-radon_variable_intercept_slope_noncentered"));
        return Collections.unmodifiableSet(names);
    }

    private static Differentiable ofKnown(Reference reference) {
        return switch (reference.name()) {
            case "arK-arK" -> Autoregression.density(reference);
            case "bball_drive_event_0-hmm_drive_0" -> new DriveHmm(reference);
            case "eight_schools-eight_schools_centered" -> SchoolsCentered.density(reference);
            case "eight_schools-eight_schools_noncentered" -> SchoolsNoncentered.density(reference);
            case "garch-garch11" -> Garch.density(reference);
            case "gp_pois_regr-gp_regr" -> GpRegression.density(reference);
            case "hudson_lynx_hare-lotka_volterra" -> LotkaVolterra.density(reference);
            case "low_dim_gauss_mix-low_dim_gauss_mix" -> GaussMix.density(reference);
            case "sblri-blr" -> BayesianRegression.density(reference);
            case "wells_data-wells_dae_model" -> LogisticRegression.density(reference);
            case "GLM_Poisson_Data-GLM_Poisson_model" -> PoissonRegression.density(reference);
            case "bones_data-bones_model" -> Bones.density(reference);
            case "seeds_data-seeds_stanified_model" -> Seeds.density(reference);
            case "dogs-dogs_nonhierarchical" -> Dogs.density(reference);
            case "pilots-pilots" -> Pilots.density(reference);
            case "hmm_gaussian_simulated-hmm_gaussian" -> new GaussianHmm(reference);
            case "low_dim_gauss_mix_collapse-low_dim_gauss_mix_collapse" -> UnorderedGaussMix.density(reference);
            case "radon_mn-radon_variable_intercept_slope_noncentered",
                    "radon_all-radon_variable_intercept_slope_noncentered" -> RadonSlopes.density(reference);
            case "irt_2pl-irt_2pl" -> ItemResponse.density(reference);
            case "election88-election88_full" -> Election.density(reference);
            default -> Regressions.density(reference);
        };
    }

    private final Path folder;
    private final Map<String, PosteriorModel> added;

    private Posteriors(Path folder, Map<String, PosteriorModel> added) {
        this.folder = folder;
        this.added = added;
    }

    /** Those of a folder: of its references the known models, and the models whose classes are beside them. */
    static Posteriors in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("no folder " + folder + ": name the one of the references with --dir");
        }
        Map<String, PosteriorModel> added = new LinkedHashMap<>();
        for (PosteriorModel model : FolderModels.in(folder)) {
            for (String name : model.posteriors()) {
                added.put(name, model);
            }
        }
        return new Posteriors(folder, added);
    }

    /** Returns the names of the models that the referee knows by itself. */
    static Set<String> known() {
        return KNOWN;
    }

    /** Returns the names of models whose reference is in the folder and has moments. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : models()) {
            if (Reference.isIn(folder, name) && !reference(name).parameters().isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private Set<String> models() {
        Set<String> models = new LinkedHashSet<>(KNOWN);
        models.addAll(added.keySet());
        return models;
    }

    Reference reference(String name) throws IOException {
        return Reference.read(folder, name);
    }

    /** Reads a posterior's data, and nothing that is known of it. */
    Reference data(String name) throws IOException {
        return Reference.dataOf(folder, name);
    }

    /**
     * States the model on the reference's data.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    Differentiable density(Reference reference) {
        PosteriorModel model = added.get(reference.name());
        if (model != null) {
            return model.density(reference);
        }
        if (KNOWN.contains(reference.name())) {
            return ofKnown(reference);
        }
        throw new IllegalArgumentException("no model of \"" + reference.name() + "\"; there are those of " + models()
                + ": add a PosteriorModel beside the reference");
    }
}
