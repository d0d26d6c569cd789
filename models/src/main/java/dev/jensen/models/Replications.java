package dev.jensen.models;

import dev.jensen.core.density.NearestName;
import dev.jensen.core.density.Variables;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Observations of a fitted model, and what it would have made in their place: posterior predictive checks are made of both. Immutable.
 *
 * <pre>{@code
 * Replications replications = Replications.of(fit);
 * System.out.println(replications.check());
 * System.out.println(replications.check(new TestQuantity("above 20", y -> Arrays.stream(y).filter(v -> v > 20).count())));
 * }</pre>
 */
public final class Replications {
    private static final int DRAWS = 1000;
    private static final int LARGEST = 1 << 23; // numbers
    private static final int FEWEST = 50;

    private final Map<String, double[]> observed;
    private final Map<String, double[][]> replicated;

    private Replications(Map<String, double[]> observed, Map<String, double[][]> replicated) {
        this.observed = observed;
        this.replicated = replicated;
    }

    /**
     * Draws 1,000 replications with the fit's seed, fewer where data are many.
     *
     * @throws IllegalArgumentException if the fit is not one of a model with observations
     */
    public static Replications of(Fit fit) {
        List<Site> sites = ModelVariables.of(fit).recipe().sites();
        int numbers = sites.stream()
                .filter(site -> isObserved(site))
                .mapToInt(site -> ((Site.Outcome) site).variable().size())
                .sum();
        return of(
                fit,
                Math.max(FEWEST, Math.min(DRAWS, LARGEST / Math.max(1, numbers))),
                fit.origin().seed());
    }

    /**
     * Draws replications.
     *
     * @param draws how many, at least 1
     * @param seed the same seed gives the same replications
     * @throws IllegalArgumentException if the fit is not one of a model with observations
     */
    public static Replications of(Fit fit, int draws, long seed) {
        Recipe recipe = ModelVariables.of(fit).recipe();
        List<Site> sites = recipe.sites();
        if (sites.stream().noneMatch(Replications::isObserved)) {
            throw new IllegalArgumentException(
                    "nothing is observed in full in this model, so that nothing can be checked");
        }
        Draws drawn = Ancestral.of(sites, new Posterior(fit.draws(draws, seed), Matching.SAME, recipe), draws, seed);
        Map<String, double[]> observed = new LinkedHashMap<>();
        Map<String, double[][]> replicated = new LinkedHashMap<>();
        for (Site site : sites) {
            if (site instanceof Site.Outcome outcome && isObserved(site)) {
                Expr data = outcome.data();
                if (data != null) {
                    observed.put(outcome.name(), Parameters.evaluate(data));
                    replicated.put(outcome.name(), drawn.array(outcome.name()));
                }
            }
        }
        return new Replications(observed, replicated);
    }

    /** Of a fit of a model with observations; empty of any other, and where replications cannot be drawn. */
    public static Optional<Replications> ifAny(Fit fit) {
        if (!(Variables.of(fit.target()) instanceof ModelVariables model)
                || model.recipe().sites().stream().noneMatch(Replications::isObserved)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(fit));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a law without a sampler, or one that a factor says more about
        }
    }

    private static boolean isObserved(Site site) {
        if (!(site instanceof Site.Outcome outcome)) {
            return false;
        }
        Expr data = outcome.data();
        return data != null && Unknowns.of(data).isEmpty();
    }

    /** Returns the names of the observations. */
    public List<String> names() {
        return List.copyOf(observed.keySet());
    }

    /**
     * Returns the data of an observation, a new array [inner…][row].
     *
     * @throws IllegalArgumentException if there is no such observation, with the nearest name that there is
     */
    public double[] observed(String name) {
        double[] values = observed.get(name);
        if (values == null) {
            throw NearestName.unknown("observation", name, observed.keySet());
        }
        return values.clone();
    }

    /**
     * Returns its replications, a new array [draw][component].
     *
     * @throws IllegalArgumentException if there is no such observation, with the nearest name that there is
     */
    public double[][] replicated(String name) {
        double[][] values = replicated.get(name);
        if (values == null) {
            throw NearestName.unknown("observation", name, observed.keySet());
        }
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    /** Compares mean, standard deviation, least and greatest value of each observation, and the share of zeros where there are some. */
    public PredictiveCheck check() {
        return check(TestQuantity.ALL.toArray(new TestQuantity[0]));
    }

    /**
     * Compares data with replications, for each observation by each quantity.
     *
     * @param quantities at least one
     * @throws IllegalArgumentException if there is none, or one of the data is not a number
     */
    public PredictiveCheck check(TestQuantity... quantities) {
        if (quantities.length == 0) {
            throw new IllegalArgumentException("a predictive check needs at least one test quantity");
        }
        List<PredictiveCheck.Row> rows = new ArrayList<>();
        for (String name : names()) {
            double[] own = observed(name);
            double[][] others = replicated(name);
            for (TestQuantity quantity : quantities) {
                double of = quantity.of().applyAsDouble(own);
                if (Double.isNaN(of)) {
                    throw new IllegalArgumentException(
                            "test quantity \"" + quantity.name() + "\" of \"" + name + "\" is not a number");
                }
                double[] values =
                        Arrays.stream(others).mapToDouble(quantity.of()).toArray();
                boolean isIdle = quantity.equals(TestQuantity.ZEROS)
                        && of == 0
                        && Arrays.stream(values).allMatch(v -> v == 0);
                if (!isIdle) {
                    rows.add(PredictiveCheck.Row.of(name, quantity.name(), of, values));
                }
            }
        }
        return new PredictiveCheck(rows);
    }
}
