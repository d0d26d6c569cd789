package dev.jensen.models.ready;

import dev.jensen.core.density.Variable;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Recursion;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A series as a level that walks, with seasons or without, seen with noise; the states are integrated out by the Kalman filter (Harvey 1989,
 * chapter 2).
 *
 * <pre>
 *   y_t = level_t + season_t + N(0, sd of noise)
 *   level_{t+1} = level_t + N(0, sd of level)
 *   season_{t+1} = −(season_t + … + season_{t−period+2}) + N(0, sd of season)
 * </pre>
 *
 * <pre>{@code
 * StateSpace sales = StateSpace.localLevel(months, "sales").seasonal(12);
 * Fit fit = sales.fit();
 * sales.forecast(fit, 12).summary();   // the next year
 * }</pre>
 *
 * <p>Priors, with c the mean and s the standard deviation of the series: each of the standard deviations is Exponential(1/s); the first level
 * is N(c, 2s), and each of the first season's effects N(0, s).
 *
 * <p>Draws and summaries name {@code sd of level}, {@code sd of season}, {@code sd of noise}. Immutable.
 */
public final class StateSpace implements ReadyModel {
    private final Measured series;
    private final int period; // 1 without seasons

    private StateSpace(Measured series, int period) {
        this.series = series;
        this.period = period;
    }

    /**
     * The local level model, without seasons.
     *
     * @param data a row for each time, in their order, at equal distances
     * @param column of the series, finite, not constant
     * @throws IllegalArgumentException if the column is missing, constant, not finite: which row; or has fewer than 3 rows
     */
    public static StateSpace localLevel(Data data, String column) {
        return new StateSpace(Measured.of(data, column).atLeast(3, "a local level"), 1);
    }

    /**
     * Adds seasons, whose effects may change slowly.
     *
     * @param times in a year: 12 for months, 4 for quarters; from 2 to half the rows
     * @throws IllegalArgumentException if there are fewer than two years of data
     */
    public StateSpace seasonal(int times) {
        if (times < 2 || 2 * times > series.values().length) {
            throw new IllegalArgumentException("the period must be 2 to " + series.values().length / 2
                    + ", half of the " + series.values().length + " rows of \"" + series.name() + "\": " + times);
        }
        return new StateSpace(series, times);
    }

    @Override
    public Model model() {
        double s = series.deviation();
        int d = period;
        Expr seen = Expr.constant(seen());
        double[] firstMean = new double[d];
        firstMean[0] = series.mean();
        double[][] firstCovariance = new double[d][d];
        for (int i = 0; i < d; i++) {
            firstCovariance[i][i] = i == 0 ? 4 * s * s : s * s;
        }
        return Model.of(toString(), m -> {
            Plate time = m.plate("time", series.values().length);
            Expr y = m.data(series.name() + " so far", series.values(), time);
            Exponential prior = Exponential.of(1 / s);
            Expr noise = m.latent("sd of noise", prior).square();
            Expr step = m.latent("sd of level", prior).square();
            Expr turn = period == 1 ? step : m.latent("sd of season", prior).square();
            Recursion filter =
                    m.scan(time, List.of(Expr.constant(firstMean), Expr.constant(firstCovariance)), predicted -> {
                        Expr mean = predicted.get(0);
                        Expr covariance = predicted.get(1);
                        Expr shared = covariance.matVec(seen);
                        Expr variance = shared.dot(seen).plus(noise);
                        Expr surprise = y.minus(mean.dot(seen));
                        Expr updated = mean.plus(shared.times(surprise.dividedBy(variance)));
                        Expr left = covariance.minus(shared.reshape(d, 1)
                                .matMul(shared.reshape(1, d))
                                .dividedBy(variance));
                        return period == 1
                                ? List.of(updated, left.plus(step))
                                : List.of(nextMean(updated), nextCovariance(left, step, turn));
                    });
            Expr mean = filter.before(0).dot(seen);
            Expr variance = filter.before(1).matVec(seen).dot(seen).plus(noise);
            m.observe(series.name(), Normal.of(mean, variance.sqrt()), series.values(), time);
            m.derive("next state", filter.last(0));
            m.derive("covariance of next state", filter.last(1));
        });
    }

    /** T m, T to the next state: the effects move on by a place, and the first becomes minus their sum. */
    private Expr nextMean(Expr mean) {
        Expr first = mean.slice(1, period).sum().negate();
        return Expr.concat(List.of(mean.at(0).reshape(1), first.reshape(1)))
                .put(new int[] {0, 1}, period)
                .plus(moved(mean));
    }

    /** T P Tᵀ and what steps add, in d² operations: with T = S + e₁vᵀ, S P Sᵀ + e₁(S P v)ᵀ + (S P v)e₁ᵀ + e₁e₁ᵀ vᵀP v. */
    private Expr nextCovariance(Expr covariance, Expr step, Expr turn) {
        int d = period;
        int[] from = new int[(d - 1) * (d - 1)]; // all but the last effect
        int[] to = new int[(d - 1) * (d - 1)];
        for (int i = 0; i < d - 1; i++) {
            for (int j = 0; j < d - 1; j++) {
                from[i * (d - 1) + j] = i * d + j;
                to[i * (d - 1) + j] = place(i) * d + place(j);
            }
        }
        int[] row = new int[d];
        int[] column = new int[d];
        double[] v = new double[d];
        for (int i = 0; i < d; i++) {
            row[i] = d + i;
            column[i] = i * d + 1;
            v[i] = i == 0 ? 0 : -1;
        }
        Expr sum = covariance.matVec(Expr.constant(v));
        Expr shared = sum.at(0).reshape(1).put(new int[] {0}, d).plus(moved(sum));
        return covariance
                .take(from, from.length)
                .put(to, d, d)
                .plus(shared.put(row, d, d))
                .plus(shared.put(column, d, d))
                .plus(Expr.stack(List.of(step, sum.dot(Expr.constant(v)).plus(turn)))
                        .put(new int[] {0, d + 1}, d, d));
    }

    /** Where an element of a state, the level or an effect but the last, is in the next. */
    private static int place(int i) {
        return i == 0 ? 0 : i + 1;
    }

    /** The effects, but for the last, a place further. */
    private Expr moved(Expr state) {
        if (period == 2) {
            return state.times(0);
        }
        int[] table = new int[period - 2];
        Arrays.setAll(table, i -> i + 2);
        return state.slice(1, period - 1).put(table, period);
    }

    /** What is seen of a state: its level, and the season's effect now. */
    private double[] seen() {
        double[] seen = new double[period];
        seen[0] = 1;
        if (period > 1) {
            seen[1] = 1;
        }
        return seen;
    }

    /** To the next state: level, the season's effect now, and those before. */
    private double[][] transition() {
        double[][] next = new double[period][period];
        next[0][0] = 1;
        for (int j = 1; j < period; j++) {
            next[1][j] = -1;
            if (j > 1) {
                next[j][j - 1] = 1;
            }
        }
        return next;
    }

    @Override
    public Summary summary(Fit fit) {
        return period == 1
                ? model().own(fit).summary().only("sd of level", "sd of noise")
                : model().own(fit).summary().only("sd of level", "sd of season", "sd of noise");
    }

    /** Forecasts as many times after the last as there are rows, whatever is in them, as {@link #forecast} does. */
    @Override
    public Draws predict(Fit fit, Data rows) {
        return forecast(fit, rows.rows());
    }

    /**
     * Forecasts the times after the last by 1,000 paths, each for a draw of the parameters: what will be seen, {@code series[step]}, and its
     * mean given the path of the level and the season, {@code E(series)[step]}.
     *
     * @param fit of this model
     * @param steps how many, at least 1
     */
    public Draws forecast(Fit fit, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a forecast needs at least 1 step: " + steps);
        }
        Draws draws = model().own(fit).draws(1000);
        double[][] mean = draws.array("next state");
        double[][] covariance = draws.array("covariance of next state");
        double[] level = draws.of("sd of level");
        double[] season = period == 1 ? level : draws.of("sd of season");
        double[] noise = draws.of("sd of noise");
        RealMatrix transition = new Array2DRowRealMatrix(transition());
        SplittableRandom random = new SplittableRandom(fit.origin().seed());
        double[] all = new double[draws.count() * 2 * steps];
        for (int s = 0; s < draws.count(); s++) {
            double[] state = normal(mean[s], covariance[s], random);
            for (int h = 0; h < steps; h++) {
                double expected = state[0] + (period > 1 ? state[1] : 0);
                all[2 * s * steps + h] = expected + noise[s] * random.nextGaussian();
                all[(2 * s + 1) * steps + h] = expected;
                state = transition.operate(state);
                state[0] += level[s] * random.nextGaussian();
                if (period > 1) {
                    state[1] += season[s] * random.nextGaussian();
                }
            }
        }
        Optional<Variable.Rows> step = Optional.of(new Variable.Rows("step", steps, List.of()));
        List<Variable> names = new ArrayList<>();
        names.add(new Variable(series.name(), List.of(), step));
        names.add(new Variable("E(" + series.name() + ")", List.of(), step));
        return Draws.of(names, draws.count(), all);
    }

    private double[] normal(double[] mean, double[] covariance, SplittableRandom random) {
        RealMatrix square = new Array2DRowRealMatrix(period, period);
        for (int i = 0; i < period; i++) {
            for (int j = 0; j < period; j++) {
                square.setEntry(i, j, (covariance[i * period + j] + covariance[j * period + i]) / 2);
            }
        }
        double[] shock = new double[period];
        for (int i = 0; i < period; i++) {
            shock[i] = random.nextGaussian();
        }
        double[] state = new CholeskyDecomposition(square, 1e-9, 0).getL().operate(shock);
        for (int i = 0; i < period; i++) {
            state[i] += mean[i];
        }
        return state;
    }

    @Override
    public String toString() {
        return "local level of " + series.name() + (period == 1 ? "" : " with seasons of " + period);
    }
}
