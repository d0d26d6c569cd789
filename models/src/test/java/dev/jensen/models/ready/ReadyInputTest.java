package dev.jensen.models.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import dev.jensen.models.io.Levels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What ready models say when they are given something else than they need. */
class ReadyInputTest {
    private static final double[] X = {0.2, -1, 1.4, 0.7, -0.3};

    private static String message(Executable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong).getMessage();
    }

    @Test
    void dataWithoutRowsAreRefused() {
        Data none = Data.of("y", new double[0]).and("x", new double[0]);
        assertEquals(
                "column \"y\" has no rows: check that the data were read", message(() -> Regression.linear(none, "y")));
        assertEquals(
                "column \"x\" has no rows: check that the data were read",
                message(() -> GaussianMixture.of(none, 2, "x")));
    }

    @Test
    void columnsInAnotherOrderAreRecognised() {
        Data answers =
                Data.of("right", 1, 0, 1, 1).and("who", "a", "a", "b", "b").and("what", "q", "r", "q", "r");
        assertEquals(
                "answers \"what\" must be a column of 0 and 1, not of names: name person, item and answer in this order",
                message(() -> ItemResponse.oneParameter(answers, "right", "who", "what")));
    }

    @Test
    void aRowWithoutAGroupIsNamed() {
        assertEquals(
                "row 1 of 2 has no name of its group: leave the row out, or give it a group such as \"unknown\"",
                message(() -> Levels.of(Arrays.asList("a", null))));
    }

    @Test
    void categoriesNeedNotBeNamedWhereTheirOrderIsKnown() {
        Data numbers = Data.of("stars", new int[] {3, 1, 10, 2, 1}).and("x", X);
        Model model = OrdinalRegression.of(numbers, "stars").on("x").model();
        assertEquals(
                "cutpoint[3|10]",
                model.variables().stream()
                        .filter(v -> v.name().equals("cutpoint"))
                        .findFirst()
                        .orElseThrow()
                        .componentName(2));
        Data names = Data.of("pet", "dog", "cat", "cat", "eel", "dog").and("x", X);
        assertTrue(MultinomialRegression.of(names, "pet").on("x").model().variables().stream()
                .anyMatch(v -> v.name().equals("intercept of eel")));
        assertEquals(
                "response \"pet\" holds names, whose order is not known: name the categories too, lowest first; there are"
                        + " [cat, dog, eel]",
                message(() -> OrdinalRegression.of(names, "pet")));
    }

    /** The same answer in metres, nanometres and light years. */
    @Test
    void theResponsesUnitDoesNotMatter() {
        double[] plain = fitted(1);
        for (double unit : new double[] {1e-9, 1e9}) {
            double[] other = fitted(unit);
            for (int k = 0; k < plain.length; k++) {
                assertEquals(plain[k], other[k] / unit, 0.05, "in units of " + unit);
            }
        }
    }

    private static double[] fitted(double unit) {
        double[] y = Made.column(40, i -> unit * (5 + Made.x(i) + Made.uniform(i, 3)));
        Regression line = Regression.linear(Data.of("y", y).and("x", Made.column(40, Made::x)), "y")
                .on("x");
        Summary all = line.summary(line.fit());
        return new double[] {
            all.row("intercept").mean(),
            all.row("slope[x]").mean(),
            all.row("sigma").mean()
        };
    }

    @Test
    void aRegressionsOwnDataAreUsed() {
        Data data = Data.of("y", X).and("a", 1, 2, 3, 4, 0).and("b", 1, 0, 1, 0, 0);
        assertEquals(
                List.of(),
                Regression.linear(data, "y").on("a", "b").model().check().findings());
        assertEquals(
                List.of(), Regression.linear(data, "y").on("a").model().check().findings());
    }
}
