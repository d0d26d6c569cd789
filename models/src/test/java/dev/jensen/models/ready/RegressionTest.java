package dev.jensen.models.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.core.fit.Verdict;
import dev.jensen.models.Data;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against NUTS of NumPyro 0.22 on the same models and data, two chains of 10,000 draws: means and standard deviations. */
class RegressionTest {
    private static final int N = 120;

    private static double noise(int i) {
        double v = Math.sin(12.9898 * i + 78.233) * 43758.5453;
        return v - Math.floor(v) - 0.5;
    }

    private static double effect(int g) {
        return Math.sin(2.1 * g + 1);
    }

    private static Data data() {
        double[] x = new double[N];
        double[] w = new double[N];
        double[] y = new double[N];
        double[] months = new double[N];
        double[] count = new double[N];
        double[] yes = new double[N];
        List<String> group = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            int g = i * 7 % 8;
            x[i] = Math.sin(1.3 * i) * 3 + 5;
            w[i] = Math.cos(0.7 * i * i) * 0.02;
            y[i] = 2 + 0.8 * x[i] - 30 * w[i] + effect(g) + 0.3 * Math.cos(1.7 * g) * (x[i] - 5) + 2 * noise(i);
            months[i] = 1 + i % 5;
            double rate = Math.exp(0.3 + 0.2 * x[i] + 0.5 * effect(g) + noise(i));
            count[i] = Math.floor(rate * months[i] * (0.6 + Math.abs(noise(i)) * 1.6));
            yes[i] = noise(i) * 4 + 0.6 * (x[i] - 5) + effect(g) > 0 ? 1 : 0;
            group.add("g" + g);
        }
        return Data.of("x", x)
                .and("w", w)
                .and("y", y)
                .and("months", months)
                .and("count", count)
                .and("yes", yes)
                .and("group", group);
    }

    private static void assertRow(Summary summary, String name, double mean, double sd) {
        Summary.Row row = summary.row(name);
        assertEquals(mean, row.mean(), 0.1 * sd, name);
        assertEquals(sd, row.sd(), 0.1 * sd, name);
    }

    @Test
    void linearWithSlopesByGroup() {
        Regression regression = Regression.linear(data(), "y").on("x", "w").groupedBy("group", "x");
        Fit fit = regression.fit();
        Summary all = fit.summary();
        assertFalse(fit.verdict().orElseThrow() instanceof Verdict.Unreliable, all::toString);
        assertRow(all, "intercept", 2.0241, 0.6544);
        assertRow(all, "slope[x]", 0.8301, 0.1141);
        assertRow(all, "slope[w]", -31.9976, 3.8776);
        assertRow(all, "sigma", 0.595, 0.042);
        assertRow(all, "sd of group", 0.7898, 0.2715);
        assertRow(all, "sd of x by group", 0.6184, 0.2205);
        assertRow(all, "group[g2]", -0.8097, 0.332);
        String shown = regression.summary(fit).toString();
        assertTrue(shown.contains("sd of x by group") && !shown.contains("standard deviation"), shown);
    }

    @Test
    void countsWithExposure() {
        Fit fit = Regression.negativeBinomial(data(), "count")
                .on("x", "w")
                .exposure("months")
                .groupedBy("group")
                .fit();
        Summary all = fit.summary();
        assertRow(all, "intercept", 0.3126, 0.182);
        assertRow(all, "slope[x]", 0.2111, 0.0211);
        assertRow(all, "slope[w]", -0.1732, 2.9903);
        assertRow(all, "overdispersion", 0.1205, 0.0263);
        assertRow(all, "sd of group", 0.363, 0.1328);
        assertRow(all, "group[g5]", -0.4937, 0.1854);
    }

    @Test
    void yesOrNo() {
        Regression regression = Regression.logistic(data(), "yes").on("x", "w").groupedBy("group");
        Fit fit = regression.fit();
        Summary all = fit.summary();
        assertRow(all, "intercept", -4.9465, 0.9952);
        assertRow(all, "slope[x]", 0.9908, 0.1715);
        assertRow(all, "sd of group", 1.0486, 0.5002);
        assertRow(all, "group[g3]", 1.1718, 0.8173);
        Draws draws = regression.predict(fit, Data.of("x", 8, 2).and("w", 0, 0).and("group", "g3", "never seen"));
        double high = Arrays.stream(draws.of("E(yes)[0]")).average().orElseThrow();
        double low = Arrays.stream(draws.of("E(yes)[1]")).average().orElseThrow();
        assertTrue(high > 0.95 && low < 0.2, high + " " + low);
        assertTrue(Arrays.stream(draws.of("yes[0]")).allMatch(v -> v == 0 || v == 1));
    }

    /** With one intercept the posterior of the rate is next to Gamma(Σk, n). */
    @Test
    void poissonWithoutPredictors() {
        int[] k = IntStream.range(0, 200).map(i -> 3 + i * 13 % 7).toArray();
        Fit fit = Regression.poisson(Data.of("k", k), "k").fit();
        double sum = Arrays.stream(k).sum();
        Summary.Row row = fit.summary().row("intercept");
        assertEquals(Math.log(sum / 200), row.mean(), 0.1 / Math.sqrt(sum));
        assertEquals(1 / Math.sqrt(sum), row.sd(), 0.05 / Math.sqrt(sum));
    }

    // ---------------------------------------------------------------- bad input

    private static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    /** Three times 0.1 is not 0.3, and counts above 1 are none to complain of. */
    @Test
    void namesTheRowAndTheConstant() {
        Data data = Data.of("x", 0.1, 0.1, 0.1)
                .and("y", 1, 2, 4)
                .and("counts", 3, 7, 1.5)
                .and("none", 0, 0, 0);
        assertEquals(
                "predictor \"x\" is 0.1 in all 3 rows, so that its slope cannot be told from the intercept: leave it out",
                refusal(() -> Regression.linear(data, "y").on("x")));
        assertEquals(
                "response \"x\" must be different numbers, not one and the same: it is 0.1 in all 3 rows",
                refusal(() -> Regression.linear(data, "x")));
        assertEquals(
                "response \"counts\" must be whole numbers from 0 on: it is 1.5 in row 2",
                refusal(() -> Regression.poisson(data, "counts")));
        assertEquals(
                "response \"none\" must be counts, not all of them 0: it is 0 in all 3 rows",
                refusal(() -> Regression.negativeBinomial(data, "none")));
    }

    @Test
    void namesAreNoNumbers() {
        Data data = Data.of("x", 1, 2, 3).and("y", "yes", "no", "yes");
        assertEquals(
                "column \"y\" holds names, such as \"yes\" in row 0, where numbers are asked for: make numbers of them, such as 1 for one"
                        + " of two and 0 for the other, or take them as a group",
                refusal(() -> Regression.logistic(data, "y").on("x")));
    }

    @Test
    void saysWhatDoesNotFit() {
        Data data = data();
        Regression linear = Regression.linear(data, "y").on("x");
        assertTrue(refusal(() -> Regression.linear(data, "z")).contains("\"z\""));
        assertEquals(
                "response \"y\" must be 0 or 1: it is " + data.doubles("y")[0] + " in row 0",
                refusal(() -> Regression.logistic(data, "y")));
        assertTrue(refusal(() -> Regression.poisson(data, "w")).contains("whole numbers from 0 on"));
        assertEquals("\"x\" is a predictor already: name it once", refusal(() -> linear.on("x")));
        assertEquals("\"y\" is the response: name it once", refusal(() -> linear.on("y")));
        assertTrue(refusal(() -> linear.groupedBy("group", "w")).contains("is no predictor"));
        assertTrue(refusal(() -> linear.exposure("months")).contains("is of counts"));
        assertTrue(
                refusal(() -> Regression.poisson(data, "count").exposure("w")).contains("row "));
        Data constant =
                data.and("one", IntStream.range(0, N).mapToDouble(i -> 1).toArray());
        assertTrue(refusal(() -> Regression.linear(constant, "y").on("one")).contains("1.0 in all 120 rows"));
        double[] holed = data.doubles("x");
        holed[7] = Double.NaN;
        Data missing = Data.of("y", data.doubles("y")).and("x", holed);
        assertTrue(refusal(() -> Regression.linear(missing, "y").on("x")).contains("row 7 is NaN"));
    }

    @Test
    void predictionNamesTheColumnThatIsMissing() {
        Regression linear = Regression.linear(data(), "y").on("x", "w");
        Fit fit = linear.fit();
        String message = refusal(() -> linear.predict(fit, Data.of("x", 1.0)));
        assertTrue(message.contains("\"w\""), message);
    }
}
