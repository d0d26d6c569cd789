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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two slopes among six, against NUTS of NumPyro 0.22 on the same model, 6000 draws: means and deviations. */
class HorseshoeRegressionTest {
    private static final int N = 80;
    private static final int D = 6;

    private static Data data() {
        Data data = Data.of("y", Made.column(N, i -> 2 * uniform(i, 5) - 1.5 * uniform(i, 8) + uniform(i, 40) - 0.5));
        for (int j = 0; j < D; j++) {
            int k = j + 5;
            data = data.and("x" + j, Made.column(N, i -> uniform(i, k)));
        }
        return data;
    }

    private static String[] names() {
        return IntStream.range(0, D).mapToObj(j -> "x" + j).toArray(String[]::new);
    }

    @Test
    void linear() {
        HorseshoeRegression few = HorseshoeRegression.linear(data(), "y").on(names());
        Fit fit = few.fit();
        Summary all = few.summary(fit);
        assertRow(all, "slope[x0]", 1.8911, 0.1115, 0.15);
        assertRow(all, "slope[x1]", 0.0367, 0.0816, 0.15);
        assertRow(all, "slope[x2]", 0.0322, 0.0739, 0.15);
        assertRow(all, "slope[x3]", -1.4351, 0.1098, 0.15);
        assertRow(all, "slope[x4]", -0.0586, 0.087, 0.15);
        assertRow(all, "slope[x5]", 0.0108, 0.0726, 0.15);
        assertRow(all, "sigma", 0.294, 0.0245, 0.15);
        Data middle = Data.of("any", 0.5);
        for (String name : names()) {
            middle = middle.and(name, 0.5);
        }
        Draws draws = few.predict(fit, middle);
        assertEquals(0.25, mean(draws, "E(y)[0]"), 0.12);
    }

    /** The log density at intercept 0.4, log τ −1.5 and slopes 1.2 and −0.1: scipy 1.17, halfcauchy, norm and bernoulli. */
    @Test
    void logistic() {
        Data data = Data.of("y", Made.column(N, i -> uniform(i, 5) + 0.5 * uniform(i, 30) > 0.75 ? 1 : 0))
                .and("x0", Made.column(N, i -> uniform(i, 5)))
                .and("x1", Made.column(N, i -> uniform(i, 6)));
        HorseshoeRegression few = HorseshoeRegression.logistic(data, "y").on("x0", "x1");
        double[] value = new double[1];
        double[] u = {asinh(1.2 / Math.exp(-1.5)), asinh(-0.1 / Math.exp(-1.5))};
        few.model().density().logDensity(1, new double[] {0.4, -1.5, u[0], u[1]}, value);
        double jacobian = -3 + Math.log(Math.cosh(u[0])) + Math.log(Math.cosh(u[1])); // of τ sinh u
        assertEquals(-35.33333182044953 + jacobian, value[0], 1e-9);
    }

    private static double asinh(double x) {
        return Math.copySign(Math.log(Math.abs(x) + Math.hypot(x, 1)), x);
    }

    @Test
    void aModelThatHasNoMistakesIsCleanAndDrawsItsPrior() {
        HorseshoeRegression few = HorseshoeRegression.linear(data(), "y").on(names());
        assertTrue(few.model().check().isClean(), () -> few.model().check().toString());
    }

    @Test
    void saysWhatDoesNotFit() {
        HorseshoeRegression few = HorseshoeRegression.linear(data(), "y").on("x0", "x1");
        assertTrue(refusal(() -> few.expecting(0)).contains("more than 0: 0.0"));
        assertTrue(refusal(() -> few.expecting(2).model()).contains("of 2 predictors 2.0 are expected to matter"));
        assertTrue(refusal(() -> few.on("z")).contains("\"z\""));
        assertTrue(refusal(() -> few.on("x1")).contains("is a predictor already"));
        assertTrue(refusal(() -> HorseshoeRegression.logistic(data(), "y")).contains("must be 0 or 1"));
    }
}
