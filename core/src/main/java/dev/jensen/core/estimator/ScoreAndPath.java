package dev.jensen.core.estimator;

import dev.jensen.core.density.PartlyDifferentiable;
import dev.jensen.core.density.Separable;
import dev.jensen.core.family.Blockwise;
import dev.jensen.core.family.DiscreteFamily;
import dev.jensen.core.family.MixedFamily;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;
import java.util.Optional;

/**
 * The gradient of −ELBO for a mixed family, q(k) q(x): along the score-function path for the discrete part, each draw's
 * baseline the mean of the others, and along the reparameterisation path for the continuous part (Schulman, Heess, Weber and
 * Abbeel, "Gradient estimation using stochastic computation graphs", NeurIPS 2015).
 *
 * <pre>
 *   w_s = −(ℓ_s − mean of all ℓ) / (S − 1),   ℓ = log p̃ − log q,    in the score of q(k)
 *   v_s = −(∇_x log p̃ − ∇_x log q) / S,                             along the path of x
 * </pre>
 *
 * <p>Where the target is {@link Separable} and the discrete family {@link Blockwise}, each block's score is weighted by the terms of
 * ℓ that depend on the block alone, as {@link RaoBlackwell} does: of many rows with a choice each, no row's gradient has the noise
 * of the others.
 *
 * @param draws S, at least 2
 */
public record ScoreAndPath(int draws)
        implements Estimator<PartlyDifferentiable, MixedFamily<? extends DiscreteFamily, ? extends Reparameterized>> {

    /** Checks the number of draws. */
    public ScoreAndPath {
        Sizes.requireDraws("ScoreAndPath, whose baseline is the mean of the other draws,", 2, draws);
    }

    /** Makes the estimator with S draws a step. */
    public static ScoreAndPath draws(int draws) {
        return new ScoreAndPath(draws);
    }

    @Override
    public Estimation start(
            PartlyDifferentiable target,
            MixedFamily<? extends DiscreteFamily, ? extends Reparameterized> family,
            Noise noise) {
        return new Started(target, family.discrete(), family.continuous(), family, noise, draws);
    }

    private static final class Started implements Estimation {
        private final PartlyDifferentiable target;
        private final DiscreteFamily discrete;
        private final Reparameterized continuous;
        private final MixedFamily<?, ?> both;
        private final Noise noise;
        private final int draws;
        private final double[] epsilon;
        private final double[] ofDiscrete;
        private final double[] ofContinuous;
        private final double[] k;
        private final double[] x;
        private final double[] z;
        private final double[] phi;
        private final double[] logTarget;
        private final double[] logDiscrete;
        private final double[] logContinuous;
        private final double[] v;
        private final double[] ofFamily;
        private final double[] w;
        private final double[] gradientOfPhi;
        private final Optional<DiscreteBlocks> blocks;

        Started(
                PartlyDifferentiable target,
                DiscreteFamily discrete,
                Reparameterized continuous,
                MixedFamily<?, ?> both,
                Noise noise,
                int draws) {
            z = new double[Sizes.ofBatch(target, both, draws)];
            if (target.outcomes().length != discrete.dimension()) {
                throw new IllegalArgumentException("the target has " + target.outcomes().length
                        + " discrete coordinates, but " + both + " has " + discrete.dimension());
            }
            this.target = target;
            this.discrete = discrete;
            this.continuous = continuous;
            this.both = both;
            this.noise = noise;
            this.draws = draws;
            epsilon = new double[Math.multiplyExact(draws, both.noiseDimension())];
            ofDiscrete = new double[draws * discrete.noiseDimension()];
            ofContinuous = new double[draws * continuous.noiseDimension()];
            k = new double[draws * discrete.dimension()];
            x = new double[draws * continuous.dimension()];
            phi = new double[continuous.parameterCount()];
            logTarget = new double[draws];
            logDiscrete = new double[draws];
            logContinuous = new double[draws];
            v = new double[x.length];
            ofFamily = new double[x.length];
            w = new double[draws];
            gradientOfPhi = new double[phi.length];
            blocks = DiscreteBlocks.of(target, discrete, draws);
        }

        @Override
        public int dimension() {
            return both.parameterCount();
        }

        @Override
        public double valueAndGradient(long step, double[] parameters, double[] gradient) {
            int first = discrete.parameterCount();
            System.arraycopy(parameters, first, phi, 0, phi.length);
            draw(step, parameters);
            target.continuousGradient(draws, z, logTarget, v);
            discrete.logDensity(parameters, draws, k, logDiscrete);
            continuous.logDensity(phi, draws, x, logContinuous);
            continuous.gradient(phi, draws, x, ofFamily);
            double mean = Mean.of(logTarget) - Mean.of(logDiscrete) - Mean.of(logContinuous);
            for (int s = 0; s < draws; s++) {
                w[s] = -(logTarget[s] - logDiscrete[s] - logContinuous[s] - mean) / (draws - 1);
            }
            for (int i = 0; i < v.length; i++) {
                v[i] = -(v[i] - ofFamily[i]) / draws;
            }
            Arrays.fill(gradient, 0);
            if (blocks.isPresent()) {
                blocks.get().addScore(parameters, z, k, gradient);
            } else {
                discrete.score(parameters, draws, k, w, gradient);
            }
            Arrays.fill(gradientOfPhi, 0);
            continuous.pullback(phi, draws, ofContinuous, x, v, gradientOfPhi);
            System.arraycopy(gradientOfPhi, 0, gradient, first, phi.length);
            return -mean;
        }

        private void draw(long step, double[] parameters) {
            int n = discrete.noiseDimension();
            int m = continuous.noiseDimension();
            noise.fill(step, draws, n + m, epsilon);
            for (int s = 0; s < draws; s++) {
                System.arraycopy(epsilon, s * (n + m), ofDiscrete, s * n, n);
                System.arraycopy(epsilon, s * (n + m) + n, ofContinuous, s * m, m);
            }
            discrete.draw(parameters, draws, ofDiscrete, k);
            continuous.draw(phi, draws, ofContinuous, x);
            int of = discrete.dimension();
            int d = continuous.dimension();
            for (int s = 0; s < draws; s++) {
                System.arraycopy(k, s * of, z, s * (of + d), of);
                System.arraycopy(x, s * d, z, s * (of + d) + of, d);
            }
        }
    }
}
