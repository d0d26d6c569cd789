package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * DoWG, distance over weighted gradients: as {@link Dog}, but each gradient counts by the distance at its time, so that
 * early gradients, far off, are forgotten (Khaled, Mishchenko and Jin, "DoWG unleashed", NeurIPS 2023, Algorithm 1).
 *
 * <pre>
 *   r̄ₜ = max(r̄ₜ₋₁, ‖xₜ − x₀‖),   vₜ = vₜ₋₁ + r̄ₜ² ‖gₜ‖²,   ηₜ = r̄ₜ² / (√vₜ + ε)
 * </pre>
 *
 * <p>It includes the step size, so no {@link Scale} follows. From a poor start it may overshoot where {@link Dog} does
 * not: put a {@link ClipNorm} before it.
 *
 * @param first r_ε, what stands for the distance before the first step; more than 0
 * @param epsilon more than 0, added to the root
 */
public record Dowg(double first, double epsilon) implements Rule {
    /** Checks its ranges. */
    public Dowg {
        Range.positive("Dowg first", first);
        Range.positive("Dowg epsilon", epsilon);
    }

    /** Constants 1e-2 and 1e-4, as in Optax. */
    public static Dowg standard() {
        return new Dowg(1e-2, 1e-4);
    }

    @Override
    public Memory start(int dimension) {
        return new DistanceMemory(dimension) {
            @Override
            double firstDistance(double normOfStart) {
                return first;
            }

            @Override
            double stepSize(double distance, double squaredNorm) {
                double squared = distance * distance;
                sum[0] += squared * squaredNorm;
                return squared / (Math.sqrt(sum[0]) + epsilon);
            }
        };
    }
}
