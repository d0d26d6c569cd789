package dev.jensen.models;

import dev.jensen.core.density.Fingerprint;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.fit.Fit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses a fit of another model where its draws would be taken for those of this one: by the unknowns, and where these are the same by the
 * log density at two points. A model that was stated again, alike and on the same data, is the same. Nothing is known of a fit whose target
 * was not stated as a model.
 */
final class SameModel {
    private static final int MOST_NAMES = 20;

    private final Recipe asked;
    private final Recipe fitted;

    private SameModel(Recipe asked, Recipe fitted) {
        this.asked = asked;
        this.fitted = fitted;
    }

    /** Refuses a fit with other unknowns, other statements or other data. */
    static void require(Recipe asked, Fit fit) {
        if (Variables.of(fit.target()) instanceof ModelVariables own
                && !own.recipe().equals(asked)) {
            SameModel pair = new SameModel(asked, own.recipe());
            pair.requireUnknowns();
            pair.requireDensity();
        }
    }

    /** Refuses a fit with other unknowns. Amortised latents do not count: their rows may be others than those fitted. */
    static void requireUnknowns(Recipe asked, Fit fit) {
        if (Variables.of(fit.target()) instanceof ModelVariables own
                && !own.recipe().equals(asked)) {
            new SameModel(asked, own.recipe()).requireUnknowns();
        }
    }

    private void requireUnknowns() {
        List<String> then = unknowns(fitted);
        List<String> now = unknowns(asked);
        if (!then.equals(now)) {
            throw new IllegalArgumentException("the fit is of another model, \"" + fitted.name()
                    + "\", whose unknowns are " + shown(then) + "; those of \"" + asked.name() + "\" are " + shown(now)
                    + ": take a fit of this model, or ask the model that was fitted");
        }
    }

    private void requireDensity() {
        if (isAmortised(fitted) || isAmortised(asked)) {
            return; // such a density is an estimate
        }
        Fingerprint then = Fingerprint.of(density(fitted));
        Fingerprint now = Fingerprint.of(density(asked));
        if (!labels(fitted).equals(labels(asked))
                || !Fingerprint.areAlike(then.atZero(), now.atZero())
                || !Fingerprint.areAlike(then.off(), now.off())) {
            throw new IllegalArgumentException("the fit is of another model, \"" + fitted.name()
                    + "\", or of other data than those of \"" + asked.name() + "\": both have the unknowns "
                    + shown(unknowns(asked))
                    + ", but other laws, data or labels; take a fit of this model and these data,"
                    + " or predict for other data with fit.predict(data)");
        }
    }

    private static boolean isAmortised(Recipe recipe) {
        return recipe.sites().stream().anyMatch(Site.Amortised.class::isInstance);
    }

    private static LogDensity density(Recipe recipe) {
        Statement all = recipe.statement();
        return all.discrete().isEmpty() ? all.density(recipe) : all.mixedDensity(recipe);
    }

    private static Stream<Variable> variables(Recipe recipe) {
        return recipe.sites().stream()
                .filter(site ->
                        site instanceof Site.Latent || site instanceof Site.Point || site instanceof Site.Choice)
                .map(site -> ((Site.Named) site).variable());
    }

    private static List<String> unknowns(Recipe recipe) {
        return variables(recipe).map(SameModel::describe).toList();
    }

    private static List<List<String>> labels(Recipe recipe) {
        return variables(recipe)
                .map(variable -> variable.rows().map(Variable.Rows::labels).orElse(List.of()))
                .toList();
    }

    private static String describe(Variable variable) {
        return variable.name()
                + (variable.inner().isEmpty() ? "" : " of shape " + variable.inner())
                + variable.rows()
                        .map(rows -> " on " + rows.count() + " rows of \"" + rows.plate() + "\"")
                        .orElse("");
    }

    private static String shown(List<String> unknowns) {
        String few = unknowns.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return unknowns.size() > MOST_NAMES ? few + " and " + (unknowns.size() - MOST_NAMES) + " more" : few;
    }
}
