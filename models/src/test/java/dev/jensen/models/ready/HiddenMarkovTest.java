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

/** Against NUTS of NumPyro 0.22 on the same models, by a forward algorithm of its own, and the same data: two chains of 4,000 draws. */
class HiddenMarkovTest {
    private static final int T = 100;

    private static Data data() {
        double[] y = new double[T];
        double[] k = new double[T];
        boolean high = false;
        for (int t = 0; t < T; t++) {
            double change = high ? 0.15 : 0.1;
            boolean changes = Wave.uniform(t, 20) < change;
            high = t > 0 && changes != high;
            y[t] = high ? 3 + Wave.normal(t, 21) : Wave.normal(t, 22);
            k[t] = Math.max(0, Math.floor((high ? 9 : 3) + 4 * (Wave.uniform(t, 23) - 0.3)));
        }
        return Data.of("y", y).and("k", k);
    }

    private static void assertRow(Summary summary, String name, double mean, double sd) {
        Summary.Row row = summary.row(name);
        assertEquals(mean, row.mean(), 0.15 * sd, name);
        assertEquals(sd, row.sd(), 0.15 * sd, name);
    }

    /** By full rank with few draws, reweighted, which is quick. */
    @Test
    void poissonStates() {
        HiddenMarkov model = HiddenMarkov.poisson(data(), 2, "k");
        Fit fit = FixedDrawVi.of(model.model().density(), FullRankGaussian.of(5))
                .draws(96, 96)
                .startAtMode()
                .fit(1);
        Summary all = fit.weighted().summary();
        assertRow(all, "transition[0,1]", 0.1708, 0.0569);
        assertRow(all, "transition[1,0]", 0.1106, 0.0418);
        assertRow(all, "rate[0]", 3.2541, 0.3063);
        assertRow(all, "rate[1]", 8.9011, 0.4247);
        Summary ahead = model.predict(fit, Data.of("year", 1, 2, 3)).summary();
        assertEquals(7.5161, ahead.row("E(k)[2]").mean(), 0.1);
        assertEquals(0.5406, ahead.row("E(k)[2]").sd(), 0.06);
        assertEquals(
                1,
                ahead.row("P(state=0)[1]").mean() + ahead.row("P(state=1)[1]").mean(),
                1e-9);
        assertEquals(0.9947, fit.summary().row("P(state=1)[99]").mean(), 0.002);
    }

    /** By full rank with few draws, reweighted, which is quick. */
    @Test
    void normalStates() {
        HiddenMarkov model = HiddenMarkov.normal(data(), 2, "y");
        Fit fit = FixedDrawVi.of(model.model().density(), FullRankGaussian.of(7))
                .draws(96, 96)
                .startAtMode()
                .fit(1);
        Summary all = fit.weighted().summary();
        assertRow(all, "transition[0,1]", 0.1688, 0.0546);
        assertRow(all, "transition[1,0]", 0.1205, 0.0434);
        assertRow(all, "mean[0]", -0.3483, 0.1374);
        assertRow(all, "mean[1]", 3.1104, 0.1371);
        assertRow(all, "sd[0]", 0.8407, 0.1024);
        assertRow(all, "sd[1]", 0.9689, 0.103);
        assertEquals(2.2009, model.forecast(fit, 3).summary().row("E(y)[2]").mean(), 0.06);
        assertEquals("a forecast needs at least 1 step: 0", refusal(() -> model.forecast(fit, 0)));
    }

    // ---------------------------------------------------------------- bad input

    private static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    @Test
    void saysWhatDoesNotFit() {
        Data data = data();
        assertTrue(refusal(() -> HiddenMarkov.normal(data, 2, "z")).contains("\"z\""));
        assertEquals(
                "a hidden Markov model needs at least 2 states: 1", refusal(() -> HiddenMarkov.normal(data, 1, "y")));
        assertTrue(refusal(() -> HiddenMarkov.poisson(data, 2, "y")).contains("whole numbers from 0 on"));
        assertTrue(refusal(() -> HiddenMarkov.normal(Data.of("y", 1, Double.NaN, 3), 2, "y"))
                .contains("row 1 is NaN"));
        assertTrue(refusal(() -> HiddenMarkov.normal(Data.of("y", 1, 1, 1), 2, "y"))
                .contains("1.0 in all 3 rows"));
        assertEquals(
                "column \"y\" has 2 rows: a hidden Markov model of 3 states needs at least 3; give more rows, or ask for less",
                refusal(() -> HiddenMarkov.normal(Data.of("y", 1, 2), 3, "y")));
    }
}
