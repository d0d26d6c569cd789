package dev.jensen.models.ready;

import static dev.jensen.models.ready.Made.assertRow;
import static dev.jensen.models.ready.Made.mean;
import static dev.jensen.models.ready.Made.refusal;
import static dev.jensen.models.ready.Made.uniform;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import org.junit.jupiter.api.Test;

/** Against NUTS of NumPyro 0.22 on the same models: means and deviations. */
class GaussianProcessesTest {
    private static final int N = 40;

    private static double a(int j) {
        return uniform(j, 11) * 6;
    }

    private static double b(int j) {
        return uniform(j, 12) * 10;
    }

    private static Data data(int n) {
        return Data.of("a", Made.column(n, GaussianProcessesTest::a))
                .and("b", Made.column(n, GaussianProcessesTest::b))
                .and("y", Made.column(n, j -> 3 + Math.sin(a(j)) + 0.1 * b(j) + 0.6 * (uniform(j, 13) - 0.5)))
                .and("yes", Made.column(n, j -> Math.sin(a(j)) + 1.5 * (uniform(j, 14) - 0.5) > 0 ? 1 : 0))
                .and("same", Made.column(n, j -> 1));
    }

    @Test
    void regression() {
        GaussianProcessRegression curve =
                GaussianProcessRegression.of(data(N), "y").on("a", "b");
        Fit fit = curve.fit();
        Summary all = curve.summary(fit);
        assertRow(all, "length[a]", 0.9738, 0.1977, 0.15);
        assertRow(all, "length[b]", 4.1926, 1.7007, 0.15);
        assertRow(all, "deviation", 1.0415, 0.323, 0.15);
        assertRow(all, "noise", 0.1682, 0.0236, 0.15);
        assertRow(all, "level", 3.2984, 0.4971, 0.15);
        Draws draws = curve.predict(fit, Data.of("a", 2, 5).and("b", 5, 1).and("y", 0, 0));
        assertEquals(4.3966, mean(draws, "E(y)[0]"), 0.006);
        assertEquals(2.106, mean(draws, "E(y)[1]"), 0.006);
        assertEquals(0.1925, draws.summary().row("y[0]").sd(), 0.02);
        assertEquals(0.1849, draws.summary().row("y[1]").sd(), 0.02);
    }

    @Test
    void classification() {
        GaussianProcessClassification classes =
                GaussianProcessClassification.of(data(16), "yes").on("a");
        Fit fit = classes.model().fitting().fullRank().fit(); // a Gaussian does for probabilities, and is soon found
        Draws draws = classes.predict(fit, Data.of("a", 1.5, 4.5, 3.1));
        assertEquals(0.9151, mean(draws, "E(yes)[0]"), 0.03);
        assertEquals(0.0531, mean(draws, "E(yes)[1]"), 0.03);
        assertEquals(0.6445, mean(draws, "E(yes)[2]"), 0.06);
        assertRow(classes.summary(fit), "level", -0.014, 1.9114, 0.2);
        String lacking = refusal(() -> classes.predict(fit, Data.of("b", 1.5)));
        assertTrue(lacking.contains("\"a\""), lacking);
    }

    @Test
    void saysWhatDoesNotFit() {
        Data data = data(N);
        GaussianProcessRegression curve = GaussianProcessRegression.of(data, "y");
        assertEquals("\"y\" is a function of nothing yet: name a predictor with on(…)", refusal(curve::model));
        assertTrue(refusal(() -> curve.on("c")).contains("\"c\""));
        assertTrue(refusal(() -> curve.on("same")).contains("1.0 in all 40 rows"));
        assertTrue(refusal(() -> GaussianProcessClassification.of(data, "y")).contains("must be 0 or 1"));
        assertTrue(refusal(() -> GaussianProcessClassification.of(data, "same")).contains("is 1.0 in all 40 rows"));
        assertTrue(refusal(() -> GaussianProcessRegression.of(Data.of("y", 1, Double.NaN), "y"))
                .contains("row 1 is NaN"));
    }
}
