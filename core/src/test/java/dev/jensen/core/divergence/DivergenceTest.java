package dev.jensen.core.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Cauchy;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.Gumbel;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.Laplace;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Pareto;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.distribution.StudentT;
import dev.jensen.core.distribution.Uniform;
import dev.jensen.core.distribution.Weibull;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DivergenceTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Evaluation NUMERIC = new Evaluation(Set.of(Route.EXACT_SUM, Route.QUADRATURE), 2, 0);

    // ---------------------------------------------------------------- values by hand

    @Test
    void ofThreeOutcomesByHand() {
        Distribution p = Categorical.of(0.5, 0.25, 0.25);
        Distribution q = Categorical.of(0.25, 0.25, 0.5);
        Divergence kl = Kl.of(p, q);
        assertEquals(0.25 * Math.log(2), kl.value(), 1e-16); // ½ log 2 + ¼ log 1 + ¼ log ½
        assertEquals(0.25, kl.bits().value(), 1e-16);
        assertEquals(Unit.BITS, kl.bits().unit());
        assertEquals(kl.bits(), kl.bits().bits());
        assertEquals(1.5, Entropy.of(p).bits().value(), 1e-15);
        assertEquals("0.25 bits (closed form)", kl.bits().toString());
    }

    @Test
    void onlyInformationHasBits() {
        Divergence distance = TotalVariation.of(Bernoulli.of(0.5), Bernoulli.of(0.25));
        assertEquals(0.25, distance.value());
        assertMessage(IllegalStateException.class, distance::bits, "only information has bits");
    }

    @Test
    void monteCarloShowsItsErrorAndRepeatsItsBits() {
        Distribution p = Dirichlet.of(1, 2, 3);
        Distribution q = Dirichlet.of(2, 2, 2);
        Divergence estimate = Kl.of(p, q, Evaluation.monteCarlo(1000, 3));
        assertEquals(Route.MONTE_CARLO, estimate.route());
        assertTrue(estimate.toString().contains(" ± ") && estimate.toString().endsWith(" nats (Monte Carlo)"));
        assertEquals(estimate, Kl.of(p, q, Evaluation.monteCarlo(1000, 3)));
        assertEquals(
                estimate,
                Kl.of(p, q, Evaluation.by(Route.MONTE_CARLO).draws(1000).seed(3)));
        assertFalse(estimate.equals(Kl.of(p, q, Evaluation.monteCarlo(1000, 4))));
    }

    @Test
    void closedFormsAgreeWithScipysQuadrature() {
        // scipy 1.17.1, scipy.integrate.quad of p (log p − log q), piece by piece
        closed(0.37708690114566656, Kl.of(Laplace.of(0, 1), Laplace.of(1, 2)));
        closed(0.3047009572900625, Kl.of(Gumbel.of(0, 1), Gumbel.of(1, 1.5)));
        closed(0.5080365996009599, Kl.of(Weibull.of(2, 1), Weibull.of(1.5, 2)));
        closed(1.232867951399864, Kl.of(Pareto.of(2, 3), Pareto.of(1, 1.5)));
        closed(0, Kl.of(Laplace.of(3, 0.2), Laplace.of(3, 0.2)));
        closed(0, Kl.of(Weibull.of(1.7, 4), Weibull.of(1.7, 4)));
        assertEquals(INFINITY, Kl.of(Pareto.of(1, 3), Pareto.of(2, 3)).value());
    }

    private static void closed(double expected, Divergence actual) {
        assertEquals(Route.CLOSED_FORM, actual.route());
        assertEquals(expected, actual.value(), 1e-12);
    }

    // ---------------------------------------------------------------- supports that differ

    @Test
    void massOutsideTheOtherSupportIsInfinitelyFar() {
        assertEquals(INFINITY, Kl.of(Normal.of(0, 1), Exponential.of(1)).value());
        assertEquals(INFINITY, Kl.of(Uniform.of(0, 2), Uniform.of(0, 1)).value());
        assertEquals(Math.log(2), Kl.of(Uniform.of(0, 1), Uniform.of(0, 2)).value(), 1e-15);
        assertEquals(INFINITY, Kl.of(Poisson.of(2), Binomial.of(9, 0.3)).value());
        assertEquals(INFINITY, Kl.of(Bernoulli.of(0.5), Bernoulli.of(0)).value());
        assertEquals(Math.log(2), Kl.of(Bernoulli.of(0), Bernoulli.of(0.5)).value(), 1e-15);
        assertEquals(
                INFINITY,
                Kl.of(Categorical.of(0.5, 0.25, 0.25), Categorical.of(0.5, 0.5)).value());
        assertEquals(INFINITY, CrossEntropy.of(Normal.of(0, 1), Gamma.of(1, 1)).value());
        assertEquals(INFINITY, ChiSquare.of(Uniform.of(0, 2), Uniform.of(0, 1)).value());
        assertEquals(INFINITY, Jeffreys.of(Uniform.of(0, 1), Uniform.of(0, 2)).value());
        assertEquals(
                Math.log(2), Renyi.of(0.5, Uniform.of(0, 1), Uniform.of(0, 2)).value(), 1e-15);
    }

    @Test
    void disjointLawsAreAsFarAsCanBe() {
        for (Distribution[] pair : new Distribution[][] {
            {Uniform.of(0, 1), Uniform.of(2, 3)},
            {Poisson.of(3), Normal.of(3, 1)},
            {Categorical.of(1, 0), Categorical.of(0, 1)},
            {
                Dirichlet.of(1, 2, 3),
                MultivariateNormal.of(new double[3], new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})
            }
        }) {
            Distribution p = pair[0];
            Distribution q = pair[1];
            assertEquals(INFINITY, Kl.of(p, q).value());
            assertEquals(INFINITY, CrossEntropy.of(p, q).value());
            assertEquals(INFINITY, Jeffreys.of(p, q).value());
            assertEquals(INFINITY, Renyi.of(0.5, p, q).value());
            assertEquals(INFINITY, Renyi.of(2, p, q).value());
            assertEquals(INFINITY, ChiSquare.of(p, q).value());
            assertEquals(Math.log(2), JensenShannon.of(p, q).value(), 1e-12);
            assertEquals(1, TotalVariation.of(p, q).value(), 1e-12);
            assertEquals(1, Hellinger.of(p, q).value(), 1e-12);
        }
    }

    /** The integrals that diverge, though no density vanishes, are seen to diverge by quadrature too. */
    @Test
    void tailsThatAreTooHeavyAreInfinitelyFar() {
        assertEquals(INFINITY, Kl.of(Cauchy.of(0, 1), Normal.of(0, 1)).value());
        assertEquals(INFINITY, Kl.of(Cauchy.of(0, 1), Normal.of(0, 1), NUMERIC).value());
        assertEquals(
                INFINITY, Kl.of(HalfCauchy.of(1), Exponential.of(1), NUMERIC).value());
        assertEquals(INFINITY, ChiSquare.of(Cauchy.of(0, 1), Normal.of(0, 1)).value());
        assertEquals(
                INFINITY,
                ChiSquare.of(StudentT.of(0.5, 0, 1), StudentT.of(1, 0, 1)).value());
        assertEquals(INFINITY, ChiSquare.of(Normal.of(0, 1.5), Normal.of(0, 1)).value());
        assertEquals(
                INFINITY,
                ChiSquare.of(Normal.of(0, 1.5), Normal.of(0, 1), NUMERIC).value());
    }

    @Test
    void scalesAndPlacesFarApart() {
        Divergence narrow = Kl.of(Normal.of(0, 1e-5), Normal.of(100, 1e3), NUMERIC);
        assertEquals(Kl.of(Normal.of(0, 1e-5), Normal.of(100, 1e3)).value(), narrow.value(), 1e-12);
        Divergence offset = Kl.of(Normal.of(1e6, 1e-3), Normal.of(1e6, 2e-3), NUMERIC);
        assertEquals(Math.log(2) - 0.375, offset.value(), 3 * offset.error());
        Divergence large = Kl.of(Poisson.of(1e6), Poisson.of(1.001e6), NUMERIC);
        assertEquals(Kl.of(Poisson.of(1e6), Poisson.of(1.001e6)).value(), large.value(), 3 * large.error());
        // 1 - 3e-9 apart: the closed form keeps its digits where the difference of entropies has none
        double near = Kl.of(Normal.of(0, 1), Normal.of(0, 1 + 1e-8)).value();
        assertEquals(1e-16, near, 1e-23);
    }

    @Test
    void massThatNoDoubleCanHoldIsReported() {
        Distribution p = Beta.of(5, 0.05);
        Distribution q = Beta.of(2, 2);
        assertTrue(Kl.of(p, q).route() == Route.CLOSED_FORM);
        assertMessage(
                ArithmeticException.class,
                () -> Kl.of(p, q, Evaluation.monteCarlo(2000, 1)),
                "Kl of Beta and Beta",
                "so near the edge of the support",
                "closed form");
        Divergence bounded = TotalVariation.of(p, q);
        assertTrue(bounded.error() > 0.05 && bounded.value() <= 1, bounded.toString());
    }

    // ---------------------------------------------------------------- several elements

    @Test
    void elementsAndRowsAreIndependentEvents() {
        Distribution p = Normal.of(Expr.constant(new double[] {0, 1, 2}), 1);
        Distribution q = Normal.of(Expr.constant(new double[] {0, 0, 0}), Expr.constant(new double[] {1, 1, 2}));
        double expected = 0.5 + Kl.of(Normal.of(2, 1), Normal.of(0, 2)).value();
        assertEquals(expected, Kl.of(p, q).value(), 1e-15);
        assertEquals(expected, Kl.of(p, q, NUMERIC).value(), 1e-12);
        assertEquals(3 * Entropy.of(Normal.of(0, 1)).value(), Entropy.of(p).value(), 1e-14);
        assertWithin(Kl.of(p, q, Evaluation.monteCarlo(20_000, 1)), expected);
        assertEquals(Route.MONTE_CARLO, TotalVariation.of(p, q).route());

        Plate plate = Plate.of("row", 3);
        Distribution rows = Normal.of(Expr.column(plate, "m", new double[] {0, 1, 2}), 1);
        Distribution otherRows =
                Normal.of(Expr.constant(0).onRows(plate), Expr.column(plate, "s", new double[] {1, 1, 2}));
        assertEquals(expected, Kl.of(rows, otherRows).value(), 1e-15);
        assertEquals(expected, Kl.of(rows, otherRows, NUMERIC).value(), 1e-12);
        assertWithin(Kl.of(rows, otherRows, Evaluation.monteCarlo(20_000, 2)), expected);

        Distribution trials = Bernoulli.of(Expr.constant(new double[][] {{0.1, 0.2}, {0.3, 0.4}}));
        Distribution fair = Bernoulli.of(Expr.constant(new double[][] {{0.5, 0.5}, {0.5, 0.5}}));
        double sum = 0;
        for (double probability : new double[] {0.1, 0.2, 0.3, 0.4}) {
            sum += Kl.of(Bernoulli.of(probability), Bernoulli.of(0.5)).value();
        }
        assertEquals(sum, Kl.of(trials, fair).value(), 1e-15);
        assertEquals(sum, Kl.of(trials, fair, NUMERIC).value(), 1e-14);
    }

    @Test
    void vectorLawsAndTheirSpecialCases() {
        MultivariateNormal p = MultivariateNormal.of(new double[] {0, 1}, new double[][] {{1, 0}, {0, 2}});
        MultivariateNormal q = MultivariateNormal.of(new double[] {1, -1}, new double[][] {{2, 0}, {0, 0.5}});
        double apart = Kl.of(Normal.of(0, 1), Normal.of(1, 2))
                .plus(Kl.of(Normal.of(1, 2), Normal.of(-1, 0.5)))
                .value();
        assertEquals(apart, Kl.of(p, q).value(), 1e-13);
        assertEquals(0, Kl.of(p, p).value());
        double affinity = Renyi.of(0.3, Normal.of(0, 1), Normal.of(1, 2))
                .plus(Renyi.of(0.3, Normal.of(1, 2), Normal.of(-1, 0.5)))
                .value();
        assertEquals(affinity, Renyi.of(0.3, p, q).value(), 1e-13);
        assertEquals(
                Kl.of(Beta.of(2, 3), Beta.of(1.5, 4)).value(),
                Kl.of(Dirichlet.of(2, 3), Dirichlet.of(1.5, 4)).value(),
                1e-14);
        assertEquals(
                Renyi.of(3, Beta.of(2, 3), Beta.of(1.5, 4)).value(),
                Renyi.of(3, Dirichlet.of(2, 3), Dirichlet.of(1.5, 4)).value(),
                1e-13);
        assertEquals(
                CrossEntropy.of(Beta.of(2, 3), Beta.of(1.5, 4)).value(),
                CrossEntropy.of(Dirichlet.of(2, 3), Dirichlet.of(1.5, 4)).value(),
                1e-14);
    }

    /** The same rotation, shear and shift of both laws: x ↦ Ax + b takes L to a factor of A L Lᵀ Aᵀ. */
    @Test
    void correlatedNormalsAgreeWithMonteCarlo() {
        MultivariateNormal p = MultivariateNormal.of(new double[] {0, 1}, new double[][] {{1, 0}, {0.5, 2}});
        MultivariateNormal q = MultivariateNormal.of(new double[] {1, 1}, new double[][] {{2, 0}, {-0.5, 1}});
        // 5 standard errors: 6e-7 for a fresh seed
        assertWithin(Kl.of(p, q, Evaluation.monteCarlo(50_000, 5)), Kl.of(p, q).value());
        assertWithin(
                Hellinger.of(p, q, Evaluation.monteCarlo(50_000, 6)),
                Hellinger.of(p, q).value());
        assertWithin(
                CrossEntropy.of(p, q, Evaluation.monteCarlo(50_000, 7)),
                CrossEntropy.of(p, q).value());
        assertEquals(
                CrossEntropy.of(p, q).value(),
                Entropy.of(p).value() + Kl.of(p, q).value(),
                1e-13);
        // scaled by 4 and 1/4, and shifted
        MultivariateNormal scaledP =
                MultivariateNormal.of(new double[] {5, 0.25}, new double[][] {{4, 0}, {0.125, 0.5}});
        MultivariateNormal scaledQ =
                MultivariateNormal.of(new double[] {9, 0.25}, new double[][] {{8, 0}, {-0.125, 0.25}});
        assertEquals(Kl.of(p, q).value(), Kl.of(scaledP, scaledQ).value(), 1e-14);
        assertEquals(INFINITY, ChiSquare.of(p, q).value());
    }

    @Test
    void dirichletsAgreeWithMonteCarlo() {
        Dirichlet p = Dirichlet.of(1, 2, 3);
        Dirichlet q = Dirichlet.of(2, 2, 2);
        assertWithin(Kl.of(p, q, Evaluation.monteCarlo(50_000, 8)), Kl.of(p, q).value());
        assertWithin(
                Renyi.of(0.5, p, q, Evaluation.monteCarlo(50_000, 9)),
                Renyi.of(0.5, p, q).value());
        assertWithin(
                CrossEntropy.of(p, q, Evaluation.monteCarlo(50_000, 10)),
                CrossEntropy.of(p, q).value());
    }

    private static void assertWithin(Divergence estimate, double exact) {
        assertEquals(exact, estimate.value(), 5 * estimate.error(), estimate.toString());
    }

    // ---------------------------------------------------------------- what is refused

    @Test
    void refusesLawsThatCannotBeCompared() {
        assertMessage(
                IllegalArgumentException.class,
                () -> Kl.of(Normal.of(0, 1), MultivariateNormal.of(new double[2], new double[][] {{1, 0}, {0, 1}})),
                "Kl compares laws of the same draws",
                "the first, Normal, has single numbers",
                "the second, MultivariateNormal, draws of shape");
        assertMessage(
                IllegalArgumentException.class,
                () -> JensenShannon.of(Dirichlet.of(1, 2), Dirichlet.of(1, 2, 3)),
                "JensenShannon",
                "same number of elements");
        assertMessage(
                IllegalArgumentException.class,
                () -> Kl.of(Normal.of(Expr.variable("mu"), 1), Normal.of(0, 1)),
                "Normal mean depends on the unknown \"mu\"",
                "put a number");
        assertMessage(
                IllegalArgumentException.class,
                () -> Kl.of(Normal.of(0, 1), Normal.of(0, Expr.constant(1).minus(2))),
                "Normal scale must be > 0: -1.0");
        assertMessage(
                IllegalArgumentException.class,
                () -> Kl.of(Normal.of(0, 1), Flat.real()),
                "Kl compares probability laws, and Flat is none",
                "between bounds take Uniform");
        for (double alpha : new double[] {0, -1, INFINITY, Double.NaN}) {
            assertMessage(
                    IllegalArgumentException.class,
                    () -> Renyi.of(alpha, Normal.of(0, 1), Normal.of(0, 1)),
                    "alpha must be > 0 and finite: " + alpha);
        }
        assertMessage(
                IllegalArgumentException.class,
                () -> Kl.of(StudentT.of(3, 0, 1), Cauchy.of(0, 1), Evaluation.by(Route.CLOSED_FORM)),
                "Kl of StudentT and Cauchy cannot be found by [closed form]",
                "Evaluation.standard()");
        assertMessage(IllegalArgumentException.class, () -> Evaluation.monteCarlo(1, 0), "at least 2 draws", ": 1");
        assertMessage(
                IllegalArgumentException.class,
                () -> Entropy.of(Dirichlet.of(1, 2), Evaluation.by(Route.QUADRATURE)),
                "Entropy of Dirichlet cannot");
    }

    static void assertMessage(Class<? extends Throwable> type, Executable call, String... parts) {
        String message = assertThrows(type, call).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    // ---------------------------------------------------------------- Wasserstein

    @Test
    void wassersteinBetweenGaussians() {
        assertEquals(5, Wasserstein2.of(Normal.of(0, 1), Normal.of(3, 5)).value(), 1e-15);
        Distribution p = Normal.of(Expr.constant(new double[] {0, 1}), 1);
        Distribution q = Normal.of(Expr.constant(new double[] {3, 5}), 1);
        assertEquals(5, Wasserstein2.of(p, q).value(), 1e-15);
        MultivariateNormal a = MultivariateNormal.of(new double[] {0, 1}, new double[][] {{1, 0}, {0.5, 2}});
        MultivariateNormal b = MultivariateNormal.of(new double[] {1, 1}, new double[][] {{2, 0}, {-0.5, 1}});
        // mpmath's sqrtm of the covariances, 40 digits
        assertEquals(WASSERSTEIN, Wasserstein2.of(a, b).value(), 1e-13);
        assertEquals(0, Wasserstein2.of(a, a).value(), 1e-14);
        assertEquals(Unit.OF_THE_DRAWS, Wasserstein2.of(a, b).unit());
        assertMessage(
                IllegalArgumentException.class,
                () -> Wasserstein2.of(Normal.of(0, 1), Cauchy.of(0, 1)),
                "between Gaussian laws only, not for Cauchy");
    }

    private static final double WASSERSTEIN = 1.8499331850902735;
}
