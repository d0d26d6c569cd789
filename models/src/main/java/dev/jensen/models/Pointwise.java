package dev.jensen.models;

import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.ObservedData;
import dev.jensen.core.diagnostic.PredictiveAccuracy;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a fitted model says of each of its observations by itself: what leave-one-out cross-validation is made of. Immutable.
 *
 * <pre>{@code
 * Pointwise each = Pointwise.of(fit).orElseThrow();
 * Draws logLikelihood = each.logLikelihood(fit.draws(1000)); // logLikelihood.array("y")
 * }</pre>
 */
public final class Pointwise {
    private static final int DRAWS = 4000;
    private static final int FEWEST = 400;
    private static final int LARGEST = 1 << 24; // numbers

    private final Recipe recipe;
    private final List<Site> sites;

    private Pointwise(Recipe recipe) {
        this.recipe = recipe;
        this.sites = recipe.sites();
    }

    /** Of a fit of a model; empty where the target is no model, a latent was summed out, or nothing is observed. */
    public static Optional<Pointwise> of(Fit fit) {
        if (!(Variables.of(fit.target()) instanceof ModelVariables model)
                || model.recipe().sites().stream().allMatch(site -> known(site) == null)) {
            return Optional.empty();
        }
        List<Site> sites = model.recipe().sites();
        boolean can = sites.stream().noneMatch(site -> site instanceof Site.Choice || site instanceof Site.Amortised)
                && sites.stream().anyMatch(site -> site instanceof Site.Outcome outcome && outcome.data() != null);
        return can ? Optional.of(new Pointwise(model.recipe())) : Optional.empty();
    }

    /**
     * Evaluates the log likelihood of every observation at every draw.
     *
     * @param draws of the fit's variables
     * @return in nats, under the observations' names; of a law of vectors one number a vector
     */
    public Draws logLikelihood(Draws draws) {
        List<Site> terms = new ArrayList<>();
        List<Variable> wanted = new ArrayList<>();
        for (Site site : sites) {
            if (site instanceof Site.Outcome outcome) {
                Expr data = known(site);
                if (data != null) {
                    Expr value = outcome.law().logDensity(data);
                    Variable term = variable(outcome.name(), value.shape(), outcome.variable());
                    wanted.add(term);
                    terms.add(new Site.Derived(term, value));
                }
            } else if (site instanceof Site.Coordinates) {
                terms.add(site);
            }
        }
        Draws all = Ancestral.of(terms, new Posterior(draws, Matching.SAME, recipe), draws.count(), 1);
        return only(wanted, all);
    }

    /** Returns the data, as one draw under the observations' names. */
    public Draws observed() {
        List<Variable> names = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (Site site : sites) {
            if (site instanceof Site.Outcome outcome) {
                Expr data = known(site);
                if (data != null) {
                    names.add(outcome.variable());
                    values.add(Parameters.evaluate(data));
                }
            }
        }
        return Draws.of(
                names, 1, values.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    /** The data of an observation that has some, and none missing. */
    private static @Nullable Expr known(Site site) {
        Expr data = site instanceof Site.Outcome outcome ? outcome.data() : null;
        return data != null && Unknowns.of(data).isEmpty() ? data : null;
    }

    /**
     * Leaves out one observation at a time, by 4,000 draws of the fit: what models are compared by. Observations are in the order of the
     * model's statements.
     *
     * @throws IllegalArgumentException if the fit is not one of a model whose observations have log likelihoods of their own
     */
    public static PredictiveAccuracy leaveOneOut(Fit fit) {
        return PredictiveAccuracy.leaveOneOut(table(fit)).of(data(fit));
    }

    /**
     * Estimates what {@link #leaveOneOut} does by the widely applicable information criterion.
     *
     * @throws IllegalArgumentException if the fit is not one of a model whose observations have log likelihoods of their own
     */
    public static PredictiveAccuracy waic(Fit fit) {
        return PredictiveAccuracy.waic(table(fit)).of(data(fit));
    }

    private static List<ObservedData> data(Fit fit) {
        Draws observed = of(fit).orElseThrow().observed();
        return observed.variables().stream()
                .map(variable -> ObservedData.of(variable.name(), observed.array(variable.name())[0]))
                .toList();
    }

    /** The log likelihood [draw][observation] of all observations side by side. */
    private static double[][] table(Fit fit) {
        Pointwise each = of(fit).orElseThrow(() -> new IllegalArgumentException(
                "leaving one out needs a fit of a model with observations, and no latents that were summed out"));
        int width = each.observed().components().size();
        Draws all = each.logLikelihood(fit.draws(Math.max(FEWEST, Math.min(DRAWS, LARGEST / width))));
        double[][] table = new double[all.count()][];
        for (Variable variable : all.variables()) {
            double[][] own = all.array(variable.name());
            for (int s = 0; s < table.length; s++) {
                double[] before = table[s] == null ? new double[0] : table[s];
                table[s] = Arrays.copyOf(before, before.length + own[s].length);
                System.arraycopy(own[s], 0, table[s], before.length, own[s].length);
            }
        }
        return table;
    }

    private static Variable variable(String name, Shape shape, Variable like) {
        Plate plate = shape.plate();
        return new Variable(
                name, Arrays.stream(shape.inner()).boxed().toList(), plate == null ? Optional.empty() : like.rows());
    }

    private static Draws only(List<Variable> wanted, Draws all) {
        List<double[][]> arrays =
                wanted.stream().map(variable -> all.array(variable.name())).toList();
        double[] values = new double
                [all.count() * wanted.stream().mapToInt(Variable::size).sum()];
        int at = 0;
        for (int s = 0; s < all.count(); s++) {
            for (double[][] array : arrays) {
                System.arraycopy(array[s], 0, values, at, array[s].length);
                at += array[s].length;
            }
        }
        return Draws.of(wanted, all.count(), values);
    }
}
