package dev.jensen.models;

import dev.jensen.core.density.Factor;
import dev.jensen.core.density.Variable;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a {@link ModelBuilder} was told, in the order in which it was told it. */
final class Statements {
    private final String model;
    private final Names names;
    private final List<Expr> unknowns = new ArrayList<>();
    private final List<DiscreteLatent> discrete = new ArrayList<>();
    private final List<LatentShape> latents = new ArrayList<>();
    private final List<Factor> factors = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Expr> values = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final Set<String> leftToAuto = new HashSet<>();

    Statements(String model, Names names) {
        this.model = model;
        this.names = names;
    }

    /** Returns what messages call the model. */
    String model() {
        return model;
    }

    void site(Site site) {
        sites.add(site);
    }

    void factor(Factor factor) {
        factors.add(factor);
    }

    void unknown(Expr unknown) {
        unknowns.add(unknown);
    }

    /** Adds a continuous latent's coordinate. */
    void latent(Expr unknown, LatentShape shape) {
        unknowns.add(unknown);
        latents.add(shape);
    }

    void discrete(DiscreteLatent latent) {
        discrete.add(latent);
    }

    /** Says that the model may choose the coordinate of a latent. */
    void leaveToAuto(String latent) {
        leftToAuto.add(latent);
    }

    /** Adds a variable that draws and summaries name. */
    Variable variable(String name, Expr value) {
        Variable variable = names.variable(name, value.shape());
        variables.add(variable);
        values.add(value);
        return variable;
    }

    /** Gives the latent that was added last another value, of another shape. */
    void reshapeLast(String name, Expr value) {
        Shape shape = value.shape();
        int site = sites.size() - 1;
        int last = variables.size() - 1;
        sites.set(site, ((Site.Latent) sites.get(site)).called(names.variable(name, shape)));
        variables.set(last, names.variable(name, shape));
        values.set(last, value);
    }

    /** Returns the continuous latents in the order of their coordinates. */
    List<LatentShape> latents() {
        return List.copyOf(latents);
    }

    /** Returns all statements that have a name, in order. */
    List<Site> sites() {
        return List.copyOf(sites);
    }

    int count() {
        return sites.size();
    }

    /** What the noise of amortised latents is a function of. */
    Expr key() {
        return sites.stream()
                .filter(Site.Amortised.class::isInstance)
                .map(site -> ((Site.Amortised) site).key())
                .findFirst()
                .orElseGet(() -> Expr.variable("noise of " + model));
    }

    /** Whether a latent is amortised. */
    boolean isAmortised() {
        return sites.stream().anyMatch(Site.Amortised.class::isInstance);
    }

    /** The latents that leave their coordinate open, and have latent parents, without which it makes no difference. */
    List<String> open() {
        return sites.stream()
                .filter(site -> site instanceof Site.Latent latent
                        && leftToAuto.contains(site.name())
                        && !Unknowns.ofLaw(latent.law()).isEmpty())
                .map(Site::name)
                .toList();
    }

    /** Refuses a model whose own data lack what it observes. */
    void requireObserved() {
        for (Site site : sites) {
            if (site instanceof Site.Outcome outcome && outcome.data() == null) {
                throw new IllegalArgumentException(
                        "model \"" + model + "\" observes \"" + site.name()
                                + "\", but its data have no such values: give the column, under the name that data.observed(…) asks for");
            }
        }
    }

    /** What they add up to; refused where there is nothing to fit, or where an expression has another model's unknown. */
    Statement together() {
        List<Expr> declared = new ArrayList<>(unknowns);
        discrete.forEach(latent -> declared.add(latent.unknown()));
        if (isAmortised()) {
            declared.add(key());
        }
        if (declared.isEmpty()) {
            throw new IllegalArgumentException(
                    "model \"" + model + "\" has no latent variable, so that there is nothing to fit: declare one with"
                            + " latent(name, law)");
        }
        requireDeclared(new HashSet<>(declared));
        return new Statement(unknowns, discrete, factors, variables, values);
    }

    private void requireDeclared(Set<Expr> declared) {
        List<Expr> all = new ArrayList<>(values);
        for (Factor factor : factors) {
            all.add(factor.logDensity());
        }
        for (Expr unknown : Unknowns.of(all)) {
            if (!declared.contains(unknown)) {
                throw new IllegalArgumentException(userOf(unknown) + " depends on \"" + unknown.operation()
                        + "\", which is no latent of this model: declare it with latent(name, law)");
            }
        }
    }

    private String userOf(Expr unknown) {
        for (Factor factor : factors) {
            if (Unknowns.of(List.of(factor.logDensity())).contains(unknown)) {
                return "factor \"" + factor.name() + "\"";
            }
        }
        for (int i = 0; i < values.size(); i++) {
            if (Unknowns.of(List.of(values.get(i))).contains(unknown)) {
                return "\"" + variables.get(i).name() + "\"";
            }
        }
        throw new IllegalArgumentException("nothing depends on \"" + unknown.operation() + "\"");
    }
}
