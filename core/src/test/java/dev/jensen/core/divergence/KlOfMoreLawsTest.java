package dev.jensen.core.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.BetaPrime;
import dev.jensen.core.distribution.ChiSquared;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Geometric;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseGaussian;
import dev.jensen.core.distribution.Logistic;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.ScaledInverseChiSquared;
import dev.jensen.core.distribution.VonMises;
import org.junit.jupiter.api.Test;

/** Divergences of laws by closed form and, of truncated ones, by quadrature, against mpmath 1.4.1 quadrature and sums. */
class KlOfMoreLawsTest {
    private static void assertKl(double expected, Distribution p, Distribution q, Route route) {
        Divergence kl = Kl.of(p, q);
        assertEquals(expected, kl.value(), 1e-10 * expected, p.name());
        assertEquals(route, kl.route(), p.name());
    }

    @Test
    void agreesWithQuadrature() {
        assertKl(0.923481598806162, VonMises.of(0.5, 3), VonMises.of(-1, 0.7), Route.CLOSED_FORM);
        assertKl(0.368975134129588, ChiSquared.of(3), ChiSquared.of(5), Route.CLOSED_FORM);
        assertKl(
                0.976574580271496,
                ScaledInverseChiSquared.of(4, 2),
                ScaledInverseChiSquared.of(3, 1),
                Route.CLOSED_FORM);
        assertKl(2.35412026538597, InverseGaussian.of(2, 0.5), InverseGaussian.of(1, 3), Route.CLOSED_FORM);
        assertKl(0.239736580428760, BetaPrime.of(2, 3), BetaPrime.of(1.5, 4), Route.CLOSED_FORM);
        assertKl(0.274276261683506, Geometric.of(0.3), Geometric.of(0.5), Route.CLOSED_FORM);
        assertKl(
                0.622147201757709,
                Bernoulli.ofProbit(0.4),
                Bernoulli.ofProbit(-1),
                Kl.of(Bernoulli.of(0.1), Bernoulli.of(0.2)).route());
        assertKl(
                0.116622632596503,
                Normal.of(0, 1).truncated(-1, 2),
                Normal.of(1, 2).truncated(-1, 2),
                Route.QUADRATURE);
    }

    /** Laws of equal numbers are not the same where they truncate different laws. */
    @Test
    void truncatedLawsOfEqualNumbersDiffer() {
        Distribution p = HalfNormal.of(1).truncatedAbove(3);
        assertNotEquals(0, Kl.of(p, HalfCauchy.of(1).truncatedAbove(3)).value());
        assertEquals(0, Kl.of(p, HalfNormal.of(1).truncatedAbove(3)).value(), 1e-12);
    }

    /** Nor are laws in other coordinates, whose class is the same. */
    @Test
    void recentredLawsOfEqualNumbersDiffer() {
        double kl = Kl.of(Normal.of(0, 1), Logistic.of(0, 1)).value();
        assertEquals(
                kl,
                Kl.of(Normal.of(0, 1).nonCentered(), Logistic.of(0, 1).nonCentered())
                        .value(),
                1e-9);
        assertEquals(
                0, Kl.of(Normal.of(0, 1).nonCentered(), Normal.of(0, 1).auto()).value(), 1e-9);
    }
}
