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

/** Against NUTS of NumPyro 0.22 on the same models and data, two chains of 4,000 draws. */
class FactorAnalysisTest {
    private static final int N = 80;
    private static final double[][] LOADING = {{2, 0}, {1, 1.5}, {-1.5, 0.5}, {0.8, -0.8}, {0.3, 1.2}};
    private static final double[] MEAN = {1, 5, -3, 0, 2};
    private static final String[] NAMES = {"a", "b", "c", "d", "e"};

    private static Data data() {
        Data data = Data.empty();
        for (int j = 0; j < NAMES.length; j++) {
            double[] y = new double[N];
            for (int i = 0; i < N; i++) {
                y[i] = MEAN[j]
                        + LOADING[j][0] * Wave.normal(i, 6)
                        + LOADING[j][1] * Wave.normal(i, 7)
                        + 0.8 * Wave.normal(i, 8 + j);
            }
            data = data.and(NAMES[j], y);
        }
        return data;
    }

    /** By full rank with few draws, reweighted, which is quick. */
    private static Fit fit(FactorAnalysis model) {
        var density = model.model().density();
        return FixedDrawVi.of(density, FullRankGaussian.of(density.dimension()))
                .draws(128, 128)
                .startAtMode()
                .fit(1);
    }

    private static void assertRow(Summary summary, String name, double mean, double sd) {
        Summary.Row row = summary.row(name);
        assertEquals(mean, row.mean(), 0.2 * sd, name);
        assertEquals(sd, row.sd(), 0.2 * sd, name);
    }

    @Test
    void principalComponents() {
        FactorAnalysis model = FactorAnalysis.principalComponents(data(), 2, NAMES);
        Fit fit = fit(model);
        Summary all = fit.weighted().summary();
        assertRow(all, "loading of factor 0[a]", 2.05, 0.2117);
        assertEquals(0, all.row("loading of factor 1[a]").mean(), 0);
        assertRow(all, "loading of factor 0[c]", -1.69, 0.192);
        assertRow(all, "loading of factor 1[b]", 1.4868, 0.2029);
        assertRow(all, "loading of factor 1[e]", 1.2943, 0.1478);
        assertRow(all, "noise[a]", 1.1411, 0.0524);
        assertRow(all, "noise[d]", 0.6872, 0.0316);
        Data row = Data.of("a", 3.0).and("b", 6.0).and("c", -4.0).and("d", 1.0).and("e", 3.0);
        Summary scores = model.predict(fit, row).summary();
        assertEquals(0.8848, scores.row("factor 0[0]").mean(), 0.04);
        assertEquals(0.1556, scores.row("factor 1[0]").mean(), 0.05);
        assertTrue(refusal(() -> model.predict(fit, Data.of("a", Double.NaN))).contains("row 0 is NaN"));
    }

    @Test
    void oneNoiseAColumn() {
        FactorAnalysis model = FactorAnalysis.of(data(), 2, NAMES);
        Summary all = fit(model).weighted().summary();
        assertRow(all, "mean[a]", 0.7756, 0.2603);
        assertRow(all, "loading of factor 0[a]", 2.1239, 0.2149);
        assertRow(all, "loading of factor 0[b]", 1.1705, 0.2503);
        assertRow(all, "loading of factor 1[b]", 1.5834, 0.2336);
        assertRow(all, "loading of factor 1[e]", 1.2046, 0.1825);
        assertRow(all, "noise[d]", 0.7673, 0.0995);
    }

    // ---------------------------------------------------------------- bad input

    private static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    @Test
    void saysWhatDoesNotFit() {
        Data data = data();
        assertTrue(refusal(() -> FactorAnalysis.of(data, 1, "a", "z")).contains("\"z\""));
        assertEquals("name each column once: [a, a]", refusal(() -> FactorAnalysis.of(data, 1, "a", "a")));
        assertEquals(
                "factors must be 1 to 1 of 2 columns, fewer than these: 2",
                refusal(() -> FactorAnalysis.of(data, 2, "a", "b")));
        Data few = Data.of("a", 1, 2).and("b", 1, Double.NaN).and("c", 5, 5);
        assertTrue(refusal(() -> FactorAnalysis.of(few, 1, "a", "b")).contains("row 1 is NaN"));
        assertTrue(refusal(() -> FactorAnalysis.of(few, 1, "a", "c")).contains("5.0 in all 2 rows"));
        assertEquals(
                "column \"a\" has 2 rows: an analysis with 2 factors needs at least 3; give more rows, or ask for less",
                refusal(() -> FactorAnalysis.of(few, 2, "a", "b", "c")));
    }
}
