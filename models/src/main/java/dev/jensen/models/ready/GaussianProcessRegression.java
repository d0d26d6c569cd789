package dev.jensen.models.ready;

import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import dev.jensen.models.gp.GaussianProcess;
import dev.jensen.models.gp.LatentFunction;
import dev.jensen.models.gp.SquaredExponential;

/**
 * Regression on a smooth function that nobody has written down: y ~ N(f(x), noise), f a Gaussian process with a squared exponential kernel and
 * a length scale for each predictor, integrated out exactly.
 *
 * <pre>{@code
 * GaussianProcessRegression yield = GaussianProcessRegression.of(trials, "yield").on("temperature", "pH");
 * Draws draws = yield.predict(yield.fit(), Data.of("temperature", 35, 40).and("pH", 6, 6));
 * draws.of("E(yield)[1]");
 * }</pre>
 *
 * <p>Priors, with s the response's standard deviation: {@code level}, the mean of f, is N(mean response, s); {@code deviation}, f's standard deviation
 * about it, is HalfNormal(s); {@code length[…]}, in standard deviations of its predictor, is InverseGamma(3, 3), mostly between ½ and 4: the
 * longer, the less the predictor matters; {@code noise} is Exponential(1/s).
 *
 * <p>n rows cost n³ a gradient: a few hundred; for more see {@link dev.jensen.models.gp}. In predictions {@code E(response)} is f, given the
 * hyperparameters of each draw, and the response has f's own uncertainty and the noise. Immutable.
 */
public final class GaussianProcessRegression implements ReadyModel {
    private final Data data;
    private final String response;
    private final LinearPredictor columns; // the names alone

    private GaussianProcessRegression(Data data, String response, LinearPredictor columns) {
        this.data = data;
        this.response = response;
        this.columns = columns;
    }

    /**
     * Regression of a column of numbers.
     *
     * @param data a row for each observation
     * @param response the column of y, finite
     * @throws IllegalArgumentException if the column is missing, or one and the same number
     */
    public static GaussianProcessRegression of(Data data, String response) {
        Response.LINEAR.check(response, Predictors.finite(data, response));
        return new GaussianProcessRegression(data, response, LinearPredictor.none(data, response));
    }

    /**
     * Takes predictors, beside those it has.
     *
     * @param predictors columns of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, constant, given twice or not finite: which row
     */
    public GaussianProcessRegression on(String... predictors) {
        return new GaussianProcessRegression(data, response, columns.on(predictors));
    }

    @Override
    public Model model() {
        Predictors standard = columns.required(response);
        double[][] points = standard.of(data);
        double[] y = data.doubles(response);
        double scale = Predictors.deviation(y);
        double centre = Predictors.mean(y);
        return Model.of("Gaussian process regression of " + response, data, (m, rows) -> {
            Plate predictor = m.plate("predictor", standard.names());
            Expr level = m.latent("level", Normal.of(centre, scale));
            Expr deviation = m.latent("deviation", HalfNormal.of(scale));
            Expr length = m.latent("length", InverseGamma.of(3, 3), predictor).toAxis();
            Expr noise = m.latent("noise", Exponential.of(1 / scale));
            GaussianProcess process =
                    GaussianProcess.of(SquaredExponential.of(deviation, length)).mean(level);
            if (rows.has(response)) {
                process.observe(m, response, points, y, noise);
            } else {
                double[][] at = standard.of(rows);
                Plate row = m.plate("row", at.length);
                LatentFunction f = process.conditional(response, points, y, noise);
                Expr spread = f.variance(at).max(0).plus(noise.square()).sqrt();
                m.observe(
                        response, Normal.of(f.mean(at).toRows(row), spread.toRows(row)), rows.observed(response), row);
            }
        });
    }

    @Override
    public Summary summary(Fit fit) {
        return model().own(fit).summary().only("level", "deviation", "length", "noise");
    }

    @Override
    public Draws predict(Fit fit, Data rows) {
        return model().own(fit).predict(columns.only(rows));
    }

    @Override
    public String toString() {
        return "Gaussian process regression of " + response + columns;
    }
}
