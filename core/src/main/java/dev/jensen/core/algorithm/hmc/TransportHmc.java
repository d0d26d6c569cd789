package dev.jensen.core.algorithm.hmc;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.NormalizingFlow;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hamiltonian Monte Carlo in the coordinates of a flow's noise, where the posterior is nearly a standard normal (Hoffman, Sountsov,
 * Dillon, Langmore, Tran and Vasudevan, "NeuTra-lizing bad geometry in Hamiltonian Monte Carlo using neural transport", 2019): many
 * chains side by side, each a few transitions from a point that importance weights have chosen. Chains move independently; the step
 * size is theirs together, and adapts in the first transitions, the warm-up, to an acceptance of three quarters.
 */
public final class TransportHmc {
    private static final double FIRST_STEP = 1.3; // times d^(−1/4)
    private static final double ACCEPTANCE = 0.75;
    private static final double QUARTER = Math.PI / 2;
    private static final double SHORTEST = 0.6; // times a quarter of a turn
    private static final double LONGEST = 1.4;
    private static final double NARROWEST = 0.01;
    private static final double JITTER = 0.1;

    private final Differentiable target;
    private final NormalizingFlow flow;
    private final double[] phi;
    private final int d;
    private final SplittableRandom random;
    private final State at;
    private final double[] widths; // of the noise's coordinates, as the chains have them
    private double step;

    /**
     * Prepares chains.
     *
     * @param starts chains × d points
     */
    public TransportHmc(Differentiable target, NormalizingFlow flow, double[] phi, double[] starts, long seed) {
        this.target = target;
        this.flow = flow;
        this.phi = phi;
        this.d = flow.dimension();
        this.random = new SplittableRandom(seed);
        this.widths = new double[d];
        Arrays.fill(widths, 1);
        this.step = FIRST_STEP * Math.pow(d, -0.25);
        double[] noise = new double[starts.length];
        flow.noise(phi, starts.length / d, starts, noise);
        this.at = new State(noise);
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

    /** Returns where the chains are, chains × d: not to be modified, and overwritten by the next transition. */
    public double[] points() {
        return at.points;
    }

    /** Returns how many gradients the next transition takes at most. */
    public long greatestCost() {
        return (long) at.chains * length(LONGEST);
    }

    /** Moves every chain, and adapts the step to how many proposals were taken. */
    public void warmUp() {
        step *= Math.exp(0.5 * (move() - ACCEPTANCE));
    }

    /** Takes the spread of the chains as the scale of each coordinate of the noise, where the flow has it wrong. */
    public void adapt() {
        for (int i = 0; i < d; i++) {
            double mean = 0;
            double square = 0;
            for (int s = 0; s < at.chains; s++) {
                mean += at.noise[s * d + i] / at.chains;
                square += at.noise[s * d + i] * at.noise[s * d + i] / at.chains;
            }
            widths[i] = Math.sqrt(Math.max(NARROWEST, square - mean * mean));
        }
    }

    private int length(double share) {
        return (int) Math.max(1, Math.round(QUARTER / step * share));
    }

    /** Moves every chain, and returns the mean probability of acceptance. */
    public double move() {
        int length = length(SHORTEST + (LONGEST - SHORTEST) * random.nextDouble());
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
                moved[i] += steps[i / d] * widths[i % d] * momentum[i];
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
            momentum[i] += 0.5 * steps[i / d] * widths[i % d] * gradient[i];
        }
    }
}
