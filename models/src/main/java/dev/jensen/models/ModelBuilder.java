package dev.jensen.models;

import static dev.jensen.models.Given.given;
import static dev.jensen.models.Given.givenRows;
import static dev.jensen.models.Given.plateOf;
import static dev.jensen.models.Given.toDoubles;

import dev.jensen.core.density.Factor;
import dev.jensen.core.density.HiddenMarkovChain;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.Discrete;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.LocationScale;
import dev.jensen.core.distribution.Recentered;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Ode;
import dev.jensen.core.expr.OdeSolution;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Recursion;
import dev.jensen.core.expr.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the statements of a {@link Model}, in the order in which they are made. Used by one thread, inside {@link Model#of}.
 *
 * <p>A plate is a set of rows. A latent on a plate is one value for each row; observations on a plate are one for each row,
 * independent given the latents. A plate inside another, or crossed with it, is a plate whose rows point at the rows of the
 * other through an {@link #index}: {@code countyEffect.gather(countyOfHome)} is the effect of each home's county.
 *
 * <p>Each name is given once, and holds no bracket, comma or line break: {@code theta[3]} is a component of {@code theta}.
 */
public final class ModelBuilder {
    private static final String DATA = "data";
    private static final String OBSERVATION = "observation";
    private static final String LATENT = "latent";

    private final Names names = new Names();
    private final Statements stated;
    private final Set<String> nonCentered; // of those that are left to auto

    ModelBuilder(String model, Set<String> nonCentered) {
        this.stated = new Statements(model, names);
        this.nonCentered = nonCentered;
    }

    /** Returns what was stated. */
    Statements stated() {
        return stated;
    }

    // ---------------------------------------------------------------- plates and data

    /**
     * Makes a plate whose rows are numbered from 0. Of a plate of very many rows, {@code m.plate("row", n).minibatch(1024)} shows
     * some to each step of a stochastic fit.
     *
     * @param name what a row is, singular
     * @param size number of rows, at least 1
     */
    public Plate plate(String name, int size) {
        return plate(Plate.of(name, size), List.of());
    }

    /**
     * Makes a plate whose rows have labels, which draws and summaries show: {@code theta[Choate]}.
     *
     * @param name what a row is, singular
     * @param labels one for each row, all different
     */
    public Plate plate(String name, List<String> labels) {
        Objects.requireNonNull(labels, () -> "labels of plate \"" + name + "\" must not be null");
        return plate(Plate.of(name, labels.size()), labels);
    }

    private Plate plate(Plate plate, List<String> labels) {
        stated.site(new Site.Rows(names.plate(plate, labels)));
        return plate;
    }

    /**
     * Data with one number for each row of a plate.
     *
     * @param name what messages call it
     * @param values one for each row, finite; copied
     */
    public Expr data(String name, double[] values, Plate plate) {
        names.claim(name, DATA);
        return known(name, Expr.column(plateOf(DATA, name, plate), name, given(values, DATA, name)));
    }

    /**
     * Data with one whole number for each row of a plate.
     *
     * @param name what messages call it
     * @param values one for each row; copied
     */
    public Expr data(String name, int[] values, Plate plate) {
        names.claim(name, DATA);
        return known(name, Expr.column(plateOf(DATA, name, plate), name, toDoubles(given(values, DATA, name))));
    }

    /**
     * Data with a vector for each row of a plate, such as a row of a design matrix.
     *
     * @param name what messages call it
     * @param rows one for each row, all equally long, finite; copied
     */
    public Expr data(String name, double[][] rows, Plate plate) {
        names.claim(name, DATA);
        return known(name, Expr.columns(plateOf(DATA, name, plate), name, givenRows(rows, DATA, name)));
    }

    private Expr known(String name, Expr data) {
        stated.site(new Site.Known(name, data));
        return data;
    }

    /**
     * Data that says which row of another plate each row of a plate belongs to: the county of each home.
     *
     * @param name what messages call it
     * @param values for each row of {@code rows} a row of {@code of}, counted from 0; copied
     * @param rows the plate whose rows point
     * @param of the plate that they point into
     */
    public IntColumn index(String name, int[] values, Plate rows, Plate of) {
        names.claim(name, "an index");
        IntColumn column = IntColumn.of(
                plateOf("index", name, rows),
                name,
                given(values, "index", name),
                plateOf("index", name, of).size());
        stated.site(new Site.Pointer(name, column, of.name()));
        return column;
    }

    // ---------------------------------------------------------------- latents

    /**
     * A latent variable in the shape of its law: a number, or what the law's parameters and kind imply.
     *
     * @param name its own
     * @param law the prior; its support is the variable's
     * @return the variable, on the scale of its law
     */
    public Expr latent(String name, Continuous law) {
        return latent(name, law, LatentShape.of(name, given(law, "law", LATENT, name), null));
    }

    /**
     * A vector of independent latent variables with one law.
     *
     * @param name its own
     * @param law the prior of each element, or, where its parameters are vectors of this length, of all
     * @param length number of elements, at least 1
     */
    public Expr latent(String name, Continuous law, int length) {
        return latent(
                name,
                law,
                LatentShape.of(name, given(law, "law", LATENT, name), null).times(length));
    }

    /**
     * A latent variable for each row of a plate.
     *
     * @param name its own
     * @param law the prior of each row's; where it is a vector, each row has one
     */
    public Expr latent(String name, Continuous law, Plate plate) {
        return latent(name, law, LatentShape.of(name, given(law, "law", LATENT, name), plateOf(LATENT, name, plate)));
    }

    /**
     * A vector of independent latent variables for each row of a plate.
     *
     * @param name its own
     * @param law the prior of each element
     * @param length number of elements in a row, at least 1
     */
    public Expr latent(String name, Continuous law, int length, Plate plate) {
        return latent(
                name,
                law,
                LatentShape.of(name, given(law, "law", LATENT, name), plateOf(LATENT, name, plate))
                        .times(length));
    }

    /**
     * A latent variable that is a whole number from 0 to K − 1. It has no gradient: {@linkplain Model#marginalized sum it out},
     * or {@linkplain Model#mixedFitting fit it by the score function}.
     *
     * @param name its own
     * @param law the prior, Bernoulli or Categorical
     * @return the number of its outcome: 0 or 1; to choose among more, see {@link
     *     dev.jensen.core.distribution.Categorical#pick}
     */
    public Expr latent(String name, Discrete law) {
        return latent(name, law, () -> DiscreteLatent.of(name, given(law, "law", LATENT, name), null));
    }

    /**
     * A latent variable that is a whole number from 0 to K − 1, for each row of a plate.
     *
     * @param name its own
     * @param law the prior of each row's
     */
    public Expr latent(String name, Discrete law, Plate plate) {
        return latent(
                name,
                law,
                () -> DiscreteLatent.of(name, given(law, "law", LATENT, name), plateOf(LATENT, name, plate)));
    }

    /**
     * A Markov chain of latent states, one for each row of a plate, whose rows are the times, in their order. Summed out, by
     * {@link Model#marginalized}, it is the forward algorithm.
     *
     * @param name its own
     * @param initial the probabilities of the first state, shape [K]
     * @param transition the probabilities of the next state, shape [K, K], from the row's state to the column's, or [T − 1, K, K]
     * @param times the plate
     * @return the number of the state, 0 to K − 1, at each time
     */
    public Expr markovChain(String name, Expr initial, Expr transition, Plate times) {
        Parameters.requireProbabilities("initial of \"" + name + "\"", initial);
        Parameters.requireProbabilities("transition of \"" + name + "\"", transition);
        HiddenMarkovChain chain = HiddenMarkovChain.of(initial, transition);
        return latent(name, null, () -> DiscreteLatent.chain(name, chain, plateOf(LATENT, name, times)));
    }

    private Expr latent(String name, @Nullable Discrete law, Supplier<DiscreteLatent> latent) {
        names.claim(name, "a latent");
        DiscreteLatent declared = latent.get();
        stated.discrete(declared);
        stated.factor(declared.prior());
        stated.site(new Site.Choice(stated.variable(name, declared.value()), law, declared));
        return declared.value();
    }

    private Expr latent(String name, Continuous law, LatentShape shape) {
        names.claim(name, "a latent");
        if (law instanceof Recentered recentered) {
            LocationScale plain = recentered.law();
            boolean left = recentered.coordinate() == Recentered.Coordinate.AUTO;
            if (left) {
                stated.leaveToAuto(name);
            }
            return left && !nonCentered.contains(name)
                    ? latent(name, plain, shape.under(plain), x -> x)
                    : latent(name, plain, shape.under(plain.standard()), plain::fromStandard);
        }
        return latent(name, law, shape, x -> x);
    }

    /** A latent whose value is computed from a coordinate that has the law of the shape. */
    private Expr latent(String name, Continuous law, LatentShape coordinate, UnaryOperator<Expr> toValue) {
        Continuous ofCoordinate = coordinate.law();
        Expr unknown = Expr.variable(name, coordinate.unknown());
        Expr u = coordinate.onRows(unknown);
        Expr z = ofCoordinate.support().constrain(u);
        Expr prior = ofCoordinate.logDensityUnconstrained(u, z);
        Expr value = toValue.apply(z);
        stated.latent(unknown, coordinate);
        stated.factor(new Factor(name, prior, Parameters.conditions(name, law)));
        stated.site(new Site.Latent(stated.variable(name, value), law, ofCoordinate, unknown, value, null));
        return value;
    }

    /**
     * A latent variable for each row of a plate whose posterior is a function of the row: see {@link Amortised}. The density then has no
     * coordinates of it: {@link Model#amortisedDensity}.
     *
     * @param name its own
     * @param law the prior of each row's, or of each element of a row's
     * @param encoder of the rows
     */
    public Expr latent(String name, Continuous law, Amortised encoder) {
        names.claim(name, "a latent");
        Expr key = stated.key();
        AmortisedLatent latent = AmortisedLatent.of(
                name, given(law, "law", LATENT, name), given(encoder, "encoder", LATENT, name), key, stated.count());
        latent.factors().forEach(stated::factor);
        Shape shape = latent.value().shape();
        Expr unknown = Expr.variable(name, LatentShape.withRows(shape.inner(), shape.plate()));
        var site = new Site.Amortised(names.variable(name, shape), law, unknown, latent.value(), key, latent.encoded());
        stated.site(site);
        stated.site(new Site.Encoder(site));
        return latent.value();
    }

    // ---------------------------------------------------------------- parameters

    /**
     * A number that is estimated by a number, beginning at one.
     *
     * @param name its own
     * @param start finite
     */
    public Expr parameter(String name, double start) {
        return parameter(name, PointEstimate.from(start));
    }

    /**
     * A number, vector or matrix that is estimated by a point, by maximum likelihood beside the latents' posterior. Draws and summaries show
     * the point, without a spread.
     *
     * @param name its own
     * @param estimate where it begins, what it may be, and a penalty
     */
    public Expr parameter(String name, PointEstimate estimate) {
        names.claim(name, "a parameter");
        double[] start = given(estimate, "start", "parameter", name).unconstrained(name);
        Expr unknown = Expr.variable(name, estimate.support().unconstrained(estimate.inner()));
        Expr value = estimate.support().constrain(unknown);
        Distribution penalty = estimate.penalty();
        if (penalty != null) {
            stated.factor(Factor.of("penalty of " + name, penalty.logDensity(value)));
        }
        stated.unknown(unknown);
        stated.site(new Site.Point(stated.variable(name, value), estimate.support(), unknown, value, start));
        return value;
    }

    // ---------------------------------------------------------------- recursions over time

    /**
     * A latent time series: one value for each row of a plate of times, which are not independent but have a law together, such as
     * {@code m.series("level", GaussianRandomWalk.of(sigma, time.size()), time)}. Observations of a whole series need no plate:
     * {@code m.observe("y", AutoRegressive.of(phi, sigma, y.length), y)}.
     *
     * @param name its own
     * @param law of vectors with an element for each row
     * @param times the plate
     * @return the values, on the rows of the plate, by whose labels draws and summaries name them; with these a prediction goes on
     *     after the last time fitted, where the law is {@link dev.jensen.core.distribution.Sequential}
     */
    public Expr series(String name, Continuous law, Plate times) {
        Shape draw = given(law, "law", LATENT, name).drawShape();
        int size = plateOf(LATENT, name, times).size();
        if (draw.hasRows() || draw.rank() != 1 || draw.dimension(0) != size) {
            throw new IllegalArgumentException(
                    "series \"" + name + "\" on plate \"" + times.name() + "\" needs a law of vectors of " + size
                            + " elements, one for each row; a draw of " + law.name() + " is " + draw);
        }
        Expr rows = latent(name, law).toRows(times);
        stated.reshapeLast(name, rows);
        return rows;
    }

    /**
     * A recursion of one number, vector or matrix over the rows of a plate of times, such as GARCH's
     * {@code m.scan(time, start, v -> omega.plus(alpha.times(shock.square())).plus(beta.times(v))).before()}: the
     * graph holds one step, whatever the number of times.
     *
     * @param times whose rows are the steps, in their order
     * @param start what the first step takes; without rows
     * @param step from what a step takes to what it gives, in the same shape; called once. A column of the plate is that time's
     *     number in it, and whatever has no rows is the same at all times
     * @return what each step takes and gives
     */
    public Recursion scan(Plate times, Expr start, UnaryOperator<Expr> step) {
        return Recursion.over(times, start, step);
    }

    /**
     * A recursion of several numbers, vectors or matrices together.
     *
     * @param times whose rows are the steps, in their order
     * @param start what the first step takes; at least one, without rows
     * @param step from what a step takes to what it gives, in the same shapes; called once
     * @return what each step takes and gives
     */
    public Recursion scan(Plate times, List<Expr> start, UnaryOperator<List<Expr>> step) {
        return Recursion.over(times, start, step);
    }

    /**
     * The solution of y′ = f(t, y) at the times of a plate, such as
     * {@code m.ode("decay", Ode.rk45(), start, 0, time, t, (t, y) -> y.times(rate).negate())}. A draw for which there is no
     * solution counts as impossible: a factor of this name is −∞ then, and a warning says at which time, for which parameters.
     *
     * @param name its own
     * @param method with its tolerances
     * @param start y at {@code from}, a vector [n] or a number, without rows
     * @param from the time of the start
     * @param plate of the times
     * @param times one for each row, increasing; copied
     * @param slope from the time and the state to y′, in the shape of the start; called once. It may use anything without rows
     * @return the states on each row
     */
    public Expr ode(
            String name, Ode method, Expr start, double from, Plate plate, double[] times, BinaryOperator<Expr> slope) {
        names.claim(name, "an ODE");
        given(method, "method", "ODE", name);
        given(start, "start", "ODE", name);
        given(times, "times", "ODE", name);
        given(slope, "slope", "ODE", name);
        OdeSolution solution = method.solve(name, start, from, plateOf("ODE", name, plate), times, slope);
        stated.factor(Factor.of(name, solution.logSolved()));
        return solution.states();
    }

    // ---------------------------------------------------------------- other statements

    /**
     * A quantity that the latents determine, for draws and summaries.
     *
     * @param name its own
     * @param value an expression of latents and data
     * @return the value
     */
    public Expr derive(String name, Expr value) {
        names.claim(name, "a derived quantity");
        given(value, "value", "derived quantity", name);
        boolean drawnAnew = stated.isAmortised() && Unknowns.of(value).contains(stated.key());
        stated.site(new Site.Derived(
                drawnAnew ? names.variable(name, value.shape()) : stated.variable(name, value), value));
        return value;
    }

    /**
     * Adds a term to the log density.
     *
     * @param name what messages call it
     * @param logDensity an expression of latents and data, in nats; inner elements and rows are summed
     */
    public void factor(String name, Expr logDensity) {
        names.claim(name, "a factor");
        given(logDensity, "log density", "factor", name);
        stated.factor(Factor.of(name, logDensity));
        stated.site(new Site.Term(name, logDensity));
    }

    /**
     * Observes one number for each row of a plate.
     *
     * @param name what messages call the data
     * @param law the likelihood
     * @param values one for each row, in the law's support; copied
     */
    public void observe(String name, Distribution law, double[] values, Plate plate) {
        observe(name, law, Expr.column(plateOf(OBSERVATION, name, plate), name, given(values, OBSERVATION, name)));
    }

    /**
     * Observes one whole number for each row of a plate.
     *
     * @param name what messages call the data
     * @param law the likelihood
     * @param values one for each row, in the law's support; copied
     */
    public void observe(String name, Distribution law, int[] values, Plate plate) {
        observe(
                name,
                law,
                Expr.column(plateOf(OBSERVATION, name, plate), name, toDoubles(given(values, OBSERVATION, name))));
    }

    /**
     * Observes a vector for each row of a plate.
     *
     * @param name what messages call the data
     * @param law the likelihood
     * @param rows one for each row, in the law's support; copied
     */
    public void observe(String name, Distribution law, double[][] rows, Plate plate) {
        observe(name, law, Expr.columns(plateOf(OBSERVATION, name, plate), name, givenRows(rows, OBSERVATION, name)));
    }

    /**
     * Observes a vector of whole numbers for each row of a plate, such as counts of several outcomes.
     *
     * @param name what messages call the data
     * @param law the likelihood
     * @param rows one for each row, in the law's support; copied
     */
    public void observe(String name, Distribution law, int[][] rows, Plate plate) {
        double[][] doubles = new double[given(rows, OBSERVATION, name).length][];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = toDoubles(given(rows[i], "row " + i, OBSERVATION, name));
        }
        observe(name, law, doubles, plate);
    }

    /**
     * Observes one number.
     *
     * @param name what messages call it
     * @param law the likelihood
     * @param value in the law's support
     */
    public void observe(String name, Distribution law, double value) {
        observe(name, law, Expr.constant(value));
    }

    /**
     * Observes a vector: an outcome of a multivariate law, or independent outcomes of a univariate one.
     *
     * @param name what messages call it
     * @param law the likelihood
     * @param values in the law's support; copied
     */
    public void observe(String name, Distribution law, double[] values) {
        observe(name, law, Expr.constant(Given.some(values, OBSERVATION, name)));
    }

    /**
     * Observes data that are an expression, such as a column made before.
     *
     * @param name what messages call it
     * @param law the likelihood
     * @param data free of latents, in the law's support
     */
    public void observe(String name, Distribution law, Expr data) {
        given(data, OBSERVATION, name);
        given(law, "law", OBSERVATION, name);
        names.release(name, DATA); // data made before may be observed under their own name
        names.claim(name, "an observation");
        stated.factor(new Factor(name, Observation.logDensity(name, law, data), Parameters.conditions(name, law)));
        stated.site(new Site.Outcome(names.variable(name, data.shape()), law, data.shape(), data));
    }

    /**
     * Observes a column of the model's data, which new data may lack: then it is what is predicted.
     *
     * @param name what messages call it, and draws from predictive laws
     * @param law the likelihood
     * @param column one number or vector for each row, in the law's support: {@code data.observed("y")}
     */
    public void observe(String name, Distribution law, Observed column, Plate plate) {
        double[] numbers = given(column, "column", OBSERVATION, name).numbers();
        double[][] rows = column.rows();
        if (numbers != null) {
            observe(name, law, numbers, plate);
        } else if (rows != null) {
            observe(name, law, rows, plate);
        } else {
            given(law, "law", OBSERVATION, name);
            names.claim(name, "an observation");
            Parameters.conditions(name, law);
            Shape shape = Shape.rows(
                    plateOf(OBSERVATION, name, plate), law.drawShape().inner());
            stated.site(new Site.Outcome(names.variable(name, shape), law, shape, null));
        }
    }

    /**
     * Observes one number for each row of a plate, of which some are missing: these become latents with the observation's law, {@code
     * "missing y"}, which draws and summaries name by their rows, as {@code missing y[3]}. That is sound where it does not depend on the
     * missing value itself that it is missing.
     *
     * @param name what messages call the data
     * @param law the likelihood, continuous and of numbers
     * @param values one for each row, in the law's support, or NaN where it is missing; copied
     * @return the data, completed with the latents: it may be used in other laws, as a predictor that is known in part
     * @throws IllegalArgumentException if the law is discrete: which one, and what to do
     */
    public Expr observeWithMissing(String name, Distribution law, double[] values, Plate plate) {
        given(values, OBSERVATION, name);
        if (!(given(law, "law", OBSERVATION, name) instanceof Continuous continuous)) {
            throw new IllegalArgumentException("observation \"" + name + "\" has a " + law.name()
                    + " law, of whole numbers: a latent in the place of a missing one has no gradient; leave its row out, which is"
                    + " the same as summing over it, or, where other laws need it, declare a latent and sum it out with"
                    + " marginalized()");
        }
        return new MissingRows(name, continuous, values, plateOf(OBSERVATION, name, plate)).observe(this);
    }

    /**
     * Observes a column of the model's data of which some or, in new data, all values are missing.
     *
     * @param name what messages call the data
     * @param law the likelihood, continuous and of numbers
     * @param column {@code data.observed("x")}
     * @return the data, completed with latents
     */
    public Expr observeWithMissing(String name, Distribution law, Observed column, Plate plate) {
        double[] numbers = given(column, "column", OBSERVATION, name).numbers();
        if (column.rows() != null) {
            throw new IllegalArgumentException("observation \"" + name
                    + "\" holds vectors, of which none can be missing: give their columns apart, as numbers");
        }
        if (numbers == null) {
            numbers = new double[plateOf(OBSERVATION, name, plate).size()];
            Arrays.fill(numbers, Double.NaN);
        }
        return observeWithMissing(name, law, numbers, plate);
    }

    /** Takes in the latent of an observation's missing rows, on a plate of its own. */
    void imputed(
            String name, Expr unknown, Expr value, List<Integer> rows, Plate plate, Continuous law, Plate missing) {
        names.claim(name, "a latent");
        names.part(missing, rows, plate);
        stated.latent(unknown, new LatentShape(name, law, new int[0], missing));
        var imputed = new Site.Imputed(Shape.rows(plate), List.copyOf(rows), names.isLabelled(plate));
        stated.site(new Site.Latent(stated.variable(name, value), law, law, unknown, value, imputed));
    }

    /** Takes in the term and the outcome of an observation that was checked. */
    void observed(String name, Distribution law, Expr logDensity, Expr data) {
        names.claim(name, "an observation");
        stated.factor(new Factor(name, logDensity, Parameters.conditions(name, law)));
        stated.site(new Site.Outcome(names.variable(name, data.shape()), law, data.shape(), data));
    }
}
