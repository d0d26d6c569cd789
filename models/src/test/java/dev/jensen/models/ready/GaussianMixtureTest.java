package dev.jensen.models.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import org.junit.jupiter.api.Test;

/** Against NUTS of NumPyro 0.22 on the same model, its choices summed out, and the same data: two chains of 4,000 draws. */
class GaussianMixtureTest {
    private static final int N = 90;

    private static Data data() {
        double[] x = new double[N];
        double[] w = new double[N];
        for (int i = 0; i < N; i++) {
            boolean low = Wave.uniform(i, 1) < 0.35;
            x[i] = low ? -2 + 0.7 * Wave.normal(i, 2) : 2 + 1.2 * Wave.normal(i, 3);
            w[i] = low ? 10 + 2 * Wave.normal(i, 4) : 14 + 2 * Wave.normal(i, 5);
        }
        return Data.of("x", x).and("w", w);
    }

    private static void assertRow(Summary summary, String name, double mean, double sd) {
        Summary.Row row = summary.row(name);
        assertEquals(mean, row.mean(), 0.15 * sd, name);
        assertEquals(sd, row.sd(), 0.15 * sd, name);
    }

    /** By full rank with few draws, reweighted, which is quick. */
    @Test
    void twoColumns() {
        GaussianMixture mixture = GaussianMixture.of(data(), 2, "x", "w");
        Fit fit = FixedDrawVi.of(mixture.model().density(), FullRankGaussian.of(9))
                .draws(256, 256)
                .startAtMode()
                .fit(1);
        Summary all = fit.weighted().summary();
        assertRow(all, "weight[0]", 0.2892, 0.0564);
        assertRow(all, "mean of x[0]", -2.0911, 0.19);
        assertRow(all, "mean of x[1]", 1.5324, 0.2061);
        assertRow(all, "sd of x[0]", 0.7156, 0.1495);
        assertRow(all, "sd of x[1]", 1.3725, 0.1544);
        assertRow(all, "mean of w[0]", 10.2226, 0.4794);
        assertRow(all, "mean of w[1]", 14.0699, 0.3059);
        assertRow(all, "sd of w[0]", 2.0214, 0.3361);
        assertRow(all, "sd of w[1]", 2.4076, 0.216);
        Summary now =
                mixture.predict(fit, Data.of("x", 0.2, -2).and("w", 12, 10)).summary();
        assertEquals(0.0149, now.row("density[0]").mean(), 0.0005);
        assertEquals(0.0312, now.row("density[1]").mean(), 0.0013);
        assertEquals(0.9687, now.row("P(component=1)[0]").mean(), 0.012);
        assertEquals(0.0127, now.row("P(component=1)[1]").mean(), 0.003);
        assertTrue(refusal(() -> mixture.predict(fit, Data.of("x", 0.2))).contains("\"w\""));
    }

    // ---------------------------------------------------------------- bad input

    private static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    @Test
    void saysWhatDoesNotFit() {
        Data data = data();
        assertTrue(refusal(() -> GaussianMixture.of(data, 2, "z")).contains("\"z\""));
        assertEquals("a mixture needs at least 2 components: 1", refusal(() -> GaussianMixture.of(data, 1, "x")));
        assertEquals(
                "a mixture needs columns, each named once: [x, x]",
                refusal(() -> GaussianMixture.of(data, 2, "x", "x")));
        assertTrue(refusal(() -> GaussianMixture.of(Data.of("x", 1, Double.NaN, 3), 2, "x"))
                .contains("row 1 is NaN"));
        assertTrue(
                refusal(() -> GaussianMixture.of(Data.of("x", 1, 1, 1), 2, "x")).contains("1.0 in all 3 rows"));
        assertEquals(
                "column \"x\" has 2 rows: a mixture of 3 components needs at least 3; give more rows, or ask for less",
                refusal(() -> GaussianMixture.of(Data.of("x", 1, 2), 3, "x")));
    }
}
