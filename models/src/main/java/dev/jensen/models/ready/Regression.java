package dev.jensen.models.ready;

import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import java.util.ArrayList;
import java.util.List;

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
    private final LinearPredictor linear;
    private final String exposure; // or empty

    private Regression(Response kind, Data data, String response, LinearPredictor linear, String exposure) {
        this.kind = kind;
        this.data = data;
        this.response = response;
        this.linear = linear;
        this.exposure = exposure;
    }

    private static Regression of(Response kind, Data data, String response) {
        kind.check(response, Predictors.finite(data, response));
        return new Regression(kind, data, response, LinearPredictor.none(data, response), "");
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
        return new Regression(kind, data, response, linear.on(columns), exposure);
    }

    /**
     * Gives each level of a group an effect of its own, and slopes of its own of some predictors.
     *
     * @param column of names or whole numbers: the group of each row
     * @param slopes predictors whose slopes vary by level
     * @throws IllegalArgumentException if the column is missing or has one level only, or a slope is of no predictor
     */
    public Regression groupedBy(String column, String... slopes) {
        return new Regression(kind, data, response, linear.groupedBy(column, slopes), exposure);
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
        return new Regression(kind, data, response, linear, column);
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
        return Model.of(kind + " regression of " + response, data, (m, rows) -> {
            Plate row = m.plate("row", rows.rows());
            Expr centred = m.latent("intercept at the means", Unit.suited(Normal.of(centre, WIDE * scale), scale));
            LinearPredictor.Effects effects = linear.in(m, rows, row).effects("", scale);
            m.derive("intercept", centred.minus(effects.shift()));
            Expr eta = centred.plus(effects.eta());
            if (!exposure.isEmpty()) {
                eta = eta.plus(m.data("log " + exposure, logs(rows, exposure), row));
            }
            m.observe(response, kind.law(m, eta, scale), rows.observed(response), row);
        });
    }

    @Override
    public Summary summary(Fit fit) {
        List<String> shown = new ArrayList<>(List.of("intercept"));
        shown.addAll(linear.shown(""));
        switch (kind) {
            case LINEAR -> shown.add("sigma");
            case NEGATIVE_BINOMIAL -> shown.add("overdispersion");
            case LOGISTIC, POISSON -> {
                // nothing more
            }
        }
        return model().own(fit).summary().only(shown.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return kind + " regression of " + response + linear;
    }
}
