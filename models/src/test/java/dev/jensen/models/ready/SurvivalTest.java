package dev.jensen.models.ready;

import static dev.jensen.models.ready.Made.assertRow;
import static dev.jensen.models.ready.Made.mean;
import static dev.jensen.models.ready.Made.refusal;
import static dev.jensen.models.ready.Made.uniform;
import static dev.jensen.models.ready.Made.w;
import static dev.jensen.models.ready.Made.x;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Survival against NUTS of NumPyro 0.22 on the same models, two chains of 8000 draws: means and deviations. */
class SurvivalTest {
    private static final int N = 120;

    private static double life(int i) {
        double eta = 1 + 0.2 * (x(i) - 5) - 10 * w(i) + 0.3 * Made.effect(i);
        return Math.exp(eta) * Math.pow(-Math.log(1 - uniform(i, 2)), 1 / 1.5);
    }

    private static Data data() {
        return Data.of("x", Made.column(N, Made::x))
                .and("w", Made.column(N, Made::w))
                .and("group", IntStream.range(0, N).map(Made::group).toArray())
                .and("time", Made.column(N, i -> Math.min(4, life(i))))
                .and("died", Made.column(N, i -> life(i) <= 4 ? 1 : 0));
    }

    @Test
    void weibull() {
        WeibullRegression lives = WeibullRegression.of(data(), "time", "died")
                .on("x", "w")
                .groupedBy("group")
                .survivingTo(2, 100);
        Fit fit = lives.fit();
        Summary all = lives.summary(fit);
        assertRow(all, "intercept", 0.0479, 0.2062);
        assertRow(all, "slope[x]", 0.2166, 0.0357);
        assertRow(all, "slope[w]", -17.7601, 5.1843);
        assertRow(all, "shape", 1.5443, 0.1432);
        assertRow(all, "sd of group", 0.2739, 0.1461, 0.25);
        Draws draws = lives.predict(fit, Data.of("x", 8).and("w", 0).and("group", new int[] {1}));
        assertTrue(Arrays.stream(draws.of("time[0]")).allMatch(t -> t > 0));
        assertEquals(
                Arrays.stream(draws.of("time[0]")).filter(t -> t > 2).count() / (double) draws.count(),
                mean(draws, "P(time > 2.0)[0]"),
                0.05);
        assertTrue(mean(draws, "P(time > 100.0)[0]") < 1e-3);
    }

    @Test
    void piecewiseExponential() {
        PiecewiseExponentialRegression lives = PiecewiseExponentialRegression.of(data(), "time", "died", 1, 2.5)
                .on("x", "w")
                .survivingTo(2);
        Fit fit = lives.fit();
        Summary all = lives.summary(fit);
        assertRow(all, "log hazard[0.0 to 1.0]", -0.1189, 0.292);
        assertRow(all, "log hazard[1.0 to 2.5]", 0.3928, 0.2845);
        assertRow(all, "log hazard[from 2.5]", 1.0307, 0.3305);
        assertRow(all, "slope[x]", -0.3224, 0.0535);
        assertRow(all, "slope[w]", 29.6154, 7.3916);
        Draws draws = lives.predict(fit, Data.of("x", 6).and("w", 0));
        assertEquals(
                Arrays.stream(draws.of("time[0]")).filter(t -> t > 2).count() / (double) draws.count(),
                mean(draws, "P(time > 2.0)[0]"),
                0.05);
        assertEquals(mean(draws, "E(time)[0]"), mean(draws, "time[0]"), 0.3);
        assertTrue(refusal(() -> lives.predict(fit, Data.of("x", 6))).contains("\"w\""));
    }

    private static double number(Expr known) {
        double[] out = new double[1];
        ExprFunction.of(List.of(), List.of(known)).evaluate(1, new double[0], out);
        return out[0];
    }

    /** Hazards 0.5, 2 and 1 from 0, 1 and 3 on: mean and variance by scipy.integrate.quad, 1.17. */
    @Test
    void momentsOfPiecewiseExponential() {
        PiecewiseExponential law = new PiecewiseExponential(
                Expr.constant(new double[] {Math.log(0.5), Math.log(2), 0}), Expr.constant(0), new double[] {0, 1, 3});
        assertEquals(1.0957585087001709, number(law.mean()), 1e-9);
        assertEquals(0.48073184805061686, number(law.variance()), 1e-9);
        double[] parameters = {Math.log(0.5), Math.log(2), 0, 0};
        for (double x : new double[] {0.3, 1, 2, 3, 7}) {
            assertEquals(x, law.quantile(law.level(x, parameters), parameters), 1e-9);
            assertEquals(law.level(x, parameters).logAbove(), number(law.logSurvival(Expr.constant(x))), 1e-12);
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        Data data = Data.of("t", 1, 2, 3)
                .and("minus", 1, -2, 3)
                .and("e", 1, 0, 1)
                .and("none", 0, 0, 0)
                .and("x", 5, 5, 5);
        assertTrue(refusal(() -> WeibullRegression.of(data, "time", "e")).contains("\"time\""));
        assertEquals(
                "time \"minus\", row 1 must be positive: -2.0; measure it from where nobody has had the event yet",
                refusal(() -> WeibullRegression.of(data, "minus", "e")));
        assertTrue(refusal(() -> WeibullRegression.of(data, "t", "t")).contains("row 1 must be 1 where it was seen"));
        assertTrue(refusal(() -> WeibullRegression.of(data, "t", "none")).contains("is 0 in all 3 rows"));
        assertTrue(refusal(() -> WeibullRegression.of(data, "t", "e").on("x")).contains("5.0 in all 3 rows"));
        assertTrue(refusal(() -> WeibullRegression.of(data, "t", "e").on("t")).contains("is the response"));
        assertTrue(refusal(
                        () -> WeibullRegression.of(Data.of("t", 1, Double.NaN).and("e", 1, 0), "t", "e"))
                .contains("row 1 is NaN"));
        assertTrue(refusal(() -> WeibullRegression.of(data, "t", "e").survivingTo(0))
                .contains("positive and finite: 0.0"));
        assertTrue(refusal(() -> PiecewiseExponentialRegression.of(data, "t", "e", 2, 1))
                .contains("1.0 follows 2.0"));
        assertTrue(refusal(() -> PiecewiseExponentialRegression.of(data, "t", "e", 1.5, 2.5))
                .contains("between 1.5 and 2.5"));
    }
}
