package dev.jensen.models;

import dev.jensen.core.density.Factor;
import dev.jensen.core.density.HiddenMarkovChain;
import dev.jensen.core.distribution.Discrete;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A latent variable that is a whole number from 0 to K − 1, or one for each row of a plate.
 *
 * @param name the latent's
 * @param unknown its coordinates: a number, or one for each row, as a vector
 * @param value the same, as rows where there is a plate
 * @param outcomes K
 * @param prior its factor
 * @param chain where the rows of the plate are the times of a Markov chain
 */
record DiscreteLatent(
        String name,
        Expr unknown,
        Expr value,
        int outcomes,
        Factor prior,
        @Nullable HiddenMarkovChain chain) {

    /** A latent with a law of its own in each row. */
    static DiscreteLatent of(String name, Discrete law, @Nullable Plate plate) {
        int outcomes = outcomes(name, law);
        Shape draw = law.drawShape();
        Plate rows = draw.plate();
        if (rows != null && !rows.equals(plate)) {
            throw new IllegalArgumentException(
                    "latent \"" + name + "\": its " + law.name() + " law has rows of plate \"" + rows.name()
                            + "\": declare the latent on that plate, as latent(\"" + name + "\", law, plate)");
        }
        if (draw.rank() > 0) {
            throw new IllegalArgumentException("latent \"" + name + "\": its " + law.name() + " law has shape " + draw
                    + ": a discrete latent is one number, or one for each row of a plate; make a plate of it");
        }
        Expr unknown = plate == null ? Expr.variable(name) : Expr.variable(name, plate.size());
        Expr value = plate == null ? unknown : unknown.toRows(plate);
        Factor prior = new Factor(name, law.logDensityInside(value), Parameters.conditions(name, law));
        return new DiscreteLatent(name, unknown, value, outcomes, prior, null);
    }

    /** A latent whose rows are the times of a Markov chain. */
    static DiscreteLatent chain(String name, HiddenMarkovChain chain, Plate times) {
        int k = chain.states();
        Expr unknown = Expr.variable(name, times.size());
        Expr coded = unknown.reshape(times.size(), 1).equalTo(numbers(k)); // one-hot, [T, K]
        Expr prior = weighted(coded.at(0), chain.initial());
        if (times.size() > 1) {
            Expr from = coded.slice(0, times.size() - 1).reshape(times.size() - 1, k, 1);
            Expr to = coded.slice(1, times.size()).reshape(times.size() - 1, 1, k);
            prior = prior.plus(weighted(from.times(to), chain.transition()));
        }
        return new DiscreteLatent(name, unknown, unknown.toRows(times), k, Factor.of(name, prior), chain);
    }

    /** Σ of the terms whose code is 1, be the others −∞. */
    private static Expr weighted(Expr code, Expr terms) {
        return Expr.select(code, terms, Expr.constant(0)).sum();
    }

    private static Expr numbers(int count) {
        double[] numbers = new double[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = k;
        }
        return Expr.constant(numbers);
    }

    /** The plate on whose rows it is. */
    @Nullable
    Plate plate() {
        return value.shape().plate();
    }

    /** How many coordinates it takes. */
    int size() {
        return unknown.shape().size();
    }

    /** The name of an outcome, {@code z=2}. */
    String outcome(int k) {
        return name + "=" + k;
    }

    private static int outcomes(String name, Discrete law) {
        KnownValues high = KnownValues.of(law.support().high());
        boolean finite = law.support().low() == 0 && high != null && !high.hasRows() && high.elements() == 1;
        double greatest = finite && high != null ? high.at(0, 0) : Double.NaN;
        if (greatest == 0) {
            throw new IllegalArgumentException("latent \"" + name + "\": a " + law.name()
                    + " law of one outcome leaves nothing to sum over: give it two or more, or leave the latent out");
        }
        if (!(greatest >= 1 && greatest <= 1 << 16)) {
            throw new IllegalArgumentException("latent \"" + name + "\": a " + law.name() + " law, " + law.support()
                    + ", has not the same few outcomes 0, …, K − 1 for all rows: take Bernoulli or Categorical, cutting off"
                    + " where no mass is left, or write the term with factor(name, expr) and sum over the outcomes yourself"
                    + " with Enumeration.logSum");
        }
        return (int) greatest + 1;
    }
}
