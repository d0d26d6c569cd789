package dev.jensen.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Trace;
import org.junit.jupiter.api.Test;

/** Of normals, where everything has a closed form. Draws are fixed by the seed. */
class DiagnosticsTest {
    /** A normal with means 1 and −2, standard deviations 1 and 3, normalised: log evidence 0. */
    private static Differentiable normal() {
        return LogDensity.of(2, z -> {
            var a = z.at(0).minus(1).square().times(-0.5);
            var b = z.at(1).plus(2).dividedBy(3).square().times(-0.5);
            return a.plus(b).minus(Math.log(3) + Math.log(2 * Math.PI));
        });
    }

    private static Fit fit(double shift, double scale) {
        double[] phi = MeanFieldGaussian.of(2).initial(new double[] {1 + shift, -2}, 1);
        phi[2] = Math.log(1);
        phi[3] = Math.log(3 * scale);
        Origin origin = new Origin("fixed", 3, Ending.CONVERGED, 0, Trace.of(1, 0, new double[0], new long[0]));
        return new Fit(normal(), MeanFieldGaussian.of(2), phi, new Estimate(0, 0, 1), origin);
    }

    @Test
    void anExactFitHasNothingLeft() {
        Diagnostics exact = fit(0, 1).diagnostics();
        Diagnostics.Residual residual = exact.residual().orElseThrow();
        assertEquals(0, residual.size(), 1e-9);
        assertEquals(1, exact.effectiveShare(), 1e-9);
        assertEquals(0, exact.kHat());
        assertEquals(0, exact.evidence().iwelbo().value(), 1e-9);
        assertEquals(0, exact.row("z[1]").shift(), 0.01);
    }

    @Test
    void shiftAndScaleAreThoseThatWereMade() {
        Diagnostics off = fit(0.3, 0.9).diagnostics();
        // 8,192 weighted draws: 4 standard errors are below 0.06
        assertEquals(0.3, off.row("z[0]").shift(), 0.06);
        assertEquals(Math.log(0.9), off.row("z[1]").logRatio(), 0.06);
        assertTrue(off.row("z[1]").kHat() > off.row("z[0]").kHat(), off::toString);
        Diagnostics.Residual residual = off.residual().orElseThrow();
        // r_0 σ_0 = −0.3; r_1 σ_1 = (1 − 0.81) ε
        assertEquals(Math.sqrt((0.09 + 0.19 * 0.19) / 2), residual.size(), 0.02);
        assertEquals(0.3 / 0.19, residual.signalToNoise(), 0.15);
        assertEquals(0, residual.worst());
        // KL(q‖p) = ½ 0.3² + ½ (0.81 − 1 − log 0.81), 4 standard errors
        double kl = 0.045 + 0.5 * (0.81 - 1 - Math.log(0.81));
        assertEquals(
                -kl, off.evidence().elbo().value(), 4 * off.evidence().elbo().standardError());
        assertTrue(off.toString().contains("gradient residual"), off::toString);
    }

    @Test
    void aWeightedFitIsMeasuredBesideItsQ() {
        Diagnostics own = DefaultFit.of(normal()).fit().diagnostics();
        assertEquals(1, own.row("z[0]").weightedMean(), 0.05);
        assertTrue(own.row("z[0]").sampleSize() > 1000, own::toString);
    }

    @Test
    void aTargetWithoutGradientHasNoResidual() {
        Fit fit = StochasticGradientVi.of(LogDensity.ofFunction(1, z -> -0.5 * z[0] * z[0]), MeanFieldGaussian.of(1))
                .maximumSteps(10)
                .fit(1);
        assertTrue(fit.diagnostics().residual().isEmpty());
        assertTrue(assertThrows(
                        IllegalArgumentException.class, () -> fit.diagnostics().row("y"))
                .getMessage()
                .contains("\"y\""));
    }
}
