package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.algorithm.fixed.FixedDrawCurvature;
import dev.jensen.core.algorithm.fixed.FixedDrawLoss;
import dev.jensen.core.algorithm.fixed.Whitening;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.LowRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Ending;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link FixedDrawVi} by {@link Minimizer#TRUST_REGION_NEWTON}. */
class TrustRegionTest {
    private static final int D = 3;

    /** Skewed and correlated: Σ (a uᵢ − exp uᵢ) with u₀ = z₀, u₁ = z₁ − z₀, u₂ = 2z₂ + z₁. */
    private static LogDensity skewed() {
        return LogDensity.of(D, z -> {
            var one = z.at(1).minus(z.at(0));
            var two = z.at(2).times(2).plus(z.at(1));
            return z.at(0)
                    .plus(one)
                    .plus(two)
                    .times(3)
                    .minus(z.at(0).exp().plus(one.exp()).plus(two.exp()));
        });
    }

    @Test
    void endsWhereLbfgsDoes() {
        Differentiable target = (Differentiable) skewed();
        for (Reparameterized family :
                List.of(MeanFieldGaussian.of(D), LowRankGaussian.of(D, 1), FullRankGaussian.of(D))) {
            FixedDrawVi<Reparameterized> run = FixedDrawVi.of(target, family);
            Fit lbfgs = run.fit(1);
            Fit newton = run.minimizer(Minimizer.TRUST_REGION_NEWTON).fit(1);
            assertEquals(Ending.CONVERGED, newton.origin().ending());
            assertEquals(lbfgs.elbo().value(), newton.elbo().value(), 2e-3, family.toString());
        }
    }

    /** Central differences of the gradient, which is proven elsewhere. */
    @Test
    void theHessianIsTheGradientsDerivative() {
        TwiceDifferentiable target = (TwiceDifferentiable) skewed();
        productsAgree(target, MeanFieldGaussian.of(D));
        productsAgree(target, FullRankGaussian.of(D));
        productsAgree(target, LowRankGaussian.of(D, 2));
    }

    private static <G extends Reparameterized & EntropyKnown> void productsAgree(TwiceDifferentiable target, G family) {
        int draws = 10;
        Random random = new Random(5);
        double[] phi = family.initial(new double[] {0.8, 2, 0.1}, 0.4);
        for (int k = 0; k < phi.length; k++) {
            phi[k] += 0.1 * random.nextGaussian();
        }
        MomentMatched source = new MomentMatched(MonteCarlo.seed(2));
        double[] noise = new double[draws * family.noiseDimension()];
        source.fill(0, draws, family.noiseDimension(), noise);
        Whitening whitening = Whitening.at(phi, family, target);
        var loss = new FixedDrawLoss(
                        Reparameterization.<G>closedFormEntropy(draws).start(target, family, source))
                .in(whitening);
        var curved = new FixedDrawCurvature<>(loss, target, target, family, whitening, draws, noise, () -> {});
        double[] x = random.doubles(phi.length, -0.3, 0.3).toArray();
        double[] v = random.doubles(phi.length, -2, 2).toArray();
        double[] product = new double[x.length];
        curved.hessianProduct(x, v, product);
        double h = 1e-5;
        double[] ahead = x.clone();
        double[] behind = x.clone();
        for (int k = 0; k < x.length; k++) {
            ahead[k] += h * v[k];
            behind[k] -= h * v[k];
        }
        double[] ofAhead = new double[x.length];
        double[] ofBehind = new double[x.length];
        loss.valueAndGradient(ahead, ofAhead);
        loss.valueAndGradient(behind, ofBehind);
        for (int k = 0; k < x.length; k++) {
            double expected = (ofAhead[k] - ofBehind[k]) / (2 * h);
            assertEquals(expected, product[k], 1e-6 * Math.max(1, Math.abs(expected)), family + ", " + k);
        }
    }

    @Test
    void aTargetWithoutHessianIsMinimisedByLbfgs() {
        Differentiable hessianless = Differentiable.ofFunction(1, (z, g) -> {
            g[0] = 2 - Math.exp(z[0]);
            return 2 * z[0] - Math.exp(z[0]);
        });
        FixedDrawVi<MeanFieldGaussian> run = FixedDrawVi.of(hessianless, MeanFieldGaussian.of(1));
        assertArrayEquals(
                run.fit(1).parameters(),
                run.minimizer(Minimizer.TRUST_REGION_NEWTON).fit(1).parameters());
    }
}
