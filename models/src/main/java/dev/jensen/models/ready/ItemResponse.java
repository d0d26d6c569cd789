package dev.jensen.models.ready;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import dev.jensen.models.io.Levels;

/**
 * Item response: persons answer items, right (1) or wrong (0). One row of the data is one answer; nobody need answer all items.
 *
 * <pre>
 *   P(person i answers item j) = sigmoid(discrimination_j (ability_i − difficulty_j))
 * </pre>
 *
 * <p>With one parameter an item (1PL, Rasch), the discrimination is one for all; with two (2PL), each item has its own.
 *
 * <pre>{@code
 * ItemResponse exam = ItemResponse.twoParameters(answers, "student", "question", "right");
 * Fit fit = exam.fit();
 * exam.predict(fit, Data.of("student", List.of("new")).and("question", List.of("q7"))).summary();   // E(right): its probability
 * }</pre>
 *
 * <p>Priors: abilities are N(0, 1), which fixes origin and unit; difficulties N(μ, σ), with μ ~ N(0, 2) and σ ~ Exponential(½);
 * discriminations LogNormal(0, ½), positive, which fixes the direction.
 *
 * <p>Draws and summaries name {@code ability[person]}, {@code difficulty[item]}, {@code mean difficulty}, {@code sd of difficulty}, and
 * {@code discrimination}, of each item where it has its own. A prediction gives {@code E(answer)}, the probability of a right one, and
 * draws of it; persons that were not fitted are drawn from N(0, 1), items that were not fitted from the population of the others.
 * Immutable.
 */
public final class ItemResponse implements ReadyModel {
    private final Data data;
    private final String person;
    private final String item;
    private final String answer;
    private final boolean two;

    private ItemResponse(Data data, String person, String item, String answer, boolean two) {
        if (data.isNames(answer)) {
            throw new IllegalArgumentException("answers \"" + answer
                    + "\" must be a column of 0 and 1, not of names: name person, item and answer in this order");
        }
        Response.LOGISTIC.check(answer, Predictors.finite(data, answer));
        several(data, person, "person");
        several(data, item, "item");
        this.data = data;
        this.person = person;
        this.item = item;
        this.answer = answer;
        this.two = two;
    }

    private static void several(Data data, String column, String what) {
        Levels levels = data.levels(column);
        if (levels.size() < 2) {
            throw new IllegalArgumentException("column \"" + column + "\" has the one " + what + " \""
                    + levels.labels().get(0) + "\": abilities cannot be told from difficulties; give at least 2");
        }
    }

    /**
     * The model with one parameter an item, its difficulty.
     *
     * @param data a row for each answer
     * @param person the column that names who answered
     * @param item the column that names what
     * @param answer the column of 0 and 1
     * @throws IllegalArgumentException if a column is missing, an answer is not 0 or 1: which row; or if there is one person or item only
     */
    public static ItemResponse oneParameter(Data data, String person, String item, String answer) {
        return new ItemResponse(data, person, item, answer, false);
    }

    /**
     * The model with two parameters an item, its difficulty and its discrimination.
     *
     * @param data a row for each answer
     * @param person the column that names who answered
     * @param item the column that names what
     * @param answer the column of 0 and 1
     * @throws IllegalArgumentException if a column is missing, an answer is not 0 or 1: which row; or if there is one person or item only
     */
    public static ItemResponse twoParameters(Data data, String person, String item, String answer) {
        return new ItemResponse(data, person, item, answer, true);
    }

    @Override
    public Model model() {
        return Model.of("item response", data, (m, rows) -> {
            Levels persons = rows.levels(person);
            Levels items = rows.levels(item);
            Plate who = m.plate(person, persons.labels());
            Plate what = m.plate(item, items.labels());
            Plate row = m.plate("row", persons.index().length);
            IntColumn ofPerson = m.index(person + " of row", persons.index(), row, who);
            IntColumn ofItem = m.index(item + " of row", items.index(), row, what);
            Expr ability = m.latent("ability", Normal.of(0, 1), who);
            Expr mean = m.latent("mean difficulty", Normal.of(0, 2));
            Expr deviation = m.latent("sd of difficulty", Exponential.of(0.5));
            Expr difficulty = m.latent("difficulty", Normal.of(mean, deviation).auto(), what);
            LogNormal slope = LogNormal.of(0, 0.5);
            Expr discrimination =
                    two ? m.latent("discrimination", slope, what).gather(ofItem) : m.latent("discrimination", slope);
            Expr logit = discrimination.times(ability.gather(ofPerson).minus(difficulty.gather(ofItem)));
            m.observe(answer, Bernoulli.ofLogit(logit), rows.observed(answer), row);
        });
    }

    @Override
    public Summary summary(Fit fit) {
        return model().own(fit)
                .summary()
                .only("mean difficulty", "sd of difficulty", "difficulty", "discrimination", "ability");
    }

    @Override
    public String toString() {
        return (two ? "2PL" : "1PL") + " item response: " + answer + " of " + person + " to " + item;
    }
}
