package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.divergence.Entropy;
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

    private static final double NONE = Double.MAX_VALUE;

    /** scipy 1.17.1: of norm(1, 2) log(cdf(2) − cdf(0.5)), logpdf(0.5), logcdf(0.5), logsf(2), and 0 where nothing is known. */
    @Test
    void takesTheProbabilityOfEachRowsInterval() {
        Plate five = Plate.of("row", 5);
        Expr x = Expr.column(five, "low", new double[] {0.5, 0.5, -NONE, 2, -NONE});
        Expr high = Expr.column(five, "high", new double[] {2, 0.5, 0.5, NONE, NONE});
        Expr mu = Expr.variable("mu");
        Expr sigma = Expr.variable("sigma");
        IntervalCensored law = Normal.of(mu, sigma).intervalCensored(high);
        law.check("y", x);
        Map<String, double[]> at = Map.of("mu", new double[] {1}, "sigma", new double[] {2});
        Expr log = law.logDensityInside(x);
        double[] expected = {-1.2372925013224503, -1.643335713764618, -0.913061764811135, -1.1759117615936188, 0};
        assertArrayEquals(expected, rows(log, at), 1e-13);
        Expr sum = log.sumRows();
        List<Expr> gradient = Gradient.of(sum, List.of(mu, sigma));
        for (int i = 0; i < 2; i++) {
            double exact = ReferenceEvaluator.number(gradient.get(i), at);
            assertEquals(ReferenceEvaluator.centralDifferences(sum, i == 0 ? "mu" : "sigma", at)[0], exact, 1e-7);
        }
    }

    /** An exponential law of rate λ: e^(−λ low) − e^(−λ high), whose lower end may be at or below 0. */
    @Test
    void intervalsMayReachOverTheSupport() {
        Expr x = Expr.column(ROWS, "low", new double[] {0, -1, 1});
        Expr high = Expr.column(ROWS, "high", new double[] {2, 2, 1});
        Expr rate = Expr.variable("rate");
        IntervalCensored law = Exponential.of(rate).intervalCensored(high);
        law.check("y", x);
        Map<String, double[]> at = Map.of("rate", new double[] {0.5});
        double within = Math.log(-Math.expm1(-1));
        Expr log = law.logDensityInside(x);
        assertArrayEquals(new double[] {within, within, Math.log(0.5) - 0.5}, rows(log, at), 1e-14);
        double slope = ReferenceEvaluator.number(
                Gradient.of(log.sumRows(), List.of(rate)).get(0), at);
        assertEquals(2 * 2 * Math.exp(-1) / -Math.expm1(-1) + 2 - 1, slope, 1e-13);
    }

    private static void assertRefused(String message, double low, double high) {
        Expr x = Expr.column(ROWS, "low", new double[] {1, low, 1});
        Expr ends = Expr.column(ROWS, "high", new double[] {2, high, 2});
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Exponential.of(1).intervalCensored(ends).check("y", x))
                        .getMessage());
    }

    @Test
    void namesTheIntervalThatIsNone() {
        assertRefused("Exponential data \"y\", row 1 must be at most the upper end 2.0: 3.0", 3, 2);
        assertRefused(
                "Exponential data \"y\", row 1 must leave mass up to the upper end 0.0, but the law's support is >= 0: -1.0",
                -1,
                0);
        assertEquals(
                "Exponential interval-censored: upper end must be finite: NaN",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Exponential.of(1).intervalCensored(Expr.constant(Double.NaN)))
                        .getMessage());
    }

    /** Part of the mass of a censored law is on its bounds: it has no density whose logarithm could be averaged. */
    @Test
    void noDivergenceOfACensoredLaw() {
        assertEquals(
                "Entropy compares laws that have a density or count, and Normal censored has neither, for part of its mass lies on"
                        + " bounds: compare the laws of what is measured",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Entropy.of(Normal.of(0, 1).censored(-1, 1)))
                        .getMessage());
    }

    /** mpmath 1.4.1: of 0.3 N(0, 1) + 0.7 Gamma(2, 1). */
    @Test
    void aMixtureHasQuantilesAndCanBeTruncated() {
        Mixture law = Mixture.of(new double[] {0.3, 0.7}, Normal.of(0, 1), Gamma.of(2, 1));
        assertEquals(0.4373722061805436, law.cdf(1), 1e-14);
        assertEquals(1, law.quantile(0.4373722061805436), 1e-13);
        assertEquals(
                -26.922687739453586, ReferenceEvaluator.number(law.logSurvival(Expr.constant(30)), Map.of()), 1e-12);
        assertEquals(
                30,
                law.quantile(law.level(30, KnownParameters.of("a test", law)), KnownParameters.of("a test", law)),
                1e-11);
        assertEquals(
                Math.log(0.3 * 0.15865525393145707),
                ReferenceEvaluator.number(law.logCdf(Expr.constant(-1)), Map.of()),
                1e-13);
        Truncated part = law.truncated(-1, 1);
        assertEquals(
                ReferenceEvaluator.number(law.logDensity(Expr.constant(0.5)), Map.of())
                        - Math.log(0.4373722061805436 - 0.3 * 0.15865525393145707),
                ReferenceEvaluator.number(part.logDensity(Expr.constant(0.5)), Map.of()),
                1e-13);
        assertEquals(0.28842735986247453, ReferenceEvaluator.number(part.mean(), Map.of()), 1e-9);
        Expr x = Expr.variable("x");
        Map<String, double[]> below = Map.of("x", new double[] {-1});
        double slope =
                ReferenceEvaluator.number(Gradient.of(law.logCdf(x), List.of(x)).get(0), below);
        assertEquals(0.24197072451914337 / 0.15865525393145707, slope, 1e-13);
        Mixture improper = Mixture.of(new double[] {0.5, 0.5}, Normal.of(0, 1), Flat.real());
        assertEquals(
                "Mixture: component 1, Flat, has no distribution function, so that the mixture has none, and can be neither"
                        + " truncated nor censored",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> improper.truncated(0, 1).logMass())
                        .getMessage());
    }

    /** Counts: ½ Poisson(2) + ½ Binomial(4, ½), by sums. */
    @Test
    void aMixtureOfCountsHasThemToo() {
        MixtureDiscrete law = MixtureDiscrete.of(new double[] {0.5, 0.5}, Poisson.of(2), Binomial.of(4, 0.5));
        double cdf = 0.5 * Math.exp(-2) * (1 + 2 + 2) + 0.5 * 11 / 16;
        assertEquals(cdf, law.cdf(2), 1e-14);
        assertEquals(2, law.quantile(cdf - 1e-6));
        assertEquals(3, law.quantile(cdf + 1e-6));
        TruncatedDiscrete positive = law.truncatedBelow(1);
        double none = 0.5 * Math.exp(-2) + 0.5 / 16;
        assertEquals(2 / (1 - none), ReferenceEvaluator.number(positive.mean(), Map.of()), 1e-12);
        MixtureDiscrete ordered =
                MixtureDiscrete.of(new double[] {0.5, 0.5}, Categorical.of(0.2, 0.5, 0.3), Bernoulli.of(0.25));
        assertEquals(0.5 * 0.7 + 0.5, ordered.cdf(1), 1e-14); // components with vectors of numbers
        double[] out = new double[1];
        ordered.sample(new Random(1), new double[] {0, 1, 0.2, 0.5, 0.3, 1}, out);
        assertEquals(1, out[0]);
    }

    /** Poisson(2): P(K ≥ 3) = 1 − 5 e⁻². */
    @Test
    void countsEndToo() {
        CensoredCounts law = Poisson.of(2).rightCensored(3);
        double none = Math.exp(-2);
        assertEquals(Math.log(1 - 5 * none), log(law, 3), 1e-12);
        assertEquals(Math.log(2 * none), log(law, 2), 1e-12);
        assertEquals(Double.NEGATIVE_INFINITY, log(law, 4));
        assertEquals(
                2 * none + 2 * 2 * none + 3 * (1 - 5 * none), ReferenceEvaluator.number(law.mean(), Map.of()), 1e-12);
        assertEquals(1, law.cdf(3), 1e-15);
        assertEquals(5 * none, law.cdf(2), 1e-14);
        assertEquals(3, law.quantile(0.9999));
        double[] out = new double[1];
        law.sample(new Random(1), new double[] {200, 3}, out);
        assertEquals(3, out[0]);
        assertEquals(
                "Poisson censored: the greatest outcome must be above the least, 0: 0.0; all counts would be recorded as the same",
                assertThrows(IllegalArgumentException.class, () -> Poisson.of(2).rightCensored(0))
                        .getMessage());
    }

    private static double log(Discrete law, double x) {
        return ReferenceEvaluator.number(law.logDensity(Expr.constant(x)), Map.of());
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
