package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.hmc.Chained;
import dev.jensen.core.algorithm.hmc.Resampling;
import dev.jensen.core.algorithm.hmc.TransportHmc;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.fit.Fit;
import java.util.SplittableRandom;

/**
 * Hamiltonian Monte Carlo in the coordinates of a fitted flow's noise, where the posterior is nearly a standard normal (Hoffman,
 * Sountsov, Dillon, Langmore, Tran and Vasudevan, "NeuTra-lizing bad geometry in Hamiltonian Monte Carlo using neural transport", 2019):
 * many short chains side by side, each from a draw of the flow that importance weights have chosen, so that there is little left to
 * warm up. The fit that comes of it shows the chains' points, and its verdict how far they have moved from the weights' answer.
 * Immutable: each method returns another configuration.
 *
 * <pre>{@code
 * Fit exact = FlowHmc.through(flowFit).fit();
 * }</pre>
 */
public final class FlowHmc {
    private static final int CHAINS = 512;
    private static final int WARMUP = 6;
    private static final int TRANSITIONS = 16;

    private final Fit fit;
    private final Differentiable target;
    private final NormalizingFlow flow;
    private final int chains;
    private final int transitions;

    private FlowHmc(Fit fit, Differentiable target, NormalizingFlow flow, int chains, int transitions) {
        this.fit = fit;
        this.target = target;
        this.flow = flow;
        this.chains = chains;
        this.transitions = transitions;
    }

    /**
     * Begins with 512 chains of 16 transitions, after 6 that adapt the step size.
     *
     * @param fit of a normalising flow to a target with gradients
     * @throws IllegalArgumentException if it is of another family, or the target has no gradient
     */
    public static FlowHmc through(Fit fit) {
        if (!(fit.family() instanceof NormalizingFlow flow)) {
            throw new IllegalArgumentException(
                    "Hamiltonian Monte Carlo moves in the noise of a normalising flow, which " + fit.family()
                            + " is not: fit a NormalizingFlow first, such as one of a LocationScale layer");
        }
        if (!(fit.target() instanceof Differentiable target)) {
            throw new IllegalArgumentException(
                    "Hamiltonian Monte Carlo needs gradients, which the target has not: write it with LogDensity.of(d, z -> …)");
        }
        return new FlowHmc(fit, target, flow, CHAINS, TRANSITIONS);
    }

    /**
     * Takes another number of chains.
     *
     * @param another at least 2
     */
    public FlowHmc chains(int another) {
        if (another < 2) {
            throw new IllegalArgumentException("FlowHmc needs at least 2 chains: " + another);
        }
        return new FlowHmc(fit, target, flow, another, transitions);
    }

    /**
     * Keeps another number of transitions of each chain.
     *
     * @param another at least 2
     */
    public FlowHmc transitions(int another) {
        if (another < 2) {
            throw new IllegalArgumentException("FlowHmc needs at least 2 transitions: " + another);
        }
        return new FlowHmc(fit, target, flow, chains, another);
    }

    /**
     * Runs the chains, with randomness of the fit's seed.
     *
     * @throws IllegalArgumentException if log p̃ is not finite at any draw of the flow, or the chains leave what is finite
     */
    public Fit fit() {
        int d = target.dimension();
        long seed = fit.origin().seed();
        Watched watched = new Watched(target, Long.MAX_VALUE);
        Variables variables = Variables.of(target);
        Weighed weighed = Weighed.through("flow", watched, variables, flow, fit.parameters(), CHAINS * 8, seed)
                .orElseThrow(() -> new IllegalArgumentException(
                        "log p̃ is not finite at any draw of the flow: it is somewhere else altogether"));
        double[] starts = Resampling.systematic(weighed.points(), d, chains, new SplittableRandom(seed + 9));
        TransportHmc hmc = new TransportHmc(watched, flow, fit.parameters(), starts, seed);
        for (int k = 0; k < WARMUP; k++) {
            hmc.warmUp();
        }
        double[] points = new double[transitions * starts.length];
        for (int k = 0; k < transitions; k++) {
            hmc.move();
            System.arraycopy(hmc.points(), 0, points, k * starts.length, starts.length);
        }
        Chained moved = Chained.of("Hamiltonian Monte Carlo", variables, points, chains, weighed)
                .orElseThrow(() -> new IllegalArgumentException("the chains went where a quantity is not finite"));
        return fit.weightedBy(moved.weighed().points())
                .judged(moved.verdict("more transitions, or a flow that is fitted better"));
    }
}
