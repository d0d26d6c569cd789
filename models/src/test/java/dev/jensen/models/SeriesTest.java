package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.distribution.AutoRegressive;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.GaussianRandomWalk;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Latent series: named by the labels of their times, and continued in predictions. 4,000 draws, 4 standard errors each. */
class SeriesTest {
    private static final int DRAWS = 4000;

    private static Fit fit(IntFunction<Continuous> law) {
        Data data = Data.of("year", List.of("2021", "2022", "2023")).and("y", 1.0, 1.5, 2.5);
        Model model = Model.of("levels", data, (m, given) -> {
            var year = m.plate("year", given.levels("year").labels());
            var level = m.series("level", law.apply(year.size()), year);
            m.derive("double", level.times(2));
            m.observe("y", Normal.of(level, 0.5), given.observed("y"), year);
        });
        return LaplaceApproximation.of(model.density()).fit(1);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    private static double[] minus(double[] a, double[] b, double factor) {
        double[] out = new double[a.length];
        Arrays.setAll(out, i -> a[i] - factor * b[i]);
        return out;
    }

    @Test
    void timesNameTheElements() {
        Fit fit = fit(n -> GaussianRandomWalk.of(0.3, n));
        assertTrue(fit.summary().row("level[2022]").mean() > 1);
        assertEquals(2 * fit.draws(5).of("level[2023]")[4], fit.draws(5).of("double[2023]")[4], 1e-12);
    }

    @Test
    void aWalkGoesOnFromWhereItWas() {
        Fit fit = fit(n -> GaussianRandomWalk.of(0.3, n));
        Draws draws = fit.predict(Data.of("year", List.of("2021", "2022", "2023", "2024", "2025")), DRAWS, 3);
        assertArrayEquals(fit.draws(DRAWS, 3).of("level[2022]"), draws.of("level[2022]"));
        double[] step = minus(draws.of("level[2025]"), draws.of("level[2024]"), 1);
        assertEquals(0, mean(step), 4 * 0.3 / 63);
        assertEquals(0.09, variance(step), 4 * 0.09 * Math.sqrt(2.0 / DRAWS));
        double[] first = minus(draws.of("level[2024]"), draws.of("level[2023]"), 1);
        assertEquals(0, mean(first), 4 * 0.3 / 63);
        assertEquals(0.09, variance(first), 4 * 0.09 * Math.sqrt(2.0 / DRAWS));
    }

    @Test
    void anAutoregressionGoesOnByItsCoefficients() {
        Fit fit = fit(n -> AutoRegressive.of(Expr.constant(new double[] {0.6, 0.2}), Expr.constant(0.4), n));
        Draws draws = fit.predict(Data.of("year", List.of("2021", "2022", "2023", "2024")), DRAWS, 4);
        double[] news =
                minus(minus(draws.of("level[2024]"), draws.of("level[2023]"), 0.6), draws.of("level[2022]"), 0.2);
        assertEquals(0, mean(news), 4 * 0.4 / 63);
        assertEquals(0.16, variance(news), 4 * 0.16 * Math.sqrt(2.0 / DRAWS));
    }

    private static void assertRefused(String message, Fit fit, String... years) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> fit.predict(Data.of("year", List.of(years))))
                        .getMessage());
    }

    @Test
    void whatCannotGoOnIsRefused() {
        assertRefused(
                "latent \"level[2020]\" cannot be drawn: elements that come after it were fitted, and a GaussianRandomWalk law is"
                        + " only drawn forwards: predict for elements that follow those fitted",
                fit(n -> GaussianRandomWalk.of(0.3, n)),
                "2020",
                "2021");
        assertRefused(
                "latent \"level[2024]\" cannot be drawn: the 3 elements before it were fitted, and a MultivariateNormal law does"
                        + " not say how they go on: take a law of series, such as GaussianRandomWalk or AutoRegressive",
                fit(n -> MultivariateNormal.of(Expr.zeros(n), Expr.constant(unit(n)))),
                "2021",
                "2022",
                "2023",
                "2024");
    }

    private static double[][] unit(int n) {
        double[][] unit = new double[n][n];
        for (int i = 0; i < n; i++) {
            unit[i][i] = 1;
        }
        return unit;
    }
}
