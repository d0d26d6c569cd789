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

/** Against quadrature over the standard deviations, by a Kalman filter in numpy, on the same models and data. */
class StateSpaceTest {
    private static final int T = 60;
    private static final double[] SEASON = {2, -1, -2, 1};

    private static Data data() {
        double[] plain = new double[T];
        double[] seasonal = new double[T];
        double level = 5;
        for (int t = 0; t < T; t++) {
            level += 0.5 * Wave.normal(t, 40);
            plain[t] = level + Wave.normal(t, 41);
            seasonal[t] = plain[t] + SEASON[t % 4];
        }
        return Data.of("plain", plain).and("seasonal", seasonal);
    }

    private static void assertRow(Summary summary, String name, double mean, double sd) {
        Summary.Row row = summary.row(name);
        assertEquals(mean, row.mean(), 0.1 * sd, name);
        assertEquals(sd, row.sd(), 0.1 * sd, name);
    }

    /** Of 1,000 paths the mean is within 0.12 standard deviations at 4 MCSE, and the standard deviation within 9 %. */
    private static void assertForecast(Summary summary, String name, double mean, double sd) {
        Summary.Row row = summary.row(name);
        assertEquals(mean, row.mean(), 0.12 * sd, name);
        assertEquals(sd, row.sd(), 0.09 * sd, name);
    }

    @Test
    void localLevel() {
        StateSpace model = StateSpace.localLevel(data(), "plain");
        Fit fit = model.fit();
        Summary all = model.summary(fit);
        assertRow(all, "sd of level", 0.5205, 0.1585);
        assertRow(all, "sd of noise", 0.9605, 0.1324);
        Summary ahead = model.forecast(fit, 3).summary();
        assertForecast(ahead, "plain[0]", -1.9292, 1.3517);
        assertForecast(ahead, "plain[2]", -1.9292, 1.5553);
    }

    /** By full rank with few draws, reweighted, which is quick. */
    @Test
    void withSeasons() {
        StateSpace model = StateSpace.localLevel(data(), "seasonal").seasonal(4);
        Fit fit = FixedDrawVi.of(model.model().density(), FullRankGaussian.of(3))
                .draws(64, 64)
                .startAtMode()
                .fit(1);
        Summary all = fit.weighted(2000, 1).summary();
        assertRow(all, "sd of level", 0.5384, 0.1612);
        assertRow(all, "sd of season", 0.1685, 0.1028);
        assertRow(all, "sd of noise", 0.8924, 0.1572);
        Summary ahead = model.predict(fit, Data.of("quarter", 1, 2, 3)).summary();
        assertForecast(ahead, "seasonal[0]", -0.1083, 1.456);
        assertForecast(ahead, "seasonal[1]", -2.8354, 1.5276);
        assertForecast(ahead, "seasonal[2]", -3.7061, 1.6202);
        String refused = refusal(() -> model.forecast(fit, 0));
        assertEquals("a forecast needs at least 1 step: 0", refused);
    }

    // ---------------------------------------------------------------- bad input

    private static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    @Test
    void saysWhatDoesNotFit() {
        Data data = data();
        assertTrue(refusal(() -> StateSpace.localLevel(data, "z")).contains("\"z\""));
        assertTrue(refusal(() -> StateSpace.localLevel(Data.of("y", 1, Double.NaN, 3), "y"))
                .contains("row 1 is NaN"));
        assertTrue(
                refusal(() -> StateSpace.localLevel(Data.of("y", 2, 2, 2), "y")).contains("2.0 in all 3 rows"));
        assertEquals(
                "column \"y\" has 2 rows: a local level needs at least 3; give more rows, or ask for less",
                refusal(() -> StateSpace.localLevel(Data.of("y", 1, 2), "y")));
        StateSpace plain = StateSpace.localLevel(data, "plain");
        assertEquals(
                "the period must be 2 to 30, half of the 60 rows of \"plain\": 31", refusal(() -> plain.seasonal(31)));
        assertTrue(refusal(() -> plain.seasonal(1)).endsWith(": 1"));
    }
}
