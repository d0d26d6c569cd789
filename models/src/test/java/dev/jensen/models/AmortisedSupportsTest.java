package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.AmortisedDensity;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Multinomial;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.rule.Adam;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Amortised latents where supports are bounded, held to evidence in closed form: log Jacobians count, or a bound of thousands of draws a row is
 * elsewhere.
 */
class AmortisedSupportsTest {
    private static final int DRAWS = 4000;
    private static final double[] COUNTS = {0, 3, 7, 12, 5};

    /** What a model says of an amortised latent. */
    @FunctionalInterface
    private interface Rest {
        void state(ModelBuilder m, Amortised encoder, Plate row);
    }

    /** A model whose encoder is told each row's law, shifted by a parameter that begins at 0. */
    private static Model told(double[][] means, double[][] deviations, Rest rest) {
        return Model.of("told", Data.of("mean", means).and("deviation", deviations), (m, data) -> {
            Plate row = m.plate("row", data.rows());
            Expr mean = m.data("mean", data.vectors("mean"), row).plus(m.parameter("shift", 0));
            Expr deviation = m.data("deviation", data.vectors("deviation"), row);
            rest.state(m, Amortised.normal(mean, deviation.log()), row);
        });
    }

    private static double[][] column(IntToDoubleFunction each) {
        return IntStream.range(0, COUNTS.length)
                .mapToObj(i -> new double[] {each.applyAsDouble(i)})
                .toArray(double[][]::new);
    }

    private static double bound(Model model) {
        AmortisedDensity density = model.amortisedDensity();
        double[] value = new double[1];
        density.importanceWeighted(DRAWS).logDensity(1, new double[1], value);
        return value[0];
    }

    private static double logFactorial(double n) {
        double sum = 0;
        for (int i = 2; i <= n; i++) {
            sum += Math.log(i);
        }
        return sum;
    }

    /** log Γ of a whole number. */
    private static double logGamma(double n) {
        return logFactorial(n - 1);
    }

    /** Beta(2, 3) and 12 throws: the evidence is beta-binomial, the posterior Beta(2 + y, 15 − y). */
    @Test
    void shares() {
        Model model = told(
                column(i -> Math.log((2 + COUNTS[i]) / (15 - COUNTS[i]))),
                column(i -> 1.2 * Math.sqrt(1 / (2 + COUNTS[i]) + 1 / (15 - COUNTS[i]))),
                (m, encoder, row) -> {
                    Expr p = m.latent("p", Beta.of(2, 3), encoder);
                    m.observe("heads", Binomial.of(12, p), m.data("heads", column(i -> COUNTS[i]), row));
                });
        double evidence = Arrays.stream(COUNTS)
                .map(y -> logFactorial(12)
                        - logFactorial(y)
                        - logFactorial(12 - y)
                        + logGamma(2 + y)
                        + logGamma(15 - y)
                        - logGamma(17)
                        - logGamma(2)
                        - logGamma(3)
                        + logGamma(5))
                .sum();
        assertEquals(evidence, bound(model), 0.03);
        Fit fit = model.importanceWeightedFitting(3)
                .estimator(StickingTheLanding.draws(1))
                .maximumSteps(20)
                .fit(1);
        Draws codes = model.encode(
                fit, Data.of("mean", column(i -> Math.log(8 / 4.))).and("deviation", column(i -> 0.55)), 500, 1);
        double mean = 0;
        for (double[] draw : codes.array("p")) {
            assertTrue(Arrays.stream(draw).allMatch(p -> p > 0 && p < 1));
            mean += Arrays.stream(draw).average().orElseThrow() / 500;
        }
        assertEquals(2 / 3., mean, 0.05);
    }

    /** Gamma(2, 1) and one count: the evidence is negative binomial. */
    @Test
    void rates() {
        Model model = told(
                column(i -> Math.log((2 + COUNTS[i]) / 2)),
                column(i -> 1.2 / Math.sqrt(2 + COUNTS[i])),
                (m, encoder, row) -> {
                    Expr rate = m.latent("rate", Gamma.of(2, 1), encoder);
                    m.observe("count", Poisson.of(rate), m.data("count", column(i -> COUNTS[i]), row));
                });
        double evidence = Arrays.stream(COUNTS)
                .map(y -> logGamma(2 + y) - logFactorial(y) - (2 + y) * Math.log(2))
                .sum();
        assertEquals(evidence, bound(model), 0.03);
    }

    /** Dirichlet(1, 2, 3) and 9 of three kinds: the evidence is Dirichlet-multinomial. */
    @Test
    void sharesOfAWhole() {
        double[][] kinds = {{2, 3, 4}, {1, 3, 5}, {3, 3, 3}};
        double[][] none = new double[3][2];
        double[][] ones = {{1, 1}, {1, 1}, {1, 1}};
        Model model = told(none, ones, (m, encoder, row) -> {
            Expr p = m.latent("p", Dirichlet.of(1, 2, 3), encoder);
            m.observe("kinds", Multinomial.of(9, p), m.data("kinds", kinds, row));
        });
        double evidence = 0;
        for (double[] y : kinds) {
            evidence += logFactorial(9) + logGamma(6) - logGamma(15) - logGamma(2) - logGamma(3);
            for (int k = 0; k < 3; k++) {
                evidence += logGamma(k + 1 + y[k]) - logFactorial(y[k]);
            }
        }
        assertEquals(evidence, bound(model), 0.1);
    }

    /** A log-normal latent seen with normal noise on its logarithm: the encoder is exact, and every draw is the evidence. */
    @Test
    void anExactEncoderOfAPositiveLatentHasTheEvidenceAtEveryDraw() {
        double[] y = {-1, 0.3, 2, 0.1, -0.4};
        Model model = told(column(i -> y[i] / 1.25), column(i -> Math.sqrt(0.2)), (m, encoder, row) -> {
            Expr size = m.latent("size", LogNormal.of(0, 1), encoder);
            m.observe("y", Normal.of(size.log(), 0.5), m.data("y", column(i -> y[i]), row));
        });
        double evidence = Arrays.stream(y)
                .map(each -> -0.5 * Math.log(2 * Math.PI * 1.25) - each * each / 2.5)
                .sum();
        double[] value = new double[1];
        model.amortisedDensity().logDensity(1, new double[1], value);
        assertEquals(evidence, value[0], 1e-12);
    }

    /**
     * An encoder that knows nothing, q = N(0, 1): the ELBO of x ~ N(wz, ½) is greatest at w = 0, the evidence at w² = mean x² − ¼; the more draws a row,
     * the nearer the weighted bound comes to that.
     */
    @Test
    void theWeightedBoundFindsWhatThePlainOneMisses() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] x = new double[200][1];
        double square = 0;
        for (double[] each : x) {
            each[0] = random.nextGaussian() + 0.5 * random.nextGaussian();
            square += each[0] * each[0] / x.length;
        }
        double[][] none = new double[x.length][1];
        Model model = Model.of("blind", m -> {
            var row = m.plate("row", x.length);
            var zero = m.data("zero", none, row);
            var z = m.latent("z", Normal.of(0, 1), Amortised.normal(zero, zero));
            var w = m.parameter("w", PointEstimate.from(0.3).positive());
            m.observe("x", Normal.of(z.times(w), 0.5), m.data("x", x, row));
        });
        double plain = weight(model.stochasticFitting());
        double weighted = weight(model.importanceWeightedFitting(30));
        assertEquals(0, plain, 0.1);
        assertEquals(Math.sqrt(square - 0.25), weighted, 0.15);
    }

    private static double weight(StochasticGradientVi<Differentiable, Reparameterized> fitting) {
        return fitting.estimator(StickingTheLanding.draws(1))
                .rule(Adam.at(0.03))
                .maximumSteps(200)
                .fit(1)
                .summary()
                .row("w")
                .mean();
    }
}
