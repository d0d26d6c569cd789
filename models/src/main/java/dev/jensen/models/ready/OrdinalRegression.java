package dev.jensen.models.ready;

import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * Regression of ordered categories by proportional odds (McCullagh 1980, "Regression models for ordinal data"), with any number of grouped
 * effects:
 *
 * <pre>
 *   P(y ≤ category k) = sigmoid(cutpoint_k − η),   η = Σ slope_j x_j + Σ_groups (effect of the row's level + Σ its own slopes x_j)
 * </pre>
 *
 * <p>A higher η makes higher categories likelier; exp(slope) is an odds ratio.
 *
 * <pre>{@code
 * OrdinalRegression pain = OrdinalRegression.of(patients, "pain", "none", "mild", "severe").on("age").groupedBy("clinic");
 * Draws draws = pain.predict(pain.fit(), Data.of("age", 50).and("clinic", "north"));
 * draws.of("P(pain = severe)[0]");
 * }</pre>
 *
 * <p>Priors: the categories' probabilities at the predictors' means are Dirichlet(1, …, 1), which places the cut points; a slope is N(0, 2.5)
 * for a standard deviation of its predictor, on the scale of the logit; effects of a group's levels are N(0, τ), τ ~ Exponential(1).
 *
 * <p>Draws and summaries name {@code cutpoint[low|high]} for predictors at 0, {@code slope[…]} on the predictors' own scale, and of groups
 * what {@link Regression} names. A prediction draws the number of the category, from 0 for the lowest, with
 * {@code P(response = category)} for each. Immutable.
 */
public final class OrdinalRegression implements ReadyModel {
    private final Data data;
    private final String response;
    private final Categories categories;
    private final LinearPredictor linear;

    private OrdinalRegression(Data data, String response, Categories categories, LinearPredictor linear) {
        this.data = data;
        this.response = response;
        this.categories = categories;
        this.linear = linear;
    }

    /**
     * Regression of a column of categories.
     *
     * @param data a row for each observation
     * @param response the column of names or whole numbers
     * @param order the categories, lowest first; whole numbers need not be named
     * @throws IllegalArgumentException if the column is missing, a row holds another category, or no row one of these
     */
    public static OrdinalRegression of(Data data, String response, String... order) {
        Categories categories = Categories.of(response, Categories.ordered(data, response, order));
        categories.requireAll(data);
        return new OrdinalRegression(data, response, categories, LinearPredictor.none(data, response));
    }

    /**
     * Takes predictors, beside those it has.
     *
     * @param columns of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, constant, given twice or not finite: which row
     */
    public OrdinalRegression on(String... columns) {
        return new OrdinalRegression(data, response, categories, linear.on(columns));
    }

    /**
     * Gives each level of a group an effect of its own, and slopes of its own of some predictors.
     *
     * @param column of names or whole numbers: the group of each row
     * @param slopes predictors whose slopes vary by level
     * @throws IllegalArgumentException if the column is missing or has one level only, or a slope is of no predictor
     */
    public OrdinalRegression groupedBy(String column, String... slopes) {
        return new OrdinalRegression(data, response, categories, linear.groupedBy(column, slopes));
    }

    @Override
    public Model model() {
        int last = categories.names().size() - 1;
        return Model.of("ordinal regression of " + response, data, (m, rows) -> {
            Plate row = m.plate("row", rows.rows());
            Plate between = m.plate("between", categories.pairs());
            Expr shares = m.latent("probability at the means", Dirichlet.symmetric(last + 1, 1));
            Expr below = shares.cumulativeSum(0).slice(0, last);
            List<Expr> logits = new ArrayList<>();
            for (int k = 0; k < last; k++) {
                logits.add(below.at(k)
                        .log()
                        .minus(shares.slice(k + 1, last + 1).sum().log()));
            }
            LinearPredictor.Effects effects = linear.in(m, rows, row).effects("", 1);
            m.derive("cutpoint", Expr.concat(logits).plus(effects.shift()).toRows(between));
            List<Expr> logs = logProbabilities(effects.eta(), logits);
            categories.deriveProbabilities(m, rows, logs, row);
            m.observe(response, Categorical.ofLogits(Expr.concat(logs)), categories.observed(rows), row);
        });
    }

    /** log P(k) = log σ(c_k − η) + log σ(η − c_{k−1}) + log(1 − exp(c_{k−1} − c_k)): nothing is lost however far η is. */
    private static List<Expr> logProbabilities(Expr eta, List<Expr> cuts) {
        List<Expr> logs = new ArrayList<>();
        for (int k = 0; k <= cuts.size(); k++) {
            Expr log = Expr.constant(0);
            if (k < cuts.size()) {
                log = log.minus(eta.minus(cuts.get(k)).softplus());
            }
            if (k > 0) {
                log = log.minus(cuts.get(k - 1).minus(eta).softplus());
            }
            if (k > 0 && k < cuts.size()) {
                log = log.plus(
                        cuts.get(k - 1).minus(cuts.get(k)).expm1().negate().log());
            }
            logs.add(log);
        }
        return logs;
    }

    @Override
    public Summary summary(Fit fit) {
        List<String> shown = new ArrayList<>(List.of("cutpoint"));
        shown.addAll(linear.shown(""));
        return model().own(fit).summary().only(shown.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return "ordinal regression of " + response + linear;
    }
}
