package dev.jensen.models.ready;

import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import dev.jensen.models.ModelBuilder;
import dev.jensen.models.io.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Regression on one linear predictor, with any number of grouped effects: linear, logistic, Poisson, negative binomial.
 *
 * <pre>
 *   η = intercept + Σ slope_j x_j + Σ_groups (effect of the row's level + Σ its own slopes x_j)
 * </pre>
 *
 * <pre>{@code
 * Regression visits = Regression.negativeBinomial(patients, "visits")
 *         .on("age", "income")
 *         .exposure("months")
 *         .groupedBy("practice")
 *         .groupedBy("region", "income");   // a slope of income for each region too
 * }</pre>
 *
 * <p>Priors, with s the response's standard deviation for the linear kind and 1 for the others, which are on the scale of the logit or the
 * log: the intercept at the predictors' means is N(c, 2.5 s), c the mean response (its log for counts, 0 for the logistic kind); a slope is
 * N(0, 2.5 s) for a standard deviation of its predictor; effects of a group's levels are N(0, τ), τ ~ Exponential(1/s), in the
 * coordinates that suit them; the linear kind's residual standard deviation is Exponential(1/s), and the variance of the negative
 * binomial μ + a μ² with an overdispersion a ~ Exponential(1).
 *
 * <p>Draws and summaries name {@code intercept}, which is that of η where all predictors are 0, {@code slope[…]} on the predictors' own
 * scale, {@code sigma} or {@code overdispersion}, and of a group g {@code sd of g}, {@code g[level]}, and for a predictor x that varies
 * {@code sd of x by g}, {@code x by g[level]}. Immutable.
 */
public final class Regression implements ReadyModel {
    private static final double WIDE = 2.5;

    private final Response kind;
    private final Data data;
    private final String response;
    private final List<String> predictors;
    private final List<Group> groups;
    private final String exposure; // or empty

    private Regression(
            Response kind, Data data, String response, List<String> predictors, List<Group> groups, String exposure) {
        this.kind = kind;
        this.data = data;
        this.response = response;
        this.predictors = List.copyOf(predictors);
        this.groups = List.copyOf(groups);
        this.exposure = exposure;
    }

    private static Regression of(Response kind, Data data, String response) {
        kind.check(response, Predictors.finite(data, response));
        return new Regression(kind, data, response, List.of(), List.of(), "");
    }

    /**
     * The linear kind: y ~ N(η, σ).
     *
     * @param data a row for each observation
     * @param response the column of y, finite
     * @throws IllegalArgumentException if the column is missing, or not what this kind needs
     */
    public static Regression linear(Data data, String response) {
        return of(Response.LINEAR, data, response);
    }

    /**
     * The logistic kind: y ~ Bernoulli(sigmoid(η)).
     *
     * @param data a row for each observation
     * @param response the column of y, 0 or 1
     */
    public static Regression logistic(Data data, String response) {
        return of(Response.LOGISTIC, data, response);
    }

    /**
     * The Poisson kind: y ~ Poisson(exp(η)).
     *
     * @param data a row for each observation
     * @param response the column of y, counts
     */
    public static Regression poisson(Data data, String response) {
        return of(Response.POISSON, data, response);
    }

    /**
     * The negative binomial kind, for counts that vary more than Poisson's: mean exp(η), variance μ + a μ².
     *
     * @param data a row for each observation
     * @param response the column of y, counts
     */
    public static Regression negativeBinomial(Data data, String response) {
        return of(Response.NEGATIVE_BINOMIAL, data, response);
    }

    /**
     * Takes predictors, beside those it has.
     *
     * @param columns of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, constant, given twice or not finite: which row
     */
    public Regression on(String... columns) {
        List<String> more = new ArrayList<>(predictors);
        more.addAll(Arrays.asList(columns));
        Set<String> different = new LinkedHashSet<>();
        for (String column : more) {
            if (!different.add(column) || column.equals(response)) {
                throw new IllegalArgumentException("\"" + column + "\" is "
                        + (column.equals(response) ? "the response" : "a predictor already") + ": name it once");
            }
        }
        Predictors.of(data, more);
        return new Regression(kind, data, response, more, groups, exposure);
    }

    /**
     * Gives each level of a group an effect of its own, and slopes of its own of some predictors.
     *
     * @param column of names or whole numbers: the group of each row
     * @param slopes predictors whose slopes vary by level
     * @throws IllegalArgumentException if the column is missing or has one level only, or a slope is of no predictor
     */
    public Regression groupedBy(String column, String... slopes) {
        Levels levels = data.levels(column);
        if (levels.size() < 2) {
            throw new IllegalArgumentException("group \"" + column + "\" has the one level \""
                    + levels.labels().get(0) + "\": its effect cannot be told from the intercept; leave it out");
        }
        if (groups.stream().anyMatch(group -> group.column().equals(column))) {
            throw new IllegalArgumentException(
                    "\"" + column + "\" groups the rows already: name it once, with all slopes that vary");
        }
        Predictors named = new Predictors(predictors, new double[0], new double[0]);
        for (String slope : slopes) {
            named.indexOf(slope);
        }
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group(column, Arrays.asList(slopes)));
        return new Regression(kind, data, response, predictors, more, exposure);
    }

    /**
     * Counts per exposure: η is the log rate for one unit of it.
     *
     * @param column of numbers, all positive
     * @throws IllegalArgumentException if this kind has no counts, or a number is not positive: which row
     */
    public Regression exposure(String column) {
        if (kind != Response.POISSON && kind != Response.NEGATIVE_BINOMIAL) {
            throw new IllegalArgumentException("exposure(\"" + column + "\") is of counts; this regression is " + kind);
        }
        logs(data, column);
        return new Regression(kind, data, response, predictors, groups, column);
    }

    private static double[] logs(Data data, String column) {
        double[] values = Predictors.finite(data, column);
        for (int row = 0; row < values.length; row++) {
            if (!(values[row] > 0)) {
                throw new IllegalArgumentException(
                        "exposure \"" + column + "\", row " + row + " must be positive: " + values[row]);
            }
            values[row] = Math.log(values[row]);
        }
        return values;
    }

    @Override
    public Model model() {
        double[] y = data.doubles(response);
        double scale = kind.scale(y);
        double centre = kind.centre(y) - (exposure.isEmpty() ? 0 : Predictors.mean(logs(data, exposure)));
        Predictors standard = Predictors.of(data, predictors);
        return Model.of(kind + " regression of " + response, data, (m, rows) -> {
            Plate row = m.plate("row", rows.rows());
            Expr eta = m.latent("intercept at the means", Normal.of(centre, WIDE * scale));
            Expr x = predictors.isEmpty() ? Expr.constant(0) : m.data("predictors", standard.of(rows), row);
            if (!predictors.isEmpty()) {
                eta = eta.plus(x.dot(slopes(m, eta, standard, scale)));
            } else {
                m.derive("intercept", eta);
            }
            for (Group group : groups) {
                eta = eta.plus(effect(m, rows, row, group, x, standard, scale));
            }
            if (!exposure.isEmpty()) {
                eta = eta.plus(m.data("log " + exposure, logs(rows, exposure), row));
            }
            m.observe(response, kind.law(m, eta, scale), rows.observed(response), row);
        });
    }

    /** Slopes for standardised predictors, which it returns, and on their own scale, with the intercept that goes with these. */
    private static Expr slopes(ModelBuilder m, Expr centred, Predictors standard, double scale) {
        Plate predictor = m.plate("predictor", standard.names());
        Expr slope = m.latent("slope for a standard deviation", Normal.of(0, WIDE * scale), predictor);
        Expr own = m.derive(
                "slope", slope.dividedBy(m.data("predictor's standard deviation", standard.deviations(), predictor)));
        Expr shift = own.times(m.data("predictor's mean", standard.means(), predictor))
                .toAxis()
                .sum();
        m.derive("intercept", centred.minus(shift));
        return slope.toAxis();
    }

    private static Expr effect(
            ModelBuilder m, Data rows, Plate row, Group group, Expr x, Predictors standard, double scale) {
        Levels levels = rows.levels(group.column());
        Plate level = m.plate(group.column(), levels.labels());
        IntColumn of = m.index(group.column() + " of row", levels.index(), row, level);
        Expr effect = varying(m, group.column(), level, scale).gather(of);
        for (String slope : group.slopes()) {
            int j = standard.indexOf(slope);
            Expr own = varying(m, slope + " by " + group.column(), level, scale);
            effect = effect.plus(own.gather(of).times(x.at(j)));
        }
        return effect;
    }

    private static Expr varying(ModelBuilder m, String name, Plate level, double scale) {
        Expr deviation = m.latent("sd of " + name, Exponential.of(1 / scale));
        return m.latent(name, Normal.of(0, deviation).auto(), level);
    }

    @Override
    public Summary summary(Fit fit) {
        List<String> shown = new ArrayList<>(List.of("intercept"));
        if (!predictors.isEmpty()) {
            shown.add("slope");
        }
        switch (kind) {
            case LINEAR -> shown.add("sigma");
            case NEGATIVE_BINOMIAL -> shown.add("overdispersion");
            case LOGISTIC, POISSON -> {
                // nothing more
            }
        }
        for (Group group : groups) {
            shown.add("sd of " + group.column());
            for (String slope : group.slopes()) {
                shown.add("sd of " + slope + " by " + group.column());
            }
        }
        return fit.summary().only(shown.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return kind + " regression of " + response + " on " + predictors
                + (groups.isEmpty()
                        ? ""
                        : ", grouped by " + groups.stream().map(Group::column).toList());
    }
}
