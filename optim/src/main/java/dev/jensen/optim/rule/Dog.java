package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * DoG, distance over gradients: a step size that needs no tuning, the greatest distance from the start so far over the
 * root of the sum of squared gradient norms (Ivgi, Hinder and Carmon, "DoG is SGD's best friend", ICML 2023, equation 1).
 *
 * <pre>
 *   ηₜ = maxᵢ≤ₜ ‖xᵢ − x₀‖ / √(Σᵢ≤ₜ ‖gᵢ‖² + ε)
 * </pre>
 *
 * <p>It includes the step size, so no {@link Scale} follows. The authors answer with an average of the iterates, such as
 * {@link dev.jensen.optim.average.PolynomialDecay}.
 *
 * @param first r_ε over 1 + ‖x₀‖, what stands for the distance before the first step; more than 0, and small enough that
 *     a step of that length can do no harm
 * @param epsilon more than 0, added under the root
 */
public record Dog(double first, double epsilon) implements Rule {
    /** Checks its ranges. */
    public Dog {
        Range.positive("Dog first", first);
        Range.positive("Dog epsilon", epsilon);
    }

    /** The paper's constants: 1e-6, 1e-8. */
    public static Dog standard() {
        return new Dog(1e-6, 1e-8);
    }

    @Override
    public Memory start(int dimension) {
        return new DistanceMemory(dimension) {
            @Override
            double firstDistance(double normOfStart) {
                return first * (1 + normOfStart);
            }

            @Override
            double stepSize(double distance, double squaredNorm) {
                sum[0] += squaredNorm;
                return distance / Math.sqrt(sum[0] + epsilon);
            }
        };
    }
}
