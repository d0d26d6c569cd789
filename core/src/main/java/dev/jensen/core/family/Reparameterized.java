package dev.jensen.core.family;

import java.util.Arrays;
import java.util.Optional;

/**
 * A family whose draws are a differentiable function of its parameters: z = g_φ(ε). So each draw is a path, there is one
 * stratum, and all weights are 1/S.
 */
public interface Reparameterized extends Pathwise {

    @Override
    default int strata() {
        return 1;
    }

    @Override
    default void paths(double[] phi, int draws, double[] noise, double[] z) {
        draw(phi, draws, noise, z);
    }

    @Override
    default void weights(double[] phi, int draws, double[] weights) {
        Arrays.fill(weights, 0, draws, 1.0 / draws);
    }

    @Override
    default void weightsPullback(double[] phi, int draws, double[] values, double[] gradient) {
        // 1/S does not depend on φ
    }

    /**
     * Where the log density of the family's own draws is cheaper from their noise than from the draws, what evaluates it so; empty
     * where it is not.
     *
     * @param draws number of draws S, at least 1
     */
    default Optional<DensityAlongPaths> densityAlongPaths(int draws) {
        return Optional.empty();
    }
}
