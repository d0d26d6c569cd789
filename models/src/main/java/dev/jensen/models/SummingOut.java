package dev.jensen.models;

import dev.jensen.core.density.Factor;
import dev.jensen.core.density.HiddenMarkovChain;
import dev.jensen.core.density.Variable;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums the discrete latents of a statement out of it, exactly, one after the other: those of plates first, and of these the last
 * declared.
 *
 * <p>The factors that depend on a latent are written once for each of its outcomes, and become one factor: for each row of the
 * latent's plate log Σ_k exp of their sum, or, of a Markov chain, what the forward algorithm gives. The derivative of the
 * whole by a number that is added to outcome k's terms is the posterior probability of that outcome.
 */
final class SummingOut {
    private final Statement statement;
    private final Map<DiscreteLatent, Expr> tilts = new HashMap<>(); // what is added to the terms of each outcome
    private final List<Step> steps = new ArrayList<>();

    private SummingOut(Statement statement) {
        this.statement = statement;
    }

    /**
     * One latent summed out.
     *
     * @param terms log p̃ as far as it depends on the latent, for each of its outcomes, in each row: its law given the latents that are
     *     summed out after it, but for the transitions of a chain
     */
    record Step(DiscreteLatent latent, Expr terms) {}

    /** The steps by which the latents are summed out, in their order. */
    static List<Step> steps(Statement statement) {
        SummingOut work = new SummingOut(statement);
        work.factors();
        return work.steps;
    }

    /**
     * The statement without its discrete latents. In the place of each, draws name the probabilities of its outcomes given the
     * other latents and the data, {@code P(z=1)}; derived quantities that depend on one are left out.
     *
     * @throws IllegalArgumentException where a factor mixes the rows of a latent
     */
    static Statement of(Statement statement) {
        SummingOut work = new SummingOut(statement);
        List<Factor> factors = work.factors();
        for (DiscreteLatent latent : statement.discrete()) {
            int k = latent.outcomes();
            Plate plate = latent.plate();
            work.tilts.put(
                    latent,
                    plate == null
                            ? Expr.variable("tilt of " + latent.name(), k)
                            : Expr.variable("tilt of " + latent.name(), k, plate.size()));
        }
        Map<DiscreteLatent, Expr> probabilities = work.probabilities(work.factors());
        List<Variable> names = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        for (int i = 0; i < statement.values().size(); i++) {
            Variable name = statement.variables().get(i);
            Expr value = statement.values().get(i);
            DiscreteLatent latent = work.latentOf(value);
            if (latent != null) {
                Expr posterior = probabilities.getOrDefault(latent, Expr.constant(0));
                Plate plate = latent.plate();
                for (int k = latent.outcomes() == 2 ? 1 : 0; k < latent.outcomes(); k++) {
                    names.add(Statement.called("P(" + latent.outcome(k) + ")", name));
                    values.add(plate == null ? posterior.at(k) : posterior.at(k).toRows(plate));
                }
            } else if (statement.discrete().stream().noneMatch(each -> dependsOn(value, each))) {
                names.add(name);
                values.add(value);
            }
        }
        return new Statement(statement.continuous(), List.of(), factors, names, values);
    }

    private @Nullable DiscreteLatent latentOf(Expr value) {
        return statement.discrete().stream()
                .filter(latent -> latent.value() == value)
                .findFirst()
                .orElse(null);
    }

    private List<Factor> factors() {
        List<Factor> factors = new ArrayList<>(statement.factors());
        List<DiscreteLatent> order = new ArrayList<>(statement.discrete());
        Collections.reverse(order);
        order.sort(Comparator.comparing(latent -> latent.plate() == null)); // one for all rows ties them together: last
        for (DiscreteLatent latent : order) {
            factors = without(latent, factors);
        }
        return factors;
    }

    /** The derivatives by the tilts, where these are zero. */
    private Map<DiscreteLatent, Expr> probabilities(List<Factor> tilted) {
        List<DiscreteLatent> latents = statement.discrete();
        List<Expr> all = latents.stream()
                .map(latent -> tilts.getOrDefault(latent, Expr.constant(0)))
                .toList();
        Expr total = Expr.constant(0);
        for (Factor factor : tilted) {
            total = total.plus(ofAll(factor.logDensity()));
        }
        Map<Expr, Expr> none = new HashMap<>();
        all.forEach(tilt -> none.put(tilt, Expr.zeros(tilt.shape().inner())));
        List<Expr> gradient = Graph.substitute(Gradient.of(total, all), none);
        Map<DiscreteLatent, Expr> probabilities = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            probabilities.put(latents.get(i), gradient.get(i));
        }
        return probabilities;
    }

    /** The factors with one latent summed out. */
    private List<Factor> without(DiscreteLatent latent, List<Factor> factors) {
        HiddenMarkovChain chain = latent.chain();
        List<Factor> others = new ArrayList<>();
        List<Factor> own = new ArrayList<>();
        for (Factor factor : factors) {
            if (chain != null && factor.name().equals(latent.name())) {
                continue; // the chain's own prior
            }
            (dependsOn(factor.logDensity(), latent) ? own : others).add(factor);
        }
        RowWise rows = new RowWise(latent);
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < latent.outcomes(); k++) {
            Expr term = Expr.constant(0);
            for (Factor factor : own) {
                term = term.plus(rows.at(k, factor));
            }
            Plate plate = latent.plate();
            terms.add(plate == null ? term : term.onRows(plate));
        }
        Expr tilted = Expr.stack(terms);
        steps.add(new Step(latent, tilted));
        Expr tilt = tilts.get(latent);
        if (tilt != null) {
            Plate plate = latent.plate();
            tilted = tilted.plus(plate == null ? tilt : tilt.toRows(plate));
        }
        Expr summed = chain == null
                ? tilted.logSumExp(0)
                : chain.logEvidence(tilted.toAxis().transpose());
        List<Factor.Condition> conditions = own.stream()
                .flatMap(factor -> factor.conditions().stream())
                .filter(condition -> !dependsOn(condition.value(), latent))
                .toList();
        String names = String.join(
                " and ",
                own.stream()
                        .map(Factor::name)
                        .filter(n -> !n.equals(latent.name()))
                        .toList());
        String name = names.isEmpty() ? latent.name() : names + " summed over " + latent.name();
        others.add(new Factor(name, summed, conditions));
        return others;
    }

    static boolean dependsOn(Expr value, DiscreteLatent latent) {
        return Graph.topological(List.of(value)).contains(latent.unknown());
    }

    /** Everything summed to a number. */
    static Expr ofAll(Expr term) {
        Expr inner = term.sum();
        return inner.shape().hasRows() ? inner.sumRows() : inner;
    }
}
