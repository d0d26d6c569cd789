package dev.jensen.models.ready;

import dev.jensen.core.distribution.Normal;
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
 * Survival times by proportional hazards, the baseline hazard constant on intervals, with right censoring and any number of grouped
 * effects (frailties):
 *
 * <pre>
 *   hazard(t) = exp(log hazard_b + η) for t in interval b,   η = Σ slope_j x_j + Σ_groups (effect of the row's level + Σ its own slopes x_j)
 * </pre>
 *
 * <p>A positive slope makes lives shorter: exp(slope) is the hazard ratio for a unit of its predictor. Friedman (1982), "Piecewise
 * exponential models for survival data with covariates".
 *
 * <pre>{@code
 * var trial = PiecewiseExponentialRegression.of(patients, "months", "died", 6, 12, 24).on("age").survivingTo(36);
 * Draws draws = trial.predict(trial.fit(), Data.of("age", 60));
 * draws.of("P(months > 36.0)[0]");
 * }</pre>
 *
 * <p>Priors: each log hazard at the predictors' means is N(log(events/total time), 2.5); a slope is N(0, 2.5) for a standard deviation of its
 * predictor; effects of a group's levels are N(0, τ), τ ~ Exponential(1). The last interval goes on for ever.
 *
 * <p>Draws and summaries name {@code log hazard[…]} by its interval, per unit of time with predictors at 0, {@code slope[…]} on the
 * predictors' own scale, and of groups what {@link Regression} names. Immutable.
 */
public final class PiecewiseExponentialRegression implements ReadyModel {
    private final Lifetimes lifetimes;
    private final LinearPredictor linear;
    private final double[] starts;

    private PiecewiseExponentialRegression(Lifetimes lifetimes, LinearPredictor linear, double[] starts) {
        this.lifetimes = lifetimes;
        this.linear = linear;
        this.starts = starts;
    }

    /**
     * Regression of survival times.
     *
     * @param data a row for each life
     * @param time the column of times, positive, in any unit
     * @param event the column that is 1 where the event was seen at that time, 0 where the time was survived
     * @param breaks where the hazard changes, ascending from above 0; an event is seen in each interval between them
     * @throws IllegalArgumentException if a column is missing or a value cannot be: which row; or if no event was seen in an interval
     */
    public static PiecewiseExponentialRegression of(Data data, String time, String event, double... breaks) {
        Lifetimes lifetimes = Lifetimes.of(data, time, event);
        double[] starts = new double[breaks.length + 1];
        System.arraycopy(breaks, 0, starts, 1, breaks.length);
        double[] times = lifetimes.times();
        double[] events = lifetimes.events();
        for (int b = 0; b < starts.length; b++) {
            double from = starts[b];
            double to = b + 1 < starts.length ? starts[b + 1] : Double.POSITIVE_INFINITY;
            if (!(to > from) || from == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("breaks must be finite, above 0 and ascending: " + to + " follows "
                        + from + " in " + Arrays.toString(breaks));
            }
            int seen = 0;
            for (int row = 0; row < times.length; row++) {
                seen += times[row] > from && times[row] <= to && events[row] == 1 ? 1 : 0;
            }
            if (seen == 0) {
                throw new IllegalArgumentException("no event \"" + event + "\" is seen between " + from + " and " + to
                        + ", so that the hazard there is told by its prior alone: leave that break out");
            }
        }
        return new PiecewiseExponentialRegression(lifetimes, LinearPredictor.none(data, time, event), starts);
    }

    /**
     * Takes predictors, beside those it has.
     *
     * @param columns of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, constant, given twice or not finite: which row
     */
    public PiecewiseExponentialRegression on(String... columns) {
        return new PiecewiseExponentialRegression(lifetimes, linear.on(columns), starts);
    }

    /**
     * Gives each level of a group an effect of its own, and slopes of its own of some predictors.
     *
     * @param column of names or whole numbers: the group of each row
     * @param slopes predictors whose slopes vary by level
     * @throws IllegalArgumentException if the column is missing or has one level only, or a slope is of no predictor
     */
    public PiecewiseExponentialRegression groupedBy(String column, String... slopes) {
        return new PiecewiseExponentialRegression(lifetimes, linear.groupedBy(column, slopes), starts);
    }

    /**
     * Lets predictions of fits made from here on say how probably each row survives some times, as {@code P(time > t)}.
     *
     * @param times positive, in the unit of the data
     */
    public PiecewiseExponentialRegression survivingTo(double... times) {
        return new PiecewiseExponentialRegression(lifetimes.survivingTo(times), linear, starts);
    }

    private List<String> intervals() {
        List<String> intervals = new ArrayList<>();
        for (int b = 0; b < starts.length; b++) {
            intervals.add(b + 1 < starts.length ? starts[b] + " to " + starts[b + 1] : "from " + starts[b]);
        }
        return intervals;
    }

    @Override
    public Model model() {
        double rate = Arrays.stream(lifetimes.events()).sum()
                / Arrays.stream(lifetimes.times()).sum();
        return Model.of("piecewise exponential regression of " + lifetimes.time(), linear.data(), (m, rows) -> {
            Plate row = m.plate("row", rows.rows());
            Plate interval = m.plate("interval", intervals());
            Expr centred = m.latent("log hazard at the means", Normal.of(Math.log(rate), 2.5), interval);
            LinearPredictor.Effects effects = linear.in(m, rows, row).effects("", 1);
            m.derive("log hazard", centred.minus(effects.shift()));
            lifetimes.observe(m, rows, new PiecewiseExponential(centred.toAxis(), effects.eta(), starts), row);
        });
    }

    @Override
    public Summary summary(Fit fit) {
        List<String> shown = new ArrayList<>(List.of("log hazard"));
        shown.addAll(linear.shown(""));
        return model().own(fit).summary().only(shown.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return "piecewise exponential regression of " + lifetimes.time() + linear;
    }
}
