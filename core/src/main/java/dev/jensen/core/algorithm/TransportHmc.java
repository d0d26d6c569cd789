package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.NormalizingFlow;
import java.util.SplittableRandom;

/**
 * Hamiltonian Monte Carlo in the coordinates of a flow's noise, where the posterior is nearly a standard normal (Hoffman, Sountsov,
 * Dillon, Langmore, Tran and Vasudevan, "NeuTra-lizing bad geometry in Hamiltonian Monte Carlo using neural transport", 2019): many
 * chains side by side, each a few transitions from a point that importance weights have chosen. Chains move independently; the step
 * size is theirs together, and adapts in the first transitions to an acceptance of three quarters.
 */
final class TransportHmc {
    private static final double FIRST_STEP = 1.3; // times d^(−1/4)
    private static final double ACCEPTANCE = 0.75;
    private static final double QUARTER = Math.PI / 2;
    private static final double JITTER = 0.1;

    private final Differentiable target;
    private final NormalizingFlow flow;
    private final double[] phi;
    private final int d;
    private final SplittableRandom random;
    private double accepted;

    TransportHmc(Differentiable target, NormalizingFlow flow, double[] phi, long seed) {
        this.target = target;
        this.flow = flow;
        this.phi = phi;
        this.d = flow.dimension();
        this.random = new SplittableRandom(seed);
    }

    /** Where the chains are: noise, its points, log density of the noise and gradient. */
    private final class State {
        final int chains;
        final double[] noise;
        final double[] points;
        final double[] log;
        final double[] gradient;

        State(double[] noise) {
            this.noise = noise;
            chains = noise.length / d;
            points = new double[noise.length];
            log = new double[chains];
            gradient = new double[noise.length];
            double[] family = new double[chains];
            double[] ofFamily = new double[noise.length];
            flow.drawWithDensity(phi, chains, noise, points, family);
            target.gradient(chains, points, log, gradient);
            flow.gradient(phi, chains, points, ofFamily);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] -= ofFamily[i];
            }
            flow.pullbackToNoise(phi, chains, noise, points, gradient);
            for (int s = 0; s < chains; s++) {
                double squares = 0;
                for (int i = s * d; i < (s + 1) * d; i++) {
                    gradient[i] -= noise[i];
                    squares += noise[i] * noise[i];
                }
                log[s] += -family[s] - 0.5 * squares;
                if (!Double.isFinite(log[s])) {
                    log[s] = Double.NEGATIVE_INFINITY;
                }
            }
        }

        void take(State other, int s) {
            System.arraycopy(other.noise, s * d, noise, s * d, d);
            System.arraycopy(other.points, s * d, points, s * d, d);
            System.arraycopy(other.gradient, s * d, gradient, s * d, d);
            log[s] = other.log[s];
        }
    }

    /**
     * Moves the chains.
     *
     * @param starts chains × d points
     * @param warmup transitions whose points are not kept
     * @param kept transitions whose points are
     * @param beat after every transition
     * @return kept × chains × d points
     */
    double[] run(double[] starts, int warmup, int kept, Runnable beat) {
        int chains = starts.length / d;
        double[] noise = new double[starts.length];
        flow.noise(phi, chains, starts, noise);
        State at = new State(noise);
        double step = FIRST_STEP * Math.pow(d, -0.25);
        double[] draws = new double[kept * starts.length];
        accepted = 0;
        for (int t = 0; t < warmup + kept; t++) {
            double share = transition(at, step);
            if (t < warmup) {
                step *= Math.exp(0.5 * (share - ACCEPTANCE));
            } else {
                accepted += share / kept;
                System.arraycopy(at.points, 0, draws, (t - warmup) * starts.length, starts.length);
            }
            beat.run();
        }
        return draws;
    }

    /** The share of proposals that were taken, after the warm-up. */
    double accepted() {
        return accepted;
    }

    /** Moves every chain, and returns the mean probability of acceptance. */
    private double transition(State at, double step) {
        int length = (int) Math.max(1, Math.round(QUARTER / step * (0.6 + 0.8 * random.nextDouble())));
        double[] momentum = new double[at.noise.length];
        double[] steps = new double[at.chains];
        double[] energy = new double[at.chains];
        for (int s = 0; s < at.chains; s++) {
            steps[s] = step * Math.exp(JITTER * random.nextGaussian());
            energy[s] = at.log[s];
            for (int i = s * d; i < (s + 1) * d; i++) {
                momentum[i] = random.nextGaussian();
                energy[s] -= 0.5 * momentum[i] * momentum[i];
            }
        }
        State to = at;
        for (int k = 0; k < length; k++) {
            push(momentum, to.gradient, steps);
            double[] moved = to.noise.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += steps[i / d] * momentum[i];
            }
            to = new State(moved);
            push(momentum, to.gradient, steps);
        }
        double sum = 0;
        for (int s = 0; s < at.chains; s++) {
            double after = to.log[s];
            for (int i = s * d; i < (s + 1) * d; i++) {
                after -= 0.5 * momentum[i] * momentum[i];
            }
            double change = after - energy[s];
            double probability = change >= 0 ? 1 : change < 0 ? Math.exp(change) : 0; // NaN is never taken
            sum += probability;
            if (random.nextDouble() < probability) {
                at.take(to, s);
            }
        }
        return sum / at.chains;
    }

    private void push(double[] momentum, double[] gradient, double[] steps) {
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] += 0.5 * steps[i / d] * gradient[i];
        }
    }
}
