package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.support.ContinuousSupport;
import org.jspecify.annotations.Nullable;

/**
 * A latent of a log joint density.
 *
 * @param name what messages call it
 * @param unknown its coordinates u in ℝᵈ, made by {@link Expr#variable}; where it has a plate, the rows are the last dimension
 * @param value its value, {@code support.constrain(u)}, on the rows of the plate
 * @param support where the value is
 */
public record Latent(String name, Expr unknown, Expr value, ContinuousSupport support) {

    /** The plate on whose rows it is. */
    @Nullable
    Plate plate() {
        return value.shape().plate();
    }

    /** How many rows it has; 1 without a plate. */
    int rows() {
        Plate plate = plate();
        return plate == null ? 1 : plate.size();
    }
}
