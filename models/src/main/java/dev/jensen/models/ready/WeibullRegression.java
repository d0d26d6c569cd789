package dev.jensen.models.ready;

import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Weibull;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Survival times by an accelerated Weibull law, with right censoring and any number of grouped effects (frailties):
 *
 * <pre>
 *   P(T &gt; t) = exp(−(t/eᵑ)^shape),   η = intercept + Σ slope_j x_j + Σ_groups (effect of the row's level + Σ its own slopes x_j)
 * </pre>
 *
 * <p>A positive slope makes lives longer, by the factor exp(slope) for a unit of its predictor; the hazard ratio is exp(−shape · slope).
 *
 * <pre>{@code
 * WeibullRegression pumps = WeibullRegression.of(records, "hours", "failed").on("load").survivingTo(1000);
 * Draws draws = pumps.predict(pumps.fit(), Data.of("load", 0.8));
 * draws.of("P(hours > 1000.0)[0]");
 * }</pre>
 *
 * <p>Priors: the intercept at the predictors' means is N(mean of log time, 2.5); a slope is N(0, 2.5) for a standard deviation of its predictor, in
 * units of log time; effects of a group's levels are N(0, τ), τ ~ Exponential(1); log shape is N(0, 1).
 *
 * <p>Draws and summaries name {@code intercept}, {@code slope[…]} on the predictors' own scale, {@code shape}, and of groups what {@link
 * Regression} names. Immutable.
 */
public final class WeibullRegression implements ReadyModel {
    private final Lifetimes lifetimes;
    private final LinearPredictor linear;

    private WeibullRegression(Lifetimes lifetimes, LinearPredictor linear) {
        this.lifetimes = lifetimes;
        this.linear = linear;
    }

    /**
     * Regression of survival times.
     *
     * @param data a row for each life
     * @param time the column of times, positive, in any unit
     * @param event the column that is 1 where the event was seen at that time, 0 where the time was survived
     * @throws IllegalArgumentException if a column is missing or a value cannot be: which row; or if no event was seen
     */
    public static WeibullRegression of(Data data, String time, String event) {
        return new WeibullRegression(Lifetimes.of(data, time, event), LinearPredictor.none(data, time, event));
    }

    /**
     * Takes predictors, beside those it has.
     *
     * @param columns of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, constant, given twice or not finite: which row
     */
    public WeibullRegression on(String... columns) {
        return new WeibullRegression(lifetimes, linear.on(columns));
    }

    /**
     * Gives each level of a group an effect of its own, and slopes of its own of some predictors.
     *
     * @param column of names or whole numbers: the group of each row
     * @param slopes predictors whose slopes vary by level
     * @throws IllegalArgumentException if the column is missing or has one level only, or a slope is of no predictor
     */
    public WeibullRegression groupedBy(String column, String... slopes) {
        return new WeibullRegression(lifetimes, linear.groupedBy(column, slopes));
    }

    /**
     * Lets predictions of fits made from here on say how probably each row survives some times, as {@code P(time > t)}.
     *
     * @param times positive, in the unit of the data
     */
    public WeibullRegression survivingTo(double... times) {
        return new WeibullRegression(lifetimes.survivingTo(times), linear);
    }

    @Override
    public Model model() {
        double centre =
                Arrays.stream(lifetimes.times()).map(Math::log).average().orElseThrow();
        return Model.of("Weibull regression of " + lifetimes.time(), linear.data(), (m, rows) -> {
            Plate row = m.plate("row", rows.rows());
            Expr centred = m.latent("intercept at the means", Normal.of(centre, 2.5));
            LinearPredictor.Effects effects = linear.in(m, rows, row).effects("", 1);
            m.derive("intercept", centred.minus(effects.shift()));
            Expr shape = m.latent("shape", LogNormal.of(0, 1));
            lifetimes.observe(
                    m, rows, Weibull.of(shape, centred.plus(effects.eta()).exp()), row);
        });
    }

    @Override
    public Summary summary(Fit fit) {
        List<String> shown = new ArrayList<>(List.of("intercept", "shape"));
        shown.addAll(linear.shown(""));
        return model().own(fit).summary().only(shown.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return "Weibull regression of " + lifetimes.time() + linear;
    }
}
