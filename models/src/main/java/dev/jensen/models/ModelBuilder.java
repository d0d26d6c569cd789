package dev.jensen.models;

import dev.jensen.core.density.Factor;
import dev.jensen.core.density.HiddenMarkovChain;
import dev.jensen.core.density.Variable;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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
    private static final Pattern KEPT = Pattern.compile("[\\[\\],\\v]+"); // for components, and lines of a table

    private final String model;
    private final Map<String, Variable.Rows> plates = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>(); // of whatever has one, with what it is
    private final List<Expr> unknowns = new ArrayList<>();
    private final List<DiscreteLatent> discrete = new ArrayList<>();
    private final List<LatentShape> latents = new ArrayList<>();
    private final List<Factor> factors = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Expr> values = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final Set<String> leftToAuto = new HashSet<>();
    private final Set<String> nonCentered; // of those that are left to auto

    ModelBuilder(String model, Set<String> nonCentered) {
        this.model = model;
        this.nonCentered = nonCentered;
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
        if (plate.name().isBlank()) {
            throw new IllegalArgumentException("a plate needs a name");
        }
        Variable.Rows before = plates.get(plate.name());
        if (before != null) {
            throw new IllegalArgumentException("plate \"" + plate.name() + "\" exists already, with " + before.count()
                    + " rows: give each plate a name of its own");
        }
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (int row = 0; row < labels.size(); row++) {
            Integer first = rows.putIfAbsent(labels.get(row), row);
            if (first != null) {
                throw new IllegalArgumentException("plate \"" + plate.name() + "\": rows " + first + " and " + row
                        + " have the same label \"" + labels.get(row) + "\": give each row a label of its own");
            }
        }
        Variable.Rows known = new Variable.Rows(plate.name(), plate.size(), labels);
        plates.put(plate.name(), known);
        sites.add(new Site.Rows(known));
        return plate;
    }

    /**
     * Data with one number for each row of a plate.
     *
     * @param name what messages call it
     * @param values one for each row, finite; copied
     */
    public Expr data(String name, double[] values, Plate plate) {
        claim(name, DATA);
        return known(name, Expr.column(plateOf(DATA, name, plate), name, given(values, DATA, name)));
    }

    /**
     * Data with one whole number for each row of a plate.
     *
     * @param name what messages call it
     * @param values one for each row; copied
     */
    public Expr data(String name, int[] values, Plate plate) {
        claim(name, DATA);
        return known(name, Expr.column(plateOf(DATA, name, plate), name, toDoubles(given(values, DATA, name))));
    }

    /**
     * Data with a vector for each row of a plate, such as a row of a design matrix.
     *
     * @param name what messages call it
     * @param rows one for each row, all equally long, finite; copied
     */
    public Expr data(String name, double[][] rows, Plate plate) {
        claim(name, DATA);
        return known(name, Expr.columns(plateOf(DATA, name, plate), name, givenRows(rows, DATA, name)));
    }

    private Expr known(String name, Expr data) {
        sites.add(new Site.Known(name, data));
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
        claim(name, "an index");
        IntColumn column = IntColumn.of(
                plateOf("index", name, rows),
                name,
                given(values, "index", name),
                plateOf("index", name, of).size());
        sites.add(new Site.Pointer(name, column, of.name()));
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
        return latent(name, law, LatentShape.of(name, law(name, law), null));
    }

    /**
     * A vector of independent latent variables with one law.
     *
     * @param name its own
     * @param law the prior of each element, or, where its parameters are vectors of this length, of all
     * @param length number of elements, at least 1
     */
    public Expr latent(String name, Continuous law, int length) {
        return latent(name, law, LatentShape.of(name, law(name, law), null).times(length));
    }

    /**
     * A latent variable for each row of a plate.
     *
     * @param name its own
     * @param law the prior of each row's; where it is a vector, each row has one
     */
    public Expr latent(String name, Continuous law, Plate plate) {
        return latent(name, law, LatentShape.of(name, law(name, law), plateOf(LATENT, name, plate)));
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
                LatentShape.of(name, law(name, law), plateOf(LATENT, name, plate))
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
        return latent(name, law, () -> DiscreteLatent.of(name, law(name, law), null));
    }

    /**
     * A latent variable that is a whole number from 0 to K − 1, for each row of a plate.
     *
     * @param name its own
     * @param law the prior of each row's
     */
    public Expr latent(String name, Discrete law, Plate plate) {
        return latent(name, law, () -> DiscreteLatent.of(name, law(name, law), plateOf(LATENT, name, plate)));
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
        claim(name, "a latent");
        DiscreteLatent declared = latent.get();
        discrete.add(declared);
        factors.add(declared.prior());
        sites.add(new Site.Choice(name(name, declared.value()), law, declared));
        return declared.value();
    }

    private Expr latent(String name, Continuous law, LatentShape shape) {
        claim(name, "a latent");
        if (law instanceof Recentered recentered) {
            LocationScale plain = recentered.law();
            boolean left = recentered.coordinate() == Recentered.Coordinate.AUTO;
            if (left) {
                leftToAuto.add(name);
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
        unknowns.add(unknown);
        latents.add(coordinate);
        factors.add(new Factor(name, prior, Parameters.conditions(name, law)));
        sites.add(new Site.Latent(name(name, value), law, ofCoordinate, unknown, value, null));
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
        claim(name, "a latent");
        Expr key = key();
        AmortisedLatent latent =
                AmortisedLatent.of(name, law(name, law), given(encoder, "encoder", LATENT, name), key, sites.size());
        factors.addAll(latent.factors());
        Shape shape = latent.value().shape();
        Expr unknown = Expr.variable(name, LatentShape.withRows(shape.inner(), shape.plate()));
        var site = new Site.Amortised(variable(name, shape), law, unknown, latent.value(), key, latent.encoded());
        sites.add(site);
        sites.add(new Site.Encoder(site));
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
        claim(name, "a parameter");
        double[] start = given(estimate, "start", "parameter", name).unconstrained(name);
        Expr unknown = Expr.variable(name, estimate.support().unconstrained(estimate.inner()));
        Expr value = estimate.support().constrain(unknown);
        Distribution penalty = estimate.penalty();
        if (penalty != null) {
            factors.add(Factor.of("penalty of " + name, penalty.logDensity(value)));
        }
        unknowns.add(unknown);
        sites.add(new Site.Point(name(name, value), estimate.support(), unknown, value, start));
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
        Shape draw = law(name, law).drawShape();
        int size = plateOf(LATENT, name, times).size();
        if (draw.hasRows() || draw.rank() != 1 || draw.dimension(0) != size) {
            throw new IllegalArgumentException(
                    "series \"" + name + "\" on plate \"" + times.name() + "\" needs a law of vectors of " + size
                            + " elements, one for each row; a draw of " + law.name() + " is " + draw);
        }
        Expr rows = latent(name, law).toRows(times);
        int last = sites.size() - 1;
        sites.set(last, ((Site.Latent) sites.get(last)).called(variable(name, rows.shape())));
        variables.set(variables.size() - 1, variable(name, rows.shape()));
        values.set(values.size() - 1, rows);
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
        claim(name, "an ODE");
        given(method, "method", "ODE", name);
        given(start, "start", "ODE", name);
        given(times, "times", "ODE", name);
        given(slope, "slope", "ODE", name);
        OdeSolution solution = method.solve(name, start, from, plateOf("ODE", name, plate), times, slope);
        factors.add(Factor.of(name, solution.logSolved()));
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
        claim(name, "a derived quantity");
        given(value, "value", "derived quantity", name);
        boolean drawnAnew = isAmortised() && Unknowns.of(value).contains(key());
        sites.add(new Site.Derived(drawnAnew ? variable(name, value.shape()) : name(name, value), value));
        return value;
    }

    /**
     * Adds a term to the log density.
     *
     * @param name what messages call it
     * @param logDensity an expression of latents and data, in nats; inner elements and rows are summed
     */
    public void factor(String name, Expr logDensity) {
        claim(name, "a factor");
        given(logDensity, "log density", "factor", name);
        factors.add(Factor.of(name, logDensity));
        sites.add(new Site.Term(name, logDensity));
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
            int row = i;
            doubles[i] = toDoubles(Objects.requireNonNull(
                    rows[i], () -> "row " + row + " of " + OBSERVATION + " \"" + name + "\" must not be null"));
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
        observe(name, law, Expr.constant(given(values, OBSERVATION, name)));
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
        names.remove(name, DATA); // data made before may be observed under their own name
        claim(name, "an observation");
        factors.add(new Factor(name, Observation.logDensity(name, law, data), Parameters.conditions(name, law)));
        sites.add(new Site.Outcome(variable(name, data.shape()), law, data.shape(), data));
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
            claim(name, "an observation");
            Parameters.conditions(name, law);
            Shape shape = Shape.rows(
                    plateOf(OBSERVATION, name, plate), law.drawShape().inner());
            sites.add(new Site.Outcome(variable(name, shape), law, shape, null));
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
        if (numbers == null) {
            numbers = new double[plateOf(OBSERVATION, name, plate).size()];
            Arrays.fill(numbers, Double.NaN);
        }
        return observeWithMissing(name, law, numbers, plate);
    }

    /** Takes in what an observation with missing rows consists of. */
    void imputed(String name, Expr unknown, Expr value, Site.Imputed rows, Continuous law, Plate missing) {
        claim(name, "a latent");
        List<String> labels = rows.rows().stream().map(row -> label(rows, row)).toList();
        plates.put(missing.name(), new Variable.Rows(missing.name(), missing.size(), labels));
        unknowns.add(unknown);
        latents.add(new LatentShape(name, law, new int[0], missing));
        sites.add(new Site.Latent(name(name, value), law, law, unknown, value, rows));
    }

    private String label(Site.Imputed rows, int row) {
        Plate plate = rows.shape().plate();
        Variable.Rows known = plate == null ? null : plates.get(plate.name());
        return known == null ? Integer.toString(row) : known.label(row);
    }

    /** Whether the rows of a plate have labels. */
    boolean isLabelled(Plate plate) {
        Variable.Rows known = plates.get(plate.name());
        return known != null && !known.labels().isEmpty();
    }

    /** Takes in the term and the outcome of an observation that was checked. */
    void observed(String name, Distribution law, Expr logDensity, Expr data) {
        claim(name, "an observation");
        factors.add(new Factor(name, logDensity, Parameters.conditions(name, law)));
        sites.add(new Site.Outcome(variable(name, data.shape()), law, data.shape(), data));
    }

    // ---------------------------------------------------------------- the whole

    private void claim(String name, String what) {
        if (Objects.requireNonNull(name, () -> "name of " + what + " must not be null")
                .isBlank()) {
            throw new IllegalArgumentException(what + " needs a name");
        }
        if (KEPT.matcher(name).find()) {
            throw new IllegalArgumentException("\"" + name + "\" cannot be the name of " + what
                    + ": brackets, commas and line breaks are kept for components, such as theta[3]; call it \""
                    + KEPT.matcher(name).replaceAll("_").replaceAll("_$", "")
                    + "\", or make one variable with a length or on a plate");
        }
        String known = names.putIfAbsent(name, what);
        if (known != null) {
            throw new IllegalArgumentException("\"" + name + "\" is declared twice, as " + known
                    + (known.equals(what) ? "" : " and as " + what) + ": give each a name of its own");
        }
    }

    private static <T> T given(T values, String what, String name) {
        return given(values, "values", what, name);
    }

    private static <T> T given(T part, String partName, String what, String name) {
        return Objects.requireNonNull(part, () -> partName + " of " + what + " \"" + name + "\" must not be null");
    }

    private static <T> T law(String name, T law) {
        return given(law, "law", LATENT, name);
    }

    private static Plate plateOf(String what, String name, Plate plate) {
        return given(plate, "plate", what, name);
    }

    private static double[][] givenRows(double[][] rows, String what, String name) {
        for (int i = 0; i < given(rows, what, name).length; i++) {
            int row = i;
            Objects.requireNonNull(
                    rows[row], () -> "row " + row + " of " + what + " \"" + name + "\" must not be null");
        }
        return rows;
    }

    private Variable name(String name, Expr value) {
        Variable variable = variable(name, value.shape());
        variables.add(variable);
        values.add(value);
        return variable;
    }

    private Variable variable(String name, Shape shape) {
        List<Integer> inner = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            inner.add(shape.dimension(axis));
        }
        return new Variable(name, inner, rows(shape.plate()));
    }

    private Optional<Variable.Rows> rows(@Nullable Plate plate) {
        if (plate == null) {
            return Optional.empty();
        }
        Variable.Rows known = plates.get(plate.name());
        return Optional.of(
                known != null && known.count() == plate.size()
                        ? known
                        : new Variable.Rows(plate.name(), plate.size(), List.of()));
    }

    private static double[] toDoubles(int[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** The continuous latents in the order of their coordinates. */
    List<LatentShape> latents() {
        return List.copyOf(latents);
    }

    String name() {
        return model;
    }

    /** What the noise of amortised latents is a function of. */
    private Expr key() {
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

    /** All statements that have a name, in order. */
    List<Site> sites() {
        return List.copyOf(sites);
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

    Statement statement() {
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
        requireDeclared(declared);
        return new Statement(unknowns, discrete, factors, variables, values);
    }

    /** Refuses expressions of a variable that is no latent of the model. */
    private void requireDeclared(List<Expr> latents) {
        Set<Expr> declared = new HashSet<>(latents);
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
