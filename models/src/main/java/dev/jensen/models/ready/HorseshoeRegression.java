package dev.jensen.models.ready;

import dev.jensen.core.distribution.HalfCauchy;
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
 * Linear or logistic regression on many predictors of which few matter: slopes under the regularised horseshoe, which leaves those of the
 * few alone and shrinks the others to about 0.
 *
 * <pre>
 *   slope_j ~ N(0, λ̃_j),   1/λ̃_j² = 1/c² + 1/(τ λ_j)²,   λ_j ~ HalfCauchy(1),   τ ~ HalfCauchy(τ₀)
 * </pre>
 *
 * <p>The λ are summed out, on 32 quantiles of their law, and slopes are fitted as τ sinh u, which leaves a posterior that a fit reaches
 * with far less trouble.
 *
 * <p>Piironen and Vehtari (2017), "Sparsity information and regularization in the horseshoe and other shrinkage priors".
 *
 * <pre>{@code
 * HorseshoeRegression genes = HorseshoeRegression.logistic(patients, "relapse").on(hundred).expecting(5);
 * genes.summary(genes.fit());
 * }</pre>
 *
 * <p>Priors, for slopes of one standard deviation of a predictor, with s the response's standard deviation for the linear and 2 for the logistic
 * kind, n rows, D predictors of which p are expected to matter: τ₀ = p/(D − p) s/√n; c = 2.5 s, which is the standard deviation of a slope
 * that is left alone; the intercept at the means is N(mean response, 2.5 s), or N(0, 5)
 * for the logistic kind; the residual standard deviation is Exponential(1/s).
 *
 * <p>Such posteriors are hard: slopes at the edge of the noise have two modes, one at 0. Read the fit's verdict. Draws and summaries
 * name {@code intercept}, where all predictors are 0, {@code slope[…]} on the predictors' own scale, and {@code sigma}. Immutable.
 */
public final class HorseshoeRegression implements ReadyModel {
    private static final double LOGISTIC_DEVIATION = 2; // of a response with probability ½, on the scale of the logit

    private static final double WIDE = 2.5;

    private final Response kind;
    private final LinearPredictor linear;
    private final String response;
    private final double expected;

    private HorseshoeRegression(Response kind, LinearPredictor linear, String response, double expected) {
        this.kind = kind;
        this.linear = linear;
        this.response = response;
        this.expected = expected;
    }

    private static HorseshoeRegression of(Response kind, Data data, String response) {
        kind.check(response, Predictors.finite(data, response));
        return new HorseshoeRegression(kind, LinearPredictor.none(data, response), response, 1);
    }

    /**
     * The linear kind: y ~ N(η, sigma).
     *
     * @param data a row for each observation
     * @param response the column of y, finite
     * @throws IllegalArgumentException if the column is missing, or one and the same number
     */
    public static HorseshoeRegression linear(Data data, String response) {
        return of(Response.LINEAR, data, response);
    }

    /**
     * The logistic kind: y ~ Bernoulli(sigmoid(η)).
     *
     * @param data a row for each observation
     * @param response the column of y, 0 or 1
     * @throws IllegalArgumentException if the column is missing, or holds another number: which row
     */
    public static HorseshoeRegression logistic(Data data, String response) {
        return of(Response.LOGISTIC, data, response);
    }

    /**
     * Takes predictors, beside those it has.
     *
     * @param columns of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, constant, given twice or not finite: which row
     */
    public HorseshoeRegression on(String... columns) {
        return new HorseshoeRegression(kind, linear.on(columns), response, expected);
    }

    /**
     * Says how many predictors are expected to matter, 1 unless told; a guess will do.
     *
     * @param relevant above 0, fewer than there are predictors
     */
    public HorseshoeRegression expecting(double relevant) {
        if (!(relevant > 0 && relevant < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("predictors expected to matter must be more than 0: " + relevant);
        }
        return new HorseshoeRegression(kind, linear, response, relevant);
    }

    @Override
    public Model model() {
        List<String> names = linear.predictors();
        if (!(expected < names.size())) {
            throw new IllegalArgumentException("of " + names.size() + " predictors " + expected
                    + " are expected to matter: a horseshoe is for few of many; name more with on(…), or expect fewer");
        }
        double[] y = linear.data().doubles(response);
        double scale = kind == Response.LINEAR ? kind.scale(y) : LOGISTIC_DEVIATION;
        double shrinkage = expected / (names.size() - expected) * scale / Math.sqrt(y.length);
        Predictors standard = Predictors.of(linear.data(), names);
        return Model.of("horseshoe regression of " + response, linear.data(), (m, rows) -> {
            Plate row = m.plate("row", rows.rows());
            Plate predictor = m.plate("predictor", names);
            Expr centred = m.latent("intercept at the means", Normal.of(kind.centre(y), WIDE * scale));
            Expr tau = m.latent("global scale", HalfCauchy.of(shrinkage));
            Horseshoe law = new Horseshoe(tau, WIDE * scale);
            Expr u = m.latent("coordinate of slope", law.ofCoordinate(), predictor);
            Expr slope = m.derive("slope for a standard deviation", law.at(u));
            Expr own = m.derive(
                    "slope",
                    slope.dividedBy(m.data("predictor's standard deviation", standard.deviations(), predictor)));
            Expr shift = own.times(m.data("predictor's mean", standard.means(), predictor))
                    .toAxis()
                    .sum();
            m.derive("intercept", centred.minus(shift));
            Expr eta = centred.plus(m.data("predictors", standard.of(rows), row).dot(slope.toAxis()));
            m.observe(response, kind.law(m, eta, scale), rows.observed(response), row);
        });
    }

    @Override
    public Summary summary(Fit fit) {
        List<String> shown = new ArrayList<>(List.of("intercept", "slope"));
        if (kind == Response.LINEAR) {
            shown.add("sigma");
        }
        return model().own(fit).summary().only(shown.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return "horseshoe, " + kind + " regression of " + response + linear;
    }
}
