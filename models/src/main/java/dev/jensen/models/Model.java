package dev.jensen.models;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Variable;
import dev.jensen.core.fit.Fit;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Bayesian model: latent variables with their priors, data with their likelihood. Immutable and thread-safe.
 *
 * <pre>{@code
 * Model schools = Model.of("eight schools", m -> {
 *     var school = m.plate("school", 8);
 *     var sigma = m.data("sigma", standardErrors, school);
 *     var mu = m.latent("mu", Normal.of(0, 5));
 *     var tau = m.latent("tau", HalfCauchy.of(5));
 *     var z = m.latent("z", Normal.of(0, 1), school);
 *     var theta = m.derive("theta", mu.plus(tau.times(z)));
 *     m.observe("y", Normal.of(theta, sigma), effects, school);
 * });
 * System.out.println(schools.fit().summary());
 * }</pre>
 */
public final class Model {
    private final String name;
    private final ExprDensity density;

    private Model(String name, ExprDensity density) {
        this.name = name;
        this.density = density;
    }

    /**
     * States a model.
     *
     * @param name what messages call it
     * @param statement called once, with the builder that takes the model's statements
     * @throws IllegalArgumentException where a statement makes no sense: the message names the variable, the value and the row
     */
    public static Model of(String name, Consumer<ModelBuilder> statement) {
        ModelBuilder builder = new ModelBuilder(name);
        statement.accept(builder);
        return new Model(name, builder.density());
    }

    /** Returns what messages call the model. */
    public String name() {
        return name;
    }

    /** Returns the variables that draws and summaries name, latent and derived, in the order of their statements. */
    public List<Variable> variables() {
        return density.variables().list();
    }

    /**
     * Returns the model's log density over the unconstrained latents, which every algorithm takes: one factor for each latent
     * (its prior with the log Jacobian of its transform), for each observation and for each free term.
     */
    public ExprDensity density() {
        return density;
    }

    /** Fits the model with every default and seed 1. */
    public Fit fit() {
        return fitting().fit();
    }

    /** Fits the model with every default: the same seed gives the same bits. */
    public Fit fit(long seed) {
        return fitting().seed(seed).fit();
    }

    /** Begins a fit whose defaults can be changed. */
    public DefaultFit fitting() {
        return DefaultFit.of(density);
    }

    @Override
    public String toString() {
        return "model \"" + name + "\": " + density;
    }
}
