package dev.jensen.models;

import dev.jensen.core.density.Variable;
import dev.jensen.core.fit.Draws;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What draws from a fit know of the latents of a model, as it is stated now. */
final class Posterior implements Ancestral.Known {
    private final Draws fitted;
    private final Matching matching;
    private final HiddenStates hidden;
    private final Map<String, Variable> variables = new HashMap<>();

    Posterior(Draws fitted, Matching matching, Recipe recipe) {
        this.fitted = fitted;
        this.matching = matching;
        this.hidden = new HiddenStates(recipe, fitted);
        fitted.variables().forEach(variable -> variables.put(variable.name(), variable));
    }

    @Override
    public boolean[] fill(Site.Named site, double[] values, RandomGenerator random) {
        Variable now = site.variable();
        Variable then = variables.get(now.name());
        if (then != null) {
            int[] rows = rows(then, now);
            return copy(fitted.array(now.name()), then, rows, now, values);
        }
        if (site instanceof Site.Choice choice) {
            return choose(choice, values, random);
        }
        if (site instanceof Site.Latent latent && latent.imputed() != null) {
            return new boolean[now.size()]; // nothing was missing in the data fitted
        }
        throw unknown(site);
    }

    @Override
    public boolean encodes() {
        return true;
    }

    private int[] rows(Variable then, Variable now) {
        if (!then.inner().equals(now.inner())) {
            throw new IllegalArgumentException("latent \"" + now.name() + "\" has inner dimensions " + then.inner()
                    + " in the data fitted and " + now.inner()
                    + " in the new ones: only the rows of plates may be others; put it on a plate with labels");
        }
        return matching.rows(then, now);
    }

    private static boolean[] copy(double[][] draws, Variable then, int[] rows, Variable now, double[] values) {
        boolean[] known = new boolean[now.size()];
        int elements = now.size() / rows.length;
        int fittedRows = then.size() / elements;
        for (int e = 0; e < elements; e++) {
            for (int row = 0; row < rows.length; row++) {
                if (rows[row] < 0) {
                    continue;
                }
                int position = e * rows.length + row;
                known[position] = true;
                for (int s = 0; s < draws.length; s++) {
                    values[s * now.size() + position] = draws[s][e * fittedRows + rows[row]];
                }
            }
        }
        return known;
    }

    /** A latent that was summed out: drawn together with the others that were. */
    private boolean[] choose(Site.Choice choice, double[] values, RandomGenerator random) {
        DiscreteLatent latent = choice.latent();
        Variable then = variables.get("P(" + latent.outcome(1) + ")");
        if (then == null) {
            throw unknown(choice);
        }
        int[] rows = rows(then, choice.variable());
        if (Arrays.stream(rows).allMatch(row -> row < 0)) {
            return new boolean[rows.length];
        }
        return copy(hidden.of(choice.name(), random), then, rows, choice.variable(), values);
    }

    private static IllegalArgumentException unknown(Site.Named site) {
        return new IllegalArgumentException("latent \"" + site.name()
                + "\" is none of the model that was fitted: state the same latents whatever the data");
    }
}
