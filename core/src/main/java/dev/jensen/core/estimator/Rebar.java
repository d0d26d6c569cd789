package dev.jensen.core.estimator;

import dev.jensen.core.density.Relaxable;
import dev.jensen.core.family.GumbelMax;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/**
 * The score-function gradient of −ELBO with the relaxed target as a control variate, whose mean is known by reparameterisation:
 * unbiased whatever the relaxation (Tucker, Mnih, Maddison, Lawson and Sohl-Dickstein, "REBAR: low-variance, unbiased gradient
 * estimates for discrete latent variable models", NeurIPS 2017, equation 7).
 *
 * <pre>
 *   −(ℓ(z) − baseline) ∇log q(z)  −  η [ ∇ℓ(soft key) − ∇ℓ(soft key | z) − ℓ(soft key | z) ∇log q(z) ]
 *   ℓ = log p̃ − log q
 * </pre>
 *
 * <p>The baseline is the mean of the other draws' ℓ; there is none where S = 1. Left alone it learns η and the temperature: η is
 * the regression coefficient of the first term on the bracket, over the steps so far with a memory of some 100, and the temperature
 * that of a few whose bracket explains most of the variance; each step tries one of them besides. (The paper descends the variance
 * by its own gradient, which takes second derivatives and step sizes.) So the estimate is a function of the steps since the start;
 * with both {@linkplain #fixed held fixed} it is one of step and φ.
 *
 * @param draws S, at least 1
 * @param temperature τ, more than 0; where it is learnt, what to begin with
 * @param strength η; where it is learnt, what to begin with
 * @param learns whether it learns them
 */
public record Rebar(int draws, double temperature, double strength, boolean learns)
        implements Estimator<Relaxable, GumbelMax> {

    /** Checks draws, temperature and strength. */
    public Rebar {
        Sizes.requireDraws("Rebar", 1, draws);
        Relaxation.requireTemperature(temperature);
        if (!Double.isFinite(strength)) {
            throw new IllegalArgumentException("Rebar strength must be finite: " + strength);
        }
    }

    /** Makes the estimator with S draws a step, which learns its temperature and strength. */
    public static Rebar draws(int draws) {
        return new Rebar(draws, 0.5, 1, true);
    }

    /** The same with temperature τ and strength η that stay as they are. */
    public Rebar fixed(double newTemperature, double newStrength) {
        return new Rebar(draws, newTemperature, newStrength, false);
    }

    @Override
    public boolean hasMemory() {
        return learns;
    }

    @Override
    public Estimation start(Relaxable target, GumbelMax family, Noise noise) {
        return new Started(target, family, noise, this);
    }

    private static final class Started implements Estimation {

        /** What each temperature is, as a multiple of the first. */
        private static final double[] GRID = {1, 0.2, 0.5, 2, 4};

        private static final double MEMORY = 0.99;

        private final GumbelMax family;
        private final Noise noise;
        private final Rebar rebar;
        private final Relaxation at;
        private final double[] epsilon;
        private final double[] ofStep;
        private final double[] losses;
        private final double[] w;
        private final double[] variate;
        private final double[] trial;
        private final double[] product = new double[GRID.length]; // running means of g·B
        private final double[] square = new double[GRID.length]; // and of B·B
        private final boolean[] tried = new boolean[GRID.length];
        private long taken;

        Started(Relaxable target, GumbelMax family, Noise noise, Rebar rebar) {
            this.family = family;
            this.noise = noise;
            this.rebar = rebar;
            at = new Relaxation(target, family, rebar.draws);
            int p = family.parameterCount();
            epsilon = new double[rebar.draws * p];
            ofStep = new double[2 * rebar.draws * p];
            losses = new double[rebar.draws];
            w = new double[rebar.draws];
            variate = new double[p];
            trial = new double[p];
        }

        @Override
        public int dimension() {
            return family.parameterCount();
        }

        @Override
        public double valueAndGradient(long step, double[] phi, double[] gradient) {
            int draws = rebar.draws;
            draw(step, phi);
            at.atOutcomes(phi, losses);
            double mean = Mean.of(losses);
            for (int s = 0; s < draws; s++) {
                w[s] = draws == 1 ? -losses[0] : -(losses[s] - mean) / (draws - 1);
            }
            Arrays.fill(gradient, 0);
            family.score(phi, draws, at.z, w, gradient);
            int best = rebar.learns ? best() : 0;
            double strength = rebar.learns && tried[best] ? -product[best] / square[best] : rebar.strength;
            controlVariate(phi, rebar.temperature * GRID[best], variate);
            if (rebar.learns) {
                learn(phi, gradient, best);
            }
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += strength * variate[k];
            }
            taken++;
            return -mean;
        }

        /** Keys, and the noise of the keys given outcomes, from one draw of noise. */
        private void draw(long step, double[] phi) {
            int p = family.parameterCount();
            int draws = rebar.draws;
            noise.fill(step, draws, 2 * p, ofStep);
            for (int s = 0; s < draws; s++) {
                System.arraycopy(ofStep, 2 * s * p, epsilon, s * p, p);
            }
            family.keys(phi, draws, epsilon, at.keys);
            family.choose(draws, at.keys, at.z);
        }

        /** B = −mean of [ ∇ℓ(soft key) − ∇ℓ(soft key | z) − ℓ(soft key | z) ∇log q(z) ], whose mean is 0. */
        private void controlVariate(double[] phi, double temperature, double[] out) {
            int p = family.parameterCount();
            int draws = rebar.draws;
            Arrays.fill(out, 0);
            for (int s = 0; s < draws; s++) {
                System.arraycopy(ofStep, 2 * s * p, epsilon, s * p, p);
            }
            family.keys(phi, draws, epsilon, at.keys);
            family.soften(temperature, draws, at.keys, at.codes);
            at.atCodes(phi);
            family.softenPullback(temperature, draws, at.codes, at.vectors);
            for (int i = 0; i < at.vectors.length; i++) {
                out[i % p] -= at.vectors[i] / draws; // ∂key/∂φ = I
            }
            for (int s = 0; s < draws; s++) {
                System.arraycopy(ofStep, (2 * s + 1) * p, epsilon, s * p, p);
            }
            family.keysGiven(phi, draws, at.z, epsilon, at.keys);
            family.soften(temperature, draws, at.keys, at.codes);
            at.atCodes(phi);
            double mean = Mean.of(at.values);
            for (int s = 0; s < draws; s++) {
                w[s] = draws == 1 ? at.values[0] : (at.values[s] - mean) / (draws - 1);
            }
            family.score(phi, draws, at.z, w, out);
            family.softenPullback(temperature, draws, at.codes, at.vectors);
            for (int i = 0; i < at.vectors.length; i++) {
                at.vectors[i] /= draws;
            }
            family.keysGivenPullback(phi, draws, at.z, epsilon, at.vectors, out);
        }

        /** The temperature whose control variate explains most. */
        private int best() {
            int best = 0;
            double most = 0;
            for (int j = 0; j < GRID.length; j++) {
                double explained = tried[j] ? product[j] * product[j] / square[j] : 0;
                if (explained > most) {
                    most = explained;
                    best = j;
                }
            }
            return best;
        }

        private void learn(double[] phi, double[] plain, int best) {
            remember(best, plain, variate);
            int other = (int) (taken % GRID.length);
            if (other != best) {
                controlVariate(phi, rebar.temperature * GRID[other], trial);
                remember(other, plain, trial);
            }
        }

        private void remember(int j, double[] plain, double[] b) {
            double dot = 0;
            double size = Double.MIN_NORMAL;
            for (int k = 0; k < b.length; k++) {
                dot += plain[k] * b[k];
                size += b[k] * b[k];
            }
            product[j] = tried[j] ? MEMORY * product[j] + (1 - MEMORY) * dot : dot;
            square[j] = tried[j] ? MEMORY * square[j] + (1 - MEMORY) * size : size;
            tried[j] = true;
        }
    }
}
