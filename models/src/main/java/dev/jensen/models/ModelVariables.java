package dev.jensen.models;

import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The variables of a model's density, which know how the model was stated, so that a fit can predict.
 *
 * @param values names and values
 * @param recipe the model's statements
 */
record ModelVariables(Variables values, Recipe recipe) implements Variables {

    /** Those of a fit's target. */
    static ModelVariables of(Fit fit) {
        if (Variables.of(fit.target()) instanceof ModelVariables own) {
            return own;
        }
        throw new IllegalArgumentException(
                "this fit's target was not stated as a model, so that it cannot be stated again on new data: state it"
                        + " with Model.of(name, data, (m, data) -> …)");
    }

    Draws predict(Fit fit, Data data, int draws, long seed) {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        List<Site> sites = recipe.on(data.watched(asked));
        if (asked.isEmpty() && !data.columns().isEmpty()) {
            throw new IllegalArgumentException("the statement of model \"" + recipe.name()
                    + "\" took nothing from the new data, " + String.join(", ", data.columns())
                    + ", so that it would predict for those that it was fitted to: in Model.of(name, data, (m, data) -> …), take"
                    + " each column from the data that the statement is given");
        }
        Posterior posterior = new Posterior(fit.draws(draws, seed), new Matching.ByLabel(sites), recipe);
        return Ancestral.of(sites, posterior, draws, seed);
    }

    @Override
    public List<Variable> list() {
        return values.list();
    }

    @Override
    public int constrainedDimension() {
        return values.constrainedDimension();
    }

    @Override
    public void constrain(int draws, double[] unconstrained, double[] constrained) {
        values.constrain(draws, unconstrained, constrained);
    }
}
