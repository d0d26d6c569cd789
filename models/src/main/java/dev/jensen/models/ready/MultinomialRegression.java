package dev.jensen.models.ready;

import dev.jensen.core.distribution.Categorical;
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
 * Regression of categories without an order, each against the first, with any number of grouped effects:
 *
 * <pre>
 *   log P(category k) − log P(first) = η_k = intercept_k + Σ slope_kj x_j + Σ_groups (effect of the row's level + Σ its own slopes x_j)
 * </pre>
 *
 * <pre>{@code
 * MultinomialRegression travel = MultinomialRegression.of(trips, "mode", "car", "train", "bike").on("km", "rain");
 * Draws draws = travel.predict(travel.fit(), Data.of("km", 3).and("rain", 0));
 * draws.of("P(mode = bike)[0]");
 * }</pre>
 *
 * <p>Priors, on the scale of the logit: each intercept at the predictors' means is N(0, 2.5); a slope is N(0, 2.5) for a standard deviation of its
 * predictor; effects of a group's levels are N(0, τ), τ ~ Exponential(1), for each category its own.
 *
 * <p>Draws and summaries name for each category k but the first {@code intercept of k}, where all predictors are 0, {@code slope of k[…]} on the
 * predictors' own scale, and of a group g {@code sd of g of k} and {@code g of k[level]}. A prediction draws the number of the category,
 * from 0 for the first, with {@code P(response = category)} for each. Immutable.
 */
public final class MultinomialRegression implements ReadyModel {
    private final Data data;
    private final String response;
    private final Categories categories;
    private final LinearPredictor linear;

    private MultinomialRegression(Data data, String response, Categories categories, LinearPredictor linear) {
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
     * @param categories all of them, first the one that the others are compared to; where none is named, those that are found, whole
     *     numbers in their order and names in the alphabet's
     * @throws IllegalArgumentException if the column is missing, a row holds another category, or no row one of these
     */
    public static MultinomialRegression of(Data data, String response, String... categories) {
        Categories known = Categories.of(
                response, categories.length == 0 ? Categories.found(data, response) : List.of(categories));
        known.requireAll(data);
        return new MultinomialRegression(data, response, known, LinearPredictor.none(data, response));
    }

    /**
     * Takes predictors, beside those it has.
     *
     * @param columns of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, constant, given twice or not finite: which row
     */
    public MultinomialRegression on(String... columns) {
        return new MultinomialRegression(data, response, categories, linear.on(columns));
    }

    /**
     * Gives each level of a group effects of its own, and slopes of its own of some predictors.
     *
     * @param column of names or whole numbers: the group of each row
     * @param slopes predictors whose slopes vary by level
     * @throws IllegalArgumentException if the column is missing or has one level only, or a slope is of no predictor
     */
    public MultinomialRegression groupedBy(String column, String... slopes) {
        return new MultinomialRegression(data, response, categories, linear.groupedBy(column, slopes));
    }

    private List<String> compared() {
        return categories.names().stream().skip(1).map(name -> " of " + name).toList();
    }

    @Override
    public Model model() {
        return Model.of("multinomial regression of " + response, data, (m, rows) -> {
            Plate row = m.plate("row", rows.rows());
            LinearPredictor.Stated stated = linear.in(m, rows, row);
            List<Expr> etas = new ArrayList<>(List.of(Expr.constant(0)));
            for (String of : compared()) {
                Expr centred = m.latent("intercept at the means" + of, Normal.of(0, 2.5));
                LinearPredictor.Effects effects = stated.effects(of, 1);
                m.derive("intercept" + of, centred.minus(effects.shift()));
                etas.add(centred.plus(effects.eta()));
            }
            Expr logits = Expr.concat(etas);
            Expr total = logits.logSumExp();
            categories.deriveProbabilities(
                    m, rows, etas.stream().map(eta -> eta.minus(total)).toList(), row);
            m.observe(response, Categorical.ofLogits(logits), categories.observed(rows), row);
        });
    }

    @Override
    public Summary summary(Fit fit) {
        List<String> shown = new ArrayList<>();
        for (String of : compared()) {
            shown.add("intercept" + of);
            shown.addAll(linear.shown(of));
        }
        return model().own(fit).summary().only(shown.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return "multinomial regression of " + response + linear;
    }
}
