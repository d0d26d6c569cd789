package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.distribution.Uniform;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.family.BetaLaw;
import dev.jensen.core.family.GammaLaw;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.NaturalMeanField;
import dev.jensen.core.family.StructuredGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FamiliesOfModelsTest {

    @Test
    void eachLatentHasTheLawOfItsSupport() {
        Model model = Model.of("all kinds", m -> {
            Plate row = m.plate("row", 2);
            m.latent("real", Normal.of(0, 1));
            m.latent("positive", HalfNormal.of(1), row);
            m.latent("scale", InverseGamma.of(2, 3));
            m.latent("bounded", Uniform.of(-1, 4));
            m.latent("shares", Dirichlet.of(1, 2, 3), row);
        });
        assertEquals(
                "NaturalMeanField[NormalLaw[], GammaLaw[], GammaLaw[], InverseGammaLaw[], BetaLaw[], DirichletLaw[size=3],"
                        + " DirichletLaw[size=3]]",
                model.naturalMeanField().toString());
        assertArrayEquals(new int[] {5, 7}, model.naturalMeanField().coordinates(5));
        assertArrayEquals(new int[] {6, 8}, model.naturalMeanField().coordinates(6));
    }

    @Test
    void aConjugatePosteriorIsAMemberOfTheNaturalFamily() {
        // Gamma(3, 2) prior, Poisson counts 4, 7, 2: Gamma(16, 5); Beta(1, 1) prior, 3 of 10: Beta(4, 8)
        Model model = Model.of("conjugate", m -> {
            Plate day = m.plate("day", 3);
            var rate = m.latent("rate", Gamma.of(3, 2));
            var share = m.latent("share", Beta.of(1, 1));
            m.observe("count", Poisson.of(rate.onRows(day)), new int[] {4, 7, 2}, day);
            m.observe("successes", Binomial.of(10, share), 3);
        });
        NaturalMeanField family = model.naturalMeanField();
        double[] posterior = family.parameters(GammaLaw.parameters(16, 5), BetaLaw.parameters(4, 8));
        // at q = p every draw has the same value, the evidence: 2³/Γ(3) · Γ(16)/5¹⁶ / 4!7!2! and 10!/3!7! · B(4, 8)
        double rate = Math.log(8.0 / 2) + Math.log(1307674368000.0) - 16 * Math.log(5) - Math.log(24.0 * 5040 * 2);
        double share = Math.log(120) + Math.log(6.0 * 5040 / 39916800);
        Estimate evidence = Elbo.estimate(model.density(), family, posterior, 50, MonteCarlo.seed(1));
        assertEquals(rate + share, evidence.value(), 1e-10);
        assertEquals(0, evidence.standardError(), 1e-12);
        Fit fit = FixedDrawVi.of(model.density(), family).fit(1);
        assertArrayEquals(posterior, fit.parameters(), 0.15); // on some hundred draws
        assertEquals(rate + share, fit.elbo().value(), 0.01);
    }

    @Test
    void theStructuredGaussianFollowsThePlatesAndSeesWhatMeanFieldCannot() {
        Model model = Model.of("hierarchy", m -> {
            Plate group = m.plate("group", 6);
            var mu = m.latent("mu", Normal.of(0, 3));
            var a = m.latent("a", Normal.of(mu, 0.3), group);
            var b = m.latent("b", Normal.of(0, 1), group);
            m.observe("y", Normal.of(a.plus(b), 0.5), new double[] {1, 2, 0.3, -0.4, 1.2, 0.8}, group);
        });
        StructuredGaussian family = model.structuredGaussian();
        assertEquals(7, family.blocks());
        assertArrayEquals(new int[] {0}, family.coordinates(0));
        assertArrayEquals(new int[] {1, 7}, family.coordinates(1));
        assertArrayEquals(new int[] {0}, family.ancestors(1));
        // linear and normal with rows independent given mu: the posterior is a member, and the ELBO the evidence
        Fit exact = FixedDrawVi.of(model.density(), family).fit(1);
        assertTrue(exact.elbo().standardError() < 0.02, exact.elbo().toString());
        Fit meanField =
                FixedDrawVi.of(model.density(), MeanFieldGaussian.of(13)).fit(1);
        assertTrue(exact.elbo().value() > meanField.elbo().value() + 1, exact.elbo() + ", " + meanField.elbo());
        assertEquals(logEvidence(), exact.elbo().value(), 0.02);
    }

    /** y ~ N(0, 9·11ᵀ + (0.09 + 1 + 0.25) I): |Σ| = v⁵(v + 54), Σ⁻¹ = (I − 9/(v + 54) 11ᵀ)/v. */
    private static double logEvidence() {
        double[] y = {1, 2, 0.3, -0.4, 1.2, 0.8};
        double v = 1.34;
        double sum = Arrays.stream(y).sum();
        double squares = Arrays.stream(y).map(x -> x * x).sum();
        double quadratic = (squares - 9 / (v + 54) * sum * sum) / v;
        return -0.5 * quadratic - 0.5 * (5 * Math.log(v) + Math.log(v + 54)) - 3 * Math.log(2 * Math.PI);
    }

    @Test
    void aModelWithoutPlatesHasOneBlock() {
        Model model = Model.of("two", m -> {
            var x = m.latent("x", Exponential.of(1));
            m.latent("y", Normal.of(x, 1));
        });
        assertEquals(1, model.structuredGaussian().blocks());
        assertEquals(5, model.structuredGaussian().parameterCount());
    }
}
