package dev.jensen.models.ready;

import dev.jensen.core.distribution.Bernoulli;
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
import dev.jensen.models.gp.Surrogate;
import java.util.ArrayList;
import java.util.List;

/**
 * Classification by a smooth function that nobody has written down: y ~ Bernoulli(sigmoid(f(x))), f a Gaussian process with a squared exponential
 * kernel and a length scale for each predictor.
 *
 * <pre>{@code
 * GaussianProcessClassification leak = GaussianProcessClassification.of(pipes, "leaks").on("age", "pressure");
 * leak.predict(leak.fit(), Data.of("age", 40).and("pressure", 6)).of("E(leaks)[0]");
 * }</pre>
 *
 * <p>Priors, f on the scale of the logit: {@code level}, its mean, is N(0, 2.5); {@code deviation}, its standard deviation about that, is
 * HalfNormal(2.5); {@code length[…]}, in standard deviations of its predictor, is InverseGamma(5, 5), mostly between ½ and 3: the longer, the
 * less the predictor matters.
 *
 * <p>n rows are n latents and cost n³ a gradient: a few hundred; for more see {@link dev.jensen.models.gp}. In predictions {@code E(response)} is the
 * probability of a 1, what is uncertain of f between the data included. Immutable.
 */
public final class GaussianProcessClassification implements ReadyModel {
    private static final double WIDE = 2.5;
    private static final int NODES = 61;
    private static final double REACH = 6; // in standard deviations

    private final Data data;
    private final String response;
    private final LinearPredictor columns; // the names alone

    private GaussianProcessClassification(Data data, String response, LinearPredictor columns) {
        this.data = data;
        this.response = response;
        this.columns = columns;
    }

    /**
     * Classification of rows into 0 and 1.
     *
     * @param data a row for each observation
     * @param response the column of y, 0 or 1, both of them present
     * @throws IllegalArgumentException if the column is missing, or holds another number: which row
     */
    public static GaussianProcessClassification of(Data data, String response) {
        double[] y = Predictors.finite(data, response);
        Response.LOGISTIC.check(response, y);
        if (Predictors.deviation(y) == 0) {
            throw new IllegalArgumentException("response \"" + response + "\" is " + y[0] + " in all " + y.length
                    + " rows: there is nothing to tell apart");
        }
        return new GaussianProcessClassification(data, response, LinearPredictor.none(data, response));
    }

    /**
     * Takes predictors, beside those it has.
     *
     * @param predictors columns of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, constant, given twice or not finite: which row
     */
    public GaussianProcessClassification on(String... predictors) {
        return new GaussianProcessClassification(data, response, columns.on(predictors));
    }

    @Override
    public Model model() {
        Predictors standard = columns.required(response);
        double[][] points = standard.of(data);
        return Model.of("Gaussian process classification of " + response, data, (m, rows) -> {
            Plate predictor = m.plate("predictor", standard.names());
            Expr level = m.latent("level", Normal.of(0, WIDE));
            Expr deviation = m.latent("deviation", HalfNormal.of(WIDE));
            Expr length = m.latent("length", InverseGamma.of(5, 5), predictor).toAxis();
            LatentFunction f = GaussianProcess.of(SquaredExponential.of(deviation, length))
                    .mean(level)
                    .latent(m, "f", points, Surrogate.ofClasses(data.doubles(response)));
            double[][] at = standard.of(rows);
            Plate row = m.plate("row", at.length);
            if (rows.has(response)) {
                m.observe(response, Bernoulli.ofLogit(f.values(row)), rows.observed(response), row);
            } else {
                Expr spread = f.variance(at).max(0).sqrt().toRows(row);
                m.observe(
                        response,
                        Bernoulli.of(probability(f.mean(at).toRows(row), spread)),
                        rows.observed(response),
                        row);
            }
        });
    }

    /** E sigmoid(mean + spread z), z standard normal, by the trapezoidal rule. */
    private static Expr probability(Expr mean, Expr spread) {
        double total = 0;
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < NODES; k++) {
            double z = REACH * (2.0 * k / (NODES - 1) - 1);
            total += Math.exp(-0.5 * z * z);
        }
        for (int k = 0; k < NODES; k++) {
            double z = REACH * (2.0 * k / (NODES - 1) - 1);
            double weight = Math.exp(-0.5 * z * z) / total;
            terms.add(mean.plus(spread.times(z)).sigmoid().times(weight));
        }
        return Expr.total(terms).min(1);
    }

    @Override
    public Summary summary(Fit fit) {
        return model().own(fit).summary().only("level", "deviation", "length");
    }

    @Override
    public Draws predict(Fit fit, Data rows) {
        return model().own(fit).predict(columns.only(rows));
    }

    @Override
    public String toString() {
        return "Gaussian process classification of " + response + columns;
    }
}
