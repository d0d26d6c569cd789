package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.BetaLaw;
import dev.jensen.core.family.GammaLaw;
import dev.jensen.core.family.MeanFieldMixture;
import dev.jensen.core.family.MeanFieldStudentT;
import dev.jensen.core.family.NaturalMeanField;
import dev.jensen.core.family.NormalLaw;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Ending;
import org.junit.jupiter.api.Test;

/** Fixed draws for families that are not affine. */
class FixedDrawsOfAnyFamilyTest {

    @Test
    void findsAPosteriorOfNaturalLaws() {
        // Gamma(4, 2), Beta(2, 5) and N(-1, 0.5) in their unconstrained coordinates
        ExprDensity target = LogDensity.of(3, z -> {
            var gamma = z.at(0).times(4).minus(z.at(0).exp().times(2));
            var beta = z.at(1)
                    .negate()
                    .softplus()
                    .times(-2)
                    .minus(z.at(1).softplus().times(5));
            return gamma.plus(beta).minus(z.at(2).plus(1).square().times(2));
        });
        NaturalMeanField family = NaturalMeanField.of(new GammaLaw(), new BetaLaw(), new NormalLaw());
        Fit fit = FixedDrawVi.of(target, family).fit(1);
        assertEquals(Ending.CONVERGED, fit.origin().ending());
        double[] expected = {Math.log(4), Math.log(2), Math.log(2), Math.log(5), -1, Math.log(0.5)};
        assertArrayEquals(expected, fit.parameters(), 0.15); // of 32 to 512 draws
        assertArrayEquals(new double[] {2, 2.0 / 7, -1}, family.naturalMean(fit.parameters()), 0.03);
    }

    @Test
    void findsATAndAMixture() {
        ExprDensity heavy = LogDensity.of(
                2, z -> z.minus(3).dividedBy(2).square().dividedBy(5).log1p().times(-3));
        Fit t = FixedDrawVi.of(heavy, MeanFieldStudentT.of(2, 5)).startAtMode().fit(1);
        assertEquals(Ending.CONVERGED, t.origin().ending());
        assertArrayEquals(new double[] {3, 3, Math.log(2), Math.log(2)}, t.parameters(), 0.1);
        ExprDensity two = LogDensity.of(1, z -> {
            var low = z.at(0).plus(2).square().times(-1);
            var high = z.at(0).minus(2).square().times(-1);
            return dev.jensen.core.expr.Expr.stack(java.util.List.of(low, high)).logSumExp();
        });
        Fit mixture = FixedDrawVi.of(two, MeanFieldMixture.of(1, 2))
                .start(MeanFieldMixture.of(1, 2).initial(new double[1], 1))
                .fit(1);
        // log ∫ = log 2√π
        assertEquals(Math.log(2 * Math.sqrt(Math.PI)), mixture.elbo().value(), 0.02);
    }

    @Test
    void findsAFlow() {
        // a Gumbel law of minima, log ∫ = 0
        ExprDensity target = LogDensity.of(1, z -> z.minus(z.exp()).sum());
        Fit flow = FixedDrawVi.of(target, NormalizingFlow.sinhArcsinh(1)).fit(1);
        assertTrue(flow.elbo().value() > -0.02, flow.elbo().toString());
    }
}
