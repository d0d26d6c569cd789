package dev.jensen.models;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Factor;
import dev.jensen.core.density.Variable;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A model whose observations are replaced by simulated ones. */
final class Simulation {
    private final Recipe recipe;

    /**
     * Looks whether the data can be simulated.
     *
     * @throws IllegalArgumentException if they cannot: which, and why
     */
    Simulation(Recipe recipe) {
        this.recipe = recipe;
        boolean any = false;
        for (Site site : recipe.sites()) {
            if (site instanceof Site.Latent latent && latent.imputed() != null) {
                throw cannot("observation \"" + latent.name().replaceFirst("^missing ", "")
                        + "\" has missing values: leave these rows out");
            }
            any |= site instanceof Site.Outcome;
            if (site instanceof Site.Outcome outcome) {
                requireOwn(outcome);
            }
        }
        if (!any) {
            throw cannot("nothing is observed: calibration needs data to simulate");
        }
    }

    private IllegalArgumentException cannot(String why) {
        return new IllegalArgumentException("model \"" + recipe.name() + "\" cannot be calibrated: " + why);
    }

    /** Data that are also a predictor, such as lags of themselves, cannot be replaced alone. */
    private void requireOwn(Site.Outcome outcome) {
        Expr data = outcome.data();
        if (data == null) {
            throw cannot(
                    "observation \"" + outcome.name() + "\" has no values: state the model on data that have them");
        }
        if (outcome.shape().rank() > 1) {
            throw cannot("observation \"" + outcome.name() + "\" has "
                    + outcome.shape().rank() + " inner dimensions: one at most can be simulated");
        }
        for (Site site : recipe.sites()) {
            if (Graph.topological(parameters(site)).contains(data)) {
                throw cannot("the data of \"" + outcome.name() + "\" are a parameter of the law of \"" + site.name()
                        + "\" too, so that they cannot be drawn anew by themselves");
            }
        }
    }

    private static List<Expr> parameters(Site site) {
        Distribution law = site instanceof Site.Outcome outcome
                ? outcome.law()
                : site instanceof Site.Latent latent ? latent.law() : null;
        return law == null
                ? List.of()
                : law.parameters().stream().map(Parameter::value).toList();
    }

    /** Draws parameters from the prior, and data from the model. */
    Draws draw(int count, long seed) {
        return Ancestral.of(recipe.sites(), Ancestral.Known.NOTHING, count, seed);
    }

    /** The values of each observation, [draw][inner…][row]. */
    Map<String, double[][]> outcomes(Draws drawn) {
        Map<String, double[][]> outcomes = new TreeMap<>();
        for (Site site : recipe.sites()) {
            if (site instanceof Site.Outcome outcome) {
                outcomes.put(outcome.name(), drawn.array(outcome.name()));
            }
        }
        return outcomes;
    }

    /** The density given one draw of the data. */
    ExprDensity density(Map<String, double[][]> outcomes, int draw) {
        Statement stated = recipe.statement();
        List<Factor> factors = new ArrayList<>(stated.factors());
        List<Site> sites = new ArrayList<>();
        for (Site site : recipe.sites()) {
            if (site instanceof Site.Outcome outcome) {
                double[][] values = outcomes.get(outcome.name());
                Expr data = data(outcome, Objects.requireNonNull(values)[draw]);
                factors.replaceAll(factor -> factor.name().equals(outcome.name())
                        ? new Factor(
                                factor.name(),
                                Observation.logDensity(outcome.name(), outcome.law(), data),
                                factor.conditions())
                        : factor);
                sites.add(new Site.Outcome(outcome.variable(), outcome.law(), outcome.shape(), data));
            } else {
                sites.add(site);
            }
        }
        Statement replaced =
                new Statement(stated.continuous(), stated.discrete(), factors, stated.variables(), stated.values());
        Statement fitted = stated.discrete().isEmpty() ? replaced : SummingOut.of(replaced);
        return fitted.density(new Recipe(recipe.name(), List.copyOf(sites), replaced, null, null));
    }

    private static Expr data(Site.Outcome outcome, double[] values) {
        Plate plate = outcome.shape().plate();
        boolean isVector = outcome.shape().rank() == 1;
        if (plate == null) {
            return isVector ? Expr.constant(values) : Expr.constant(values[0]);
        }
        if (!isVector) {
            return Expr.column(plate, outcome.name(), values);
        }
        int rows = plate.size();
        double[][] table = new double[rows][values.length / rows];
        for (int i = 0; i < values.length; i++) {
            table[i % rows][i / rows] = values[i];
        }
        return Expr.columns(plate, outcome.name(), table);
    }

    /** What has a posterior and a prior. */
    List<Variable> quantities() {
        Statement stated = recipe.statement();
        return stated.variables().stream()
                .filter(variable -> variable.role() == Variable.Role.QUANTITY)
                .filter(variable -> stated.discrete().isEmpty() || isContinuous(variable))
                .toList();
    }

    private boolean isContinuous(Variable variable) {
        return recipe.sites().stream()
                .anyMatch(site -> site instanceof Site.Latent && site.name().equals(variable.name()));
    }
}
