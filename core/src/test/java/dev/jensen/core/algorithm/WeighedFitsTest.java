package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Factor;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Variables;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.LocationScale;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Adaptive and conditional importance sampling, and Hamiltonian Monte Carlo through a flow, against known moments. */
class WeighedFitsTest {

    /** x ~ N(0, 1), y | x ~ N(x²/2, ½²): E y = ½, Var y = ½ + ¼, log evidence 2. */
    private static Differentiable banana() {
        return LogDensity.of(2, z -> {
            Expr bend = z.at(1).minus(z.at(0).square().times(0.5)).times(2);
            return z.at(0).square().plus(bend.square()).times(-0.5).plus(2 + Math.log(2) - Math.log(2 * Math.PI));
        });
    }

    /** 0.1 is 3 standard errors at an effective sample size of 1,000; the seed is fixed. */
    private static void requireBanana(Fit fit) {
        assertEquals(0, moments(fit, 0)[0], 0.1);
        assertEquals(0.5, moments(fit, 1)[0], 0.1);
        assertEquals(Math.sqrt(0.75), moments(fit, 1)[1], 0.1);
    }

    /** Weighted mean and standard deviation of a coordinate. */
    private static double[] moments(Fit fit, int i) {
        double[] points = fit.points().orElseThrow().points();
        double[] weights = fit.points().orElseThrow().weights().weights();
        int d = fit.family().dimension();
        double mean = 0;
        double square = 0;
        for (int s = 0; s < weights.length; s++) {
            mean += weights[s] * points[s * d + i];
            square += weights[s] * points[s * d + i] * points[s * d + i];
        }
        return new double[] {mean, Math.sqrt(square - mean * mean)};
    }

    @Test
    void anAdaptedMixtureBendsWhereANormalCannot() {
        Fit normal = NaturalGradient.of(banana()).fit(1);
        Fit adapted =
                AdaptiveImportanceSampling.from(normal).draws(4000).rounds(4).fit();
        requireBanana(adapted);
        var before = ImportanceSampling.through(normal).fit().points().orElseThrow();
        var after = adapted.points().orElseThrow();
        assertTrue(
                after.weights().effectiveSampleSize() > before.weights().effectiveSampleSize(),
                after.weights() + " after " + before.weights());
        Fit again =
                AdaptiveImportanceSampling.from(normal).draws(4000).rounds(4).fit();
        assertArrayEquals(after.points(), again.points().orElseThrow().points());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> AdaptiveImportanceSampling.from(normal).rounds(0))
                .getMessage();
        assertTrue(message.contains("at least 1 round: 0"), message);
    }

    @Test
    void chainsInTheNoiseOfAPoorFlowEndInThePosterior() {
        NormalizingFlow flow = NormalizingFlow.of(2, List.of(LocationScale.of(2)));
        Fit poor = FixedDrawVi.of(banana(), flow).fit(1);
        Fit moved = FlowHmc.through(poor).fit();
        requireBanana(moved);
        assertTrue(moved.verdict().isPresent());
        Fit normal = NaturalGradient.of(banana()).fit(1);
        String message = assertThrows(IllegalArgumentException.class, () -> FlowHmc.through(normal))
                .getMessage();
        assertTrue(message.contains("fit a NormalizingFlow first"), message);
        message = assertThrows(
                        IllegalArgumentException.class,
                        () -> FlowHmc.through(poor).chains(1))
                .getMessage();
        assertTrue(message.contains("at least 2 chains: 1"), message);
    }

    /** μ ~ N(0, 1), θ_j ~ N(μ, 1), y_j ~ N(θ_j, ½²): with n = 40 the posterior of μ is N(Σy/1.25 / (1 + n/1.25), 1/(1 + n/1.25)). */
    @Test
    void localEffectsFromTheirConditionalNormals() {
        int n = 40;
        double[] y = new double[n];
        double sum = 0;
        for (int j = 0; j < n; j++) {
            y[j] = 2 + Math.sin(3.0 * j);
            sum += y[j];
        }
        Plate plate = Plate.of("group", n);
        Expr mu = Expr.variable("mu");
        Expr theta = Expr.variable("theta", n);
        Expr rows = theta.toRows(plate);
        ExprDensity target = ExprDensity.of(
                List.of(mu, theta),
                List.of(
                        Factor.of("mu", mu.square().times(-0.5)),
                        Factor.of("theta", rows.minus(mu).square().times(-0.5)),
                        Factor.of(
                                "y",
                                Expr.column(plate, "y", y).minus(rows).square().times(-2))),
                Variables.unnamed(n + 1));
        FullRankGaussian family = FullRankGaussian.of(n + 1);
        // a poor q: too narrow, and a little off
        Fit fit = NaturalGradient.of(target).fit(1);
        double[] mean = family.mean(fit.parameters());
        double[][] factor = family.factor(fit.parameters());
        for (int i = 0; i <= n; i++) {
            mean[i] += 0.3 * factor[i][i];
            for (int k = 0; k <= i; k++) {
                factor[i][k] *= 0.8;
            }
        }
        Fit poor = new Fit(target, family, family.parameters(mean, factor), fit.elbo(), fit.origin());
        ConditionalImportanceSampling sampling = ConditionalImportanceSampling.through(poor);
        assertArrayEquals(new int[] {0}, sampling.globals());
        Fit corrected = sampling.fit();
        assertTrue(corrected.verdict().orElseThrow() instanceof Verdict.Reliable, corrected::toString);
        double precision = 1 + n / 1.25;
        assertEquals(sum / 1.25 / precision, moments(corrected, 0)[0], 0.05 / Math.sqrt(precision));
        assertEquals(1 / Math.sqrt(precision), moments(corrected, 0)[1], 0.01);
        double share = corrected.points().orElseThrow().weights().effectiveSampleSize() / 4096;
        assertTrue(share > 0.5, () -> "effective share " + share);
    }

    @Test
    void refusesWhatHasNoLocalEffects() {
        Fit fit = NaturalGradient.of(banana()).fit(1);
        String message = assertThrows(IllegalArgumentException.class, () -> ConditionalImportanceSampling.through(fit))
                .getMessage();
        assertTrue(message.contains("no globals and small blocks"), message);
    }
}
