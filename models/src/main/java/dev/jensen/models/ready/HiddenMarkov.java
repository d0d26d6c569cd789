package dev.jensen.models.ready;

import dev.jensen.core.density.Variable;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import dev.jensen.models.ModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A hidden Markov model of a series, one row a time: K states, each with a normal or a Poisson law; the states are summed out by the forward
 * algorithm (Rabiner 1989).
 *
 * <pre>{@code
 * HiddenMarkov years = HiddenMarkov.poisson(earthquakes, 2, "count");
 * Fit fit = years.fit();
 * fit.summary().rows("P(state=1)");         // of each time
 * years.forecast(fit, 5).summary();         // the next five years
 * }</pre>
 *
 * <p>States are numbered by their means or rates, ascending, which is what tells one from another.
 *
 * <p>Priors, with c the mean and s the standard deviation of the series: the first state's probabilities are Dirichlet(1, …, 1), those of
 * the next Dirichlet with 4 for staying and 1 for each other; of normal states the lowest mean is N(c − s, s), each gap to the next
 * half-normal with scale 3s/(K − 1), standard deviations LogNormal(log(s/K), 0.75); of Poisson states the lowest rate and the gaps are
 * Exponential(1/c).
 *
 * <p>Draws and summaries name {@code initial[k]}, {@code transition[from,to]}, {@code mean[k]} and {@code sd[k]} or {@code rate[k]}; draws
 * also {@code P(state=k)[time]} given the whole series, of two states that of 1 only. Immutable.
 */
public final class HiddenMarkov implements ReadyModel {
    private final Measured series;
    private final int states;
    private final boolean counts;

    private HiddenMarkov(Data data, int states, String column, boolean counts) {
        if (states < 2) {
            throw new IllegalArgumentException("a hidden Markov model needs at least 2 states: " + states);
        }
        this.series = Measured.of(data, column).atLeast(states, "a hidden Markov model of " + states + " states");
        if (counts) {
            Response.POISSON.check(column, series.values());
        }
        this.states = states;
        this.counts = counts;
    }

    /**
     * States with normal laws, each with a mean and a standard deviation of its own.
     *
     * @param data a row for each time, in their order
     * @param states K, at least 2
     * @param column of the series, finite, not constant
     * @throws IllegalArgumentException if the column is missing, constant, not finite: which row; or has fewer rows than states
     */
    public static HiddenMarkov normal(Data data, int states, String column) {
        return new HiddenMarkov(data, states, column, false);
    }

    /**
     * States with Poisson laws, each with a rate of its own.
     *
     * @param data a row for each time, in their order
     * @param states K, at least 2
     * @param column of the series, counts, not constant
     * @throws IllegalArgumentException if the column is missing, constant, not of counts: which row; or has fewer rows than states
     */
    public static HiddenMarkov poisson(Data data, int states, String column) {
        return new HiddenMarkov(data, states, column, true);
    }

    @Override
    public Model model() {
        return Model.of("hidden Markov model of " + series.name(), m -> {
                    Plate time = m.plate("time", series.values().length);
                    double[][] stay = new double[states][states];
                    for (int from = 0; from < states; from++) {
                        for (int to = 0; to < states; to++) {
                            stay[from][to] = from == to ? 4 : 1;
                        }
                    }
                    Expr initial = m.latent("initial", Dirichlet.symmetric(states, 1));
                    Expr transition = m.latent("transition", Dirichlet.of(Expr.constant(stay)));
                    Expr state = m.markovChain("state", initial, transition, time);
                    m.observe(series.name(), law(m, state), series.values(), time);
                })
                .marginalized();
    }

    private Distribution law(ModelBuilder m, Expr state) {
        if (counts) {
            Exponential each = Exponential.of(1 / series.mean());
            return Poisson.of(Categorical.pick(OrderedValues.of(m, "rate", states, each, each), state));
        }
        double s = series.deviation();
        Normal lowest = Normal.of(series.mean() - s, s);
        Expr mean = OrderedValues.of(m, "mean", states, lowest, HalfNormal.of(3 * s / (states - 1)));
        Expr sd = m.latent("sd", LogNormal.of(Math.log(s / states), 0.75), states);
        return Normal.of(Categorical.pick(mean, state), Categorical.pick(sd, state));
    }

    @Override
    public Summary summary(Fit fit) {
        return counts
                ? model().own(fit).summary().only("rate", "transition", "initial")
                : model().own(fit).summary().only("mean", "sd", "transition", "initial");
    }

    /** Forecasts as many times after the last as there are rows, whatever is in them, as {@link #forecast} does. */
    @Override
    public Draws predict(Fit fit, Data rows) {
        return forecast(fit, rows.rows());
    }

    /**
     * Forecasts the times after the last, for 1,000 draws of the parameters: the probabilities of the states, {@code P(state=k)[step]}, and
     * the mean of the series given the parameters, {@code E(series)[step]}.
     *
     * @param fit of this model
     * @param steps how many, at least 1
     */
    public Draws forecast(Fit fit, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a forecast needs at least 1 step: " + steps);
        }
        Draws draws = model().own(fit).draws(1000);
        int last = series.values().length - 1;
        double[][] transition = draws.array("transition");
        double[][] mean = draws.array(counts ? "rate" : "mean");
        int width = (states + 1) * steps;
        double[] all = new double[draws.count() * width];
        double[] now = new double[states];
        for (int k = 1; k < states; k++) {
            double[] p = draws.of("P(state=" + k + ")[" + last + "]");
            for (int s = 0; s < p.length; s++) {
                all[s * width + k * steps] = p[s];
            }
        }
        for (int s = 0; s < draws.count(); s++) {
            now[0] = 1;
            for (int k = 1; k < states; k++) {
                now[k] = all[s * width + k * steps];
                now[0] -= now[k];
            }
            for (int h = 0; h < steps; h++) {
                now = next(now, transition[s]);
                double expected = 0;
                for (int k = 0; k < states; k++) {
                    all[s * width + k * steps + h] = now[k];
                    expected += now[k] * mean[s][k];
                }
                all[s * width + states * steps + h] = expected;
            }
        }
        Optional<Variable.Rows> step = Optional.of(new Variable.Rows("step", steps, List.of()));
        List<Variable> names = new ArrayList<>();
        for (int k = 0; k < states; k++) {
            names.add(new Variable("P(state=" + k + ")", List.of(), step));
        }
        names.add(new Variable("E(" + series.name() + ")", List.of(), step));
        return Draws.of(names, draws.count(), all);
    }

    /** The states' probabilities one time later. */
    private double[] next(double[] now, double[] transition) {
        double[] next = new double[states];
        for (int from = 0; from < states; from++) {
            for (int to = 0; to < states; to++) {
                next[to] += now[from] * transition[from * states + to];
            }
        }
        return next;
    }

    @Override
    public String toString() {
        return "hidden Markov model of " + series.name() + " with " + states + (counts ? " Poisson" : " normal")
                + " states";
    }
}
