package dev.jensen.core.algorithm.climb;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.hierarchy.FlowAbout;
import dev.jensen.core.algorithm.hmc.Chained;
import dev.jensen.core.algorithm.hmc.Resampling;
import dev.jensen.core.algorithm.hmc.TransportHmc;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.density.Variables;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Resampled draws of a rung, each moved by {@link TransportHmc}, until the chains have forgotten where they began, or as long as
 * gradients are left. The warm-up does not count; in it step and scales adapt.
 */
final class MovedDraws {
    private static final int CHAINS = 64;
    private static final int WARMUP = 32;
    private static final int ADAPTED_EVERY = 8;
    private static final int CHECKED_EVERY = 16;
    private static final int FEWEST = 48;
    private static final int MOST = 320;

    private final Watched target;
    private final Variables variables;
    private final FlowAbout flow;
    private final long seed;
    private final int d;

    MovedDraws(Watched target, Variables variables, FlowAbout flow, long seed) {
        this.target = target;
        this.variables = variables;
        this.flow = flow;
        this.seed = seed;
        this.d = target.dimension();
    }

    /**
     * Moves draws of a rung.
     *
     * @param beat after every transition
     * @param better is handed what there is, from time to time and at last; never where there are no gradients for it, or a component is
     *     not finite on the way
     */
    void of(Weighed rung, Runnable beat, Consumer<Chained> better) {
        double[] starts = Resampling.systematic(rung.points(), d, CHAINS, new SplittableRandom(seed + 9));
        TransportHmc hmc = new TransportHmc(target, flow.family(), flow.phi(), starts, seed);
        for (int k = 1; k <= WARMUP && isAffordable(hmc); k++) {
            hmc.warmUp();
            if (k % ADAPTED_EVERY == 0 && k < WARMUP) {
                hmc.adapt();
            }
            beat.run();
        }
        double[] path = new double[0];
        for (int n = 1; n <= MOST && isAffordable(hmc); n++) {
            hmc.move();
            if (n % CHECKED_EVERY == 1) {
                path = Arrays.copyOf(path, (n - 1 + CHECKED_EVERY) * CHAINS * d);
            }
            System.arraycopy(hmc.points(), 0, path, (n - 1) * CHAINS * d, CHAINS * d);
            if (n % CHECKED_EVERY == 0 || !isAffordable(hmc)) {
                double[] soFar = Arrays.copyOf(path, n * CHAINS * d);
                Optional<Chained> moved =
                        Chained.of("Hamiltonian Monte Carlo from " + rung.name(), variables, soFar, CHAINS, rung);
                moved.ifPresent(better);
                if (moved.isEmpty() || (n >= FEWEST && moved.get().isSettled())) {
                    return;
                }
            }
            beat.run();
        }
    }

    private boolean isAffordable(TransportHmc hmc) {
        return target.left() >= hmc.greatestCost();
    }
}
