package dev.jensen.models;

import dev.jensen.core.density.AmortisedDensity;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.ExprVariables;
import dev.jensen.core.density.Factor;
import dev.jensen.core.density.MixedDensity;
import dev.jensen.core.density.Variable;
import dev.jensen.core.expr.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the statements of a model add up to.
 *
 * @param continuous the unknowns in ℝᵈ
 * @param discrete the latents that are whole numbers
 * @param factors the terms of the log density
 * @param variables what draws name
 * @param values their values
 */
record Statement(
        List<Expr> continuous,
        List<DiscreteLatent> discrete,
        List<Factor> factors,
        List<Variable> variables,
        List<Expr> values) {

    Statement {
        continuous = List.copyOf(continuous);
        discrete = List.copyOf(discrete);
        factors = List.copyOf(factors);
        variables = List.copyOf(variables);
        values = List.copyOf(values);
    }

    /** The density of a statement without discrete latents. */
    ExprDensity density(Recipe recipe) {
        ExprVariables all = ExprVariables.of(continuous, variables, values);
        return ExprDensity.of(continuous, factors, new ModelVariables(all, recipe));
    }

    /** The density of a statement with amortised latents. */
    AmortisedDensity amortised(Expr key, Recipe recipe) {
        ExprVariables all = ExprVariables.of(continuous, variables, values);
        return AmortisedDensity.of(continuous, key, factors, new ModelVariables(all, recipe));
    }

    /** The density of discrete and continuous latents; of a choice among many, each outcome is a variable of its own too. */
    MixedDensity mixedDensity(Recipe recipe) {
        List<Expr> first = discrete.stream().map(DiscreteLatent::unknown).toList();
        List<Expr> unknowns = new ArrayList<>(first);
        unknowns.addAll(continuous);
        List<Variable> names = new ArrayList<>(variables);
        List<Expr> named = new ArrayList<>(values);
        for (DiscreteLatent latent : discrete) {
            int at = named.indexOf(latent.value()) + 1;
            for (int k = latent.outcomes() - 1; k >= 0 && latent.outcomes() > 2; k--) {
                names.add(at, called(latent.outcome(k), names.get(at - 1)));
                named.add(at, latent.value().equalTo(k));
            }
        }
        ExprVariables all = ExprVariables.of(unknowns, names, named);
        return MixedDensity.of(first, outcomes(), continuous, factors, new ModelVariables(all, recipe));
    }

    /** How many outcomes each discrete coordinate has. */
    int[] outcomes() {
        return discrete.stream()
                .flatMapToInt(latent -> {
                    int[] same = new int[latent.size()];
                    Arrays.fill(same, latent.outcomes());
                    return Arrays.stream(same);
                })
                .toArray();
    }

    /** The probability of an outcome of a variable, under its own name. */
    static Variable called(String name, Variable like) {
        return new Variable(name, like.inner(), like.rows(), Variable.Role.PROBABILITY);
    }
}
