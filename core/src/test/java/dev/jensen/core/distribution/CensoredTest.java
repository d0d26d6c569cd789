package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Censored observations, mixtures' responsibilities, and laws of draws. */
class CensoredTest {
    private static final Plate ROWS = Plate.of("row", 3);

    private static double[] rows(Expr x, Map<String, double[]> at) {
        return ReferenceEvaluator.evaluate(x, at);
    }

    /** scipy 1.17.1: norm(1, 2).logcdf(-1), norm(1, 2).logpdf(0.5), norm(1, 2).logsf(3). */
    @Test
    void putsTheMassBeyondOnTheBounds() {
        Expr y = Expr.column(ROWS, "y", new double[] {-1, 0.5, 3});
        Expr mu = Expr.variable("mu");
        Censored law = Normal.of(mu, 2).censored(-1, 3);
        law.check("y", y);
        Map<String, double[]> at = Map.of("mu", new double[] {1});
        double[] expected = {-1.8410216450092636, -1.6433357137646178, -1.8410216450092636};
        assertArrayEquals(expected, rows(law.logDensityInside(y), at), 1e-13);
        assertArrayEquals(expected, rows(law.logDensity(y), at), 1e-13);
        Expr sum = law.logDensityInside(y).sumRows();
        double exact = ReferenceEvaluator.number(Gradient.of(sum, List.of(mu)).get(0), at);
        assertEquals(ReferenceEvaluator.centralDifferences(sum, "mu", at)[0], exact, 1e-7);
        assertEquals(
                "Normal data \"y\", row 1 must be between -1 and 3: 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> law.check("y", Expr.column(ROWS, "y", new double[] {0, 4, 0})))
                        .getMessage());
        assertEquals(
                "Normal censored: the upper bound must be above the lower bound 2.0: 2.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Normal.of(0, 1).censored(2, 2))
                        .getMessage());
    }

    @Test
    void takesTheTailWhereARowWasNotSeen() {
        Expr time = Expr.column(ROWS, "time", new double[] {0.5, 2, 3});
        Expr flags = Expr.column(ROWS, "censored", new double[] {0, 1, 0});
        Weibull law = Weibull.of(1.5, 2);
        double[] log = rows(law.rightCensoredWhere(flags).logDensityInside(time), Map.of());
        assertEquals(-1, log[1], 1e-15); // log S(2) = −(2/2)^1.5
        assertEquals(rows(law.logDensityInside(time), Map.of())[2], log[2], 0);
        double[] below = rows(law.leftCensoredWhere(flags).logDensityInside(time), Map.of());
        assertEquals(Math.log(-Math.expm1(-1)), below[1], 1e-15);
        assertEquals(
                "Weibull censored: the flag, row 1 must be 1 for a value that was not seen, or 0: 2.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> law.rightCensoredWhere(Expr.column(ROWS, "flags", new double[] {0, 2, 1})))
                        .getMessage());
    }

    @Test
    void knowsTheProbabilityOfAnInterval() {
        Expr between = Normal.of(0, 1).logProbability(Expr.constant(8), Expr.constant(9));
        assertEquals(-35.01361859343715, ReferenceEvaluator.number(between, Map.of()), 1e-12); // mpmath
    }

    /** 4 standard errors of 20,000 draws, 3 comparisons: 2e-4 for a fresh seed; it is fixed. */
    @Test
    void drawsWhatTheScaleShows() {
        Censored law = Normal.of(0, 1).censored(-1, 0.5);
        double[] out = new double[1];
        Random random = new Random(3);
        double low = 0;
        double high = 0;
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            law.sample(random, new double[] {0, 1, -1, 0.5}, out);
            low += out[0] == -1 ? 1.0 / n : 0;
            high += out[0] == 0.5 ? 1.0 / n : 0;
        }
        assertEquals(0.15865525393145707, low, 4 * 0.0026);
        assertEquals(0.3085375387259869, high, 4 * 0.0033);
    }

    @Test
    void sharesADrawAmongTheComponents() {
        Mixture law = Mixture.of(new double[] {0.3, 0.7}, Normal.of(0, 1), Gamma.of(2, 1));
        double[] at = rows(law.responsibilities(Expr.constant(1.5)), Map.of());
        double normal = 0.3 * 0.12951759566589174; // scipy norm.pdf(1.5)
        double gamma = 0.7 * 0.33469524022264474; // scipy gamma(2).pdf(1.5)
        assertArrayEquals(new double[] {normal / (normal + gamma), gamma / (normal + gamma)}, at, 1e-14);
        Expr below = Expr.variable("x");
        Map<String, double[]> negative = Map.of("x", new double[] {-1});
        assertEquals("real", law.support().toString());
        Expr log = law.logDensity(below);
        assertEquals(
                Math.log(0.3) - 0.5 - 0.5 * Math.log(2 * Math.PI), ReferenceEvaluator.number(log, negative), 1e-14);
        Expr slope = Gradient.of(log, List.of(below)).get(0);
        assertEquals(1, ReferenceEvaluator.number(slope, negative), 1e-14);
    }

    @Test
    void mixesCountsToo() {
        MixtureDiscrete law = MixtureDiscrete.of(new double[] {0.5, 0.5}, Poisson.of(2), Binomial.of(4, 0.5));
        double[] total = {0};
        DoubleStream.iterate(0, k -> k + 1)
                .limit(60)
                .forEach(k ->
                        total[0] += Math.exp(ReferenceEvaluator.number(law.logDensity(Expr.constant(k)), Map.of())));
        assertEquals(1, total[0], 1e-12);
        assertEquals(2, ReferenceEvaluator.number(law.mean(), Map.of()), 1e-14);
        assertEquals(1.5, ReferenceEvaluator.number(law.variance(), Map.of()), 1e-14);
    }

    /** scipy 1.17.1 scipy.stats.gaussian_kde of the same draws with a bandwidth of ½. */
    @Test
    void smoothsDraws() {
        double[] draws = {0.3, 1.1, -0.7, 2.4, 0.9};
        Empirical law = Empirical.of(draws, 0.5);
        assertEquals(
                -1.0500115992837156, ReferenceEvaluator.number(law.logDensity(Expr.constant(0.5)), Map.of()), 1e-13);
        assertEquals(
                -117.35522926507883, ReferenceEvaluator.number(law.logDensity(Expr.constant(10)), Map.of()), 1e-11);
        assertEquals(0.39484432450695167, law.cdf(0.5), 1e-13);
        assertEquals(0.5, law.quantile(0.39484432450695167), 1e-12);
        assertEquals(0.8, ReferenceEvaluator.number(law.mean(), Map.of()), 1e-14);
        Empirical positive = Empirical.of(new double[] {1, 2, 4, 8}, new Positive());
        assertEquals(0.5, positive.cdf(positive.quantile(0.5)), 1e-12);
        assertEquals(
                "Empirical draws[1] must be > 0: -2",
                assertThrows(IllegalArgumentException.class, () -> Empirical.of(new double[] {1, -2}, new Positive()))
                        .getMessage());
        assertEquals(
                "Empirical bandwidth must be > 0: 0.0; where all draws are equal, give one with of(draws, bandwidth)",
                assertThrows(IllegalArgumentException.class, () -> Empirical.of(1, 1, 1))
                        .getMessage());
    }
}
