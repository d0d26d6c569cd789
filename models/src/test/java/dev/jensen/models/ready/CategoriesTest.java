package dev.jensen.models.ready;

import static dev.jensen.models.ready.Made.assertRow;
import static dev.jensen.models.ready.Made.effect;
import static dev.jensen.models.ready.Made.mean;
import static dev.jensen.models.ready.Made.refusal;
import static dev.jensen.models.ready.Made.uniform;
import static dev.jensen.models.ready.Made.w;
import static dev.jensen.models.ready.Made.x;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ordinal and multinomial regression against NUTS of NumPyro 0.22 on the same models, two chains of 8000 draws: means and deviations. */
class CategoriesTest {
    private static final int N = 120;

    private static String grade(int i) {
        double s = 0.6 * (x(i) - 5) + effect(i) + 5 * (uniform(i, 1) - 0.5);
        return s > 2 ? "top" : s > 0.5 ? "good" : s > -1.5 ? "fair" : "poor";
    }

    private static String choice(int i) {
        double a = 3 * (uniform(i, 1) - 0.5);
        double b = 0.4 + 0.4 * (x(i) - 5) + 3 * (uniform(i, 2) - 0.5);
        double c = -0.3 + 30 * w(i) + 3 * (uniform(i, 3) - 0.5);
        return a >= b && a >= c ? "a" : b >= c ? "b" : "c";
    }

    private static Data data() {
        return Data.of("x", Made.column(N, Made::x))
                .and("w", Made.column(N, Made::w))
                .and("group", IntStream.range(0, N).map(Made::group).toArray())
                .and(
                        "grade",
                        IntStream.range(0, N).mapToObj(CategoriesTest::grade).toList())
                .and(
                        "choice",
                        IntStream.range(0, N).mapToObj(CategoriesTest::choice).toList());
    }

    @Test
    void ordinal() {
        OrdinalRegression grades = OrdinalRegression.of(data(), "grade", "poor", "fair", "good", "top")
                .on("x", "w")
                .groupedBy("group");
        var density = grades.model().density();
        Fit fit = FixedDrawVi.of(
                        density, FullRankGaussian.of(density.dimension())) // with few draws, reweighted, which is quick
                .draws(128, 128)
                .startAtMode()
                .fit(1);
        Summary all = fit.weighted().summary();
        assertRow(all, "cutpoint[poor|fair]", 1.6788, 0.5723);
        assertRow(all, "cutpoint[fair|good]", 4.2984, 0.7053);
        assertRow(all, "cutpoint[good|top]", 5.9136, 0.7928);
        assertRow(all, "slope[x]", 0.7969, 0.1132);
        assertRow(all, "slope[w]", 2.1693, 12.4738);
        assertRow(all, "sd of group", 0.8967, 0.3595);
        assertRow(all, "group[5]", -1.2543, 0.6048);
        assertTrue(grades.summary(fit).toString().contains("cutpoint"));
        Draws draws =
                grades.predict(fit, Data.of("x", 8, 2, 8).and("w", 0, 0, 0).and("group", new int[] {3, 5, 99}));
        assertTrue(mean(draws, "P(grade = top)[0]") > 0.75);
        assertTrue(mean(draws, "P(grade = poor)[1]") > 0.6);
        double total = 0;
        double expected = 0;
        for (String name : List.of("poor", "fair", "good", "top")) {
            double probability = mean(draws, "P(grade = " + name + ")[2]");
            expected += List.of("poor", "fair", "good", "top").indexOf(name) * probability;
            total += probability;
        }
        assertEquals(1, total, 1e-9);
        assertEquals(expected, mean(draws, "E(grade)[2]"), 1e-9);
    }

    @Test
    void multinomial() {
        MultinomialRegression choices =
                MultinomialRegression.of(data(), "choice", "a", "b", "c").on("x", "w");
        Fit fit = choices.fit();
        Summary all = choices.summary(fit);
        assertRow(all, "intercept of b", -2.3142, 0.624);
        assertRow(all, "slope of b[x]", 0.6034, 0.127);
        assertRow(all, "slope of b[w]", -17.2323, 16.398);
        assertRow(all, "intercept of c", -1.633, 0.7697);
        assertRow(all, "slope of c[x]", 0.1034, 0.1675);
        assertRow(all, "slope of c[w]", 59.6013, 25.7454);
        Draws draws = choices.predict(fit, Data.of("x", 8).and("w", 0));
        assertTrue(mean(draws, "P(choice = b)[0]") > 0.8);
        assertTrue(draws.of("choice[0]")[0] <= 2);
        String lacking = refusal(() -> choices.predict(fit, Data.of("x", 8)));
        assertTrue(lacking.contains("\"w\""), lacking);
    }

    /** Without predictors the probabilities are a conjugate Dirichlet's: mean (1 + count)/(K + n). */
    @Test
    void ordinalWithoutPredictors() {
        Data data = data();
        OrdinalRegression grades = OrdinalRegression.of(data, "grade", "poor", "fair", "good", "top");
        Draws draws = grades.predict(grades.fit(), Data.of("any", 0));
        double[] counts = {23, 43, 27, 27};
        List<String> names = List.of("poor", "fair", "good", "top");
        for (int k = 0; k < 4; k++) {
            assertEquals((1 + counts[k]) / 124, mean(draws, "P(grade = " + names.get(k) + ")[0]"), 0.004);
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        Data data = data();
        assertTrue(refusal(() -> OrdinalRegression.of(data, "mark", "a", "b")).contains("\"mark\""));
        assertEquals(
                "response \"grade\" needs two or more different categories, not [top]: there is nothing to tell apart",
                refusal(() -> OrdinalRegression.of(data, "grade", "top")));
        assertTrue(refusal(() -> OrdinalRegression.of(data, "grade", "poor", "fair", "top"))
                .contains("is \"good\", which is none of the categories [poor, fair, top]"));
        assertTrue(refusal(() -> MultinomialRegression.of(data, "choice", "a", "b", "c", "d"))
                .contains("is \"d\" in no row"));
        assertTrue(refusal(() ->
                        MultinomialRegression.of(data, "choice", "a", "b", "c").on("z"))
                .contains("\"z\""));
        assertTrue(refusal(() -> OrdinalRegression.of(Data.of("y", 0, 1).and("x", 1, Double.NaN), "y", "0", "1")
                        .on("x"))
                .contains("row 1 is NaN"));
        assertTrue(refusal(() -> OrdinalRegression.of(Data.of("y", 0, 1).and("x", 2, 2), "y", "0", "1")
                        .on("x"))
                .contains("2.0 in all 2 rows"));
    }
}
