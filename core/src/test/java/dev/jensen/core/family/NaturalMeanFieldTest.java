package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.support.ContinuousSupport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NaturalMeanFieldTest {

    /** As many of these laws as it takes, then normal ones. */
    private static NaturalMeanField family(int dimension, NaturalLaw... first) {
        List<NaturalLaw> laws = new ArrayList<>();
        int left = dimension;
        for (NaturalLaw law : first) {
            if (law.coordinates() <= left) {
                laws.add(law);
                left -= law.coordinates();
            }
        }
        for (int i = 0; i < left; i++) {
            laws.add(new NormalLaw());
        }
        return NaturalMeanField.of(laws.toArray(NaturalLaw[]::new));
    }

    @Nested
    class OfDirichletAndGamma extends FamilyContract {
        @Override
        Family family(int dimension) {
            return NaturalMeanFieldTest.family(dimension, new DirichletLaw(3), new GammaLaw());
        }
    }

    @Nested
    class OfBetaTInverseGammaAndExponential extends FamilyContract {
        @Override
        Family family(int dimension) {
            return NaturalMeanFieldTest.family(
                    dimension, new BetaLaw(), new StudentTLaw(), new InverseGammaLaw(), new ExponentialLaw());
        }
    }

    @Nested
    class OfNormalVectors extends FamilyContract {
        @Override
        Family family(int dimension) {
            return NaturalMeanFieldTest.family(dimension, new NormalVectorLaw(2), new NormalVectorLaw(3));
        }
    }

    @Nested
    class OfVonMises extends FamilyContract {
        @Override
        Family family(int dimension) {
            return NaturalMeanFieldTest.family(dimension, new VonMisesLaw());
        }
    }

    @Test
    void concentratedVonMisesLawsHaveTheMomentsOfTheirExpansion() {
        NaturalMeanField family = NaturalMeanField.of(new VonMisesLaw());
        for (double kappa : new double[] {400, 499, 501, 1e5}) {
            double[] phi = family.parameters(VonMisesLaw.parameters(0.4, kappa));
            assertEquals(0.4, family.naturalMean(phi)[0], 1e-12);
            // Laplace's expansion: the variance about μ is 1/κ + 1/2κ² + O(1/κ³)
            assertEquals(
                    1 / kappa + 0.5 / kappa / kappa, family.naturalVariance(phi)[0], 1.1 / (kappa * kappa * kappa));
        }
    }

    @Test
    void logDensitiesAreThoseOfTheLawsWithTheirJacobians() {
        NaturalMeanField family = NaturalMeanField.of(new GammaLaw(), new DirichletLaw(4), new BetaLaw());
        double[] phi = family.parameters(
                GammaLaw.parameters(2.5, 0.7),
                new DirichletLaw(4).parameters(0.5, 2, 1.3, 4),
                BetaLaw.parameters(1.2, 3.4));
        LogDensity laws = LogDensity.of(5, z -> {
            Expr beta = pushed(dev.jensen.core.distribution.Beta.of(1.2, 3.4), z.at(4));
            return pushed(Gamma.of(2.5, 0.7), z.at(0))
                    .plus(pushed(Dirichlet.of(0.5, 2, 1.3, 4), z.slice(1, 4)))
                    .plus(beta);
        });
        double[] z = {0.3, -1, 0.2, 0.7, 1.5, -4, 3, -2, 0.1, -6};
        double[] expected = new double[2];
        double[] values = new double[2];
        laws.logDensity(2, z, expected);
        family.logDensity(phi, 2, z, values);
        assertArrayEquals(expected, values, 1e-12);
    }

    private static Expr pushed(dev.jensen.core.distribution.Continuous law, Expr u) {
        ContinuousSupport support = law.support();
        return law.logDensityInside(support.constrain(u))
                .sum()
                .plus(support.logJacobian(u).sum());
    }

    @Test
    void naturalMomentsAreThoseOfTheLaws() {
        NaturalMeanField family = NaturalMeanField.of(new DirichletLaw(3), new InverseGammaLaw(), new GammaLaw());
        double[] phi = family.parameters(
                new DirichletLaw(3).parameters(1, 2, 5), InverseGammaLaw.parameters(4, 6), GammaLaw.parameters(3, 2));
        assertArrayEquals(new double[] {0.125, 0.25, 0.625, 2, 1.5}, family.naturalMean(phi), 1e-14);
        assertArrayEquals(new double[] {7.0 / 576, 1.0 / 48, 15.0 / 576, 2, 0.75}, family.naturalVariance(phi), 1e-14);
    }

    @Test
    void drawsHaveTheMomentsThatTheFamilyStates() {
        NaturalMeanField family = NaturalMeanField.of(
                new DirichletLaw(3), new InverseGammaLaw(), new GammaLaw(), new BetaLaw(), new ExponentialLaw());
        double[] phi = family.parameters(
                new DirichletLaw(3).parameters(0.6, 2, 1.1),
                InverseGammaLaw.parameters(0.7, 2),
                GammaLaw.parameters(0.2, 2),
                BetaLaw.parameters(0.3, 8),
                ExponentialLaw.parameters(2));
        int n = 1_000;
        double[] noise = new double[6 * n];
        double[] z = new double[6 * n];
        MonteCarlo.seed(3).fill(0, n, 6, noise);
        family.draw(phi, n, noise, z);
        for (int i = 0; i < 6; i++) {
            RunningMoments moments = new RunningMoments();
            RunningMoments squares = new RunningMoments();
            double mean = family.mean(phi)[i];
            for (int s = 0; s < n; s++) {
                moments.add(z[6 * s + i]);
                squares.add((z[6 * s + i] - mean) * (z[6 * s + i] - mean));
            }
            // 4 standard errors × 12 comparisons: 0.08 % for a fresh seed; the seed is fixed
            assertEquals(mean, moments.mean(), 4 * moments.estimate().standardError(), "mean " + i);
            assertEquals(
                    family.variance(phi)[i],
                    squares.mean(),
                    4 * squares.estimate().standardError(),
                    "variance " + i);
        }
    }

    @Test
    void saysWhatItCannotDo() {
        FamilyContract.assertMessage("DirichletLaw needs at least 2 shares: 1", () -> new DirichletLaw(1));
        FamilyContract.assertMessage(
                "GammaLaw shape must be positive and finite: -1.0", () -> GammaLaw.parameters(-1, 1));
        FamilyContract.assertMessage(
                "takes coordinate 0: each of the coordinates 0 to 1 must be taken by one law",
                () -> NaturalMeanField.of(List.of(
                        new NaturalMeanField.Placed(new GammaLaw(), 0, 1),
                        new NaturalMeanField.Placed(new BetaLaw(), 0, 1))));
        FamilyContract.assertMessage(
                "NaturalMeanField parameters of law 0, GammaLaw[], must have 2 entries: 1",
                () -> NaturalMeanField.of(new GammaLaw()).parameters(new double[1]));
    }
}
