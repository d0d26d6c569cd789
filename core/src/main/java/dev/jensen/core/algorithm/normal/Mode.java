package dev.jensen.core.algorithm.normal;

import dev.jensen.core.density.TwiceDifferentiable;
import java.util.Optional;

/**
 * A mode of log p̃ and the covariance (−∇²log p̃)⁻¹ there, Laplace's approximation (Tierney and Kadane 1986): a start whose scales
 * are the target's.
 *
 * @param point length d
 * @param factor the covariance's Cholesky factor
 */
public record Mode(double[] point, double[][] factor) {

    /**
     * Climbs from a point by L-BFGS, again and again in coordinates whitened by the curvature where the last climb ended, until the
     * gradient is small in them.
     *
     * @return nothing where 1,000 gradients did not find a mode: the density may have none, as a centred funnel
     */
    public static Optional<Mode> uphillOf(double[] start, TwiceDifferentiable target) {
        return new ModeSearch(start, target).run();
    }
}
