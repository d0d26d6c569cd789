package dev.jensen.models;

import dev.jensen.core.density.Variable;
import dev.jensen.core.fit.Draws;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What draws from a fit know of the latents of a model, as it is stated now. */
final class Posterior implements Ancestral.Known {
    private final Draws fitted;
    private final Matching matching;
    private final List<Site> sites;
    private final Map<String, Variable> variables = new HashMap<>();

    Posterior(Draws fitted, Matching matching, List<Site> sites) {
        this.fitted = fitted;
        this.matching = matching;
        this.sites = sites;
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
        throw new IllegalArgumentException("latent \"" + now.name()
                + "\" is none of the model that was fitted: state the same latents whatever the data");
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

    /** A latent that was summed out: drawn from the probabilities that each draw gives its outcomes. */
    private boolean[] choose(Site.Choice choice, double[] values, RandomGenerator random) {
        DiscreteLatent latent = choice.latent();
        Variable now = choice.variable();
        int outcomes = latent.outcomes();
        int first = outcomes == 2 ? 1 : 0;
        @Nullable Variable then = variables.get("P(" + latent.outcome(first) + ")");
        if (then == null) {
            throw new IllegalArgumentException("latent \"" + now.name()
                    + "\" is none of the model that was fitted: state the same latents whatever the data");
        }
        int[] rows = rows(then, now);
        boolean[] known = new boolean[now.size()];
        if (Arrays.stream(rows).allMatch(row -> row < 0)) {
            return known;
        }
        requireAlone(choice);
        double[][][] probabilities = new double[outcomes][][];
        for (int k = first; k < outcomes; k++) {
            probabilities[k] = fitted.array("P(" + latent.outcome(k) + ")");
        }
        for (int row = 0; row < rows.length; row++) {
            known[row] = rows[row] >= 0;
            for (int s = 0; s < fitted.count() && known[row]; s++) {
                double left = random.nextDouble();
                int k = outcomes - 1;
                while (k > first && (left -= probabilities[k][s][rows[row]]) >= 0) {
                    k--;
                }
                boolean last = k == first && first == 1 && left - probabilities[1][s][rows[row]] >= 0;
                values[s * rows.length + row] = last ? 0 : k;
            }
        }
        return known;
    }

    /** Refuses where the probabilities of single outcomes do not tell the law of all of them. */
    private void requireAlone(Site.Choice choice) {
        if (choice.latent().chain() != null) {
            throw new IllegalArgumentException("latent \"" + choice.name()
                    + "\" is a Markov chain that was summed out: the probabilities of its states at single times do not tell what"
                    + " follows what; predict for times that are all new, or read P("
                    + choice.latent().outcome(1) + ")");
        }
        for (Site site : sites) {
            if (site instanceof Site.Outcome outcome) {
                List<Site.Choice> of = sites.stream()
                        .filter(each -> each instanceof Site.Choice)
                        .map(each -> (Site.Choice) each)
                        .filter(each -> Unknowns.ofLaw(outcome.law())
                                .contains(each.latent().unknown()))
                        .toList();
                if (of.contains(choice) && of.size() > 1) {
                    throw new IllegalArgumentException("observation \"" + site.name() + "\" depends on "
                            + String.join(
                                    " and ",
                                    of.stream()
                                            .map(each -> "\"" + each.name() + "\"")
                                            .toList())
                            + ", which were summed out: the probabilities of each do not tell which go together; make one latent of"
                            + " them, whose outcomes are the pairs");
                }
            }
        }
    }
}
