package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Independent standard normals on every row of a plate, as a pure function of a key, the row's number in the plate, and the element: the
 * same key gives the same numbers, whatever rows a minibatch holds and on any number of threads. Another key gives others, each draw its own.
 *
 * <p>The derivative by the key is taken as zero.
 *
 * @param stream tells several noises of one key apart
 */
public record RowNoise(int stream) implements Operation {
    /**
     * Makes noise.
     *
     * @param key a number without rows, whole and below 2⁵³ in size: what is to change from step to step
     * @param stream tells several noises of one key apart
     * @param plate whose rows
     * @param inner dimensions of one row's noise; none for a number
     * @return standard normals of that shape on the plate
     */
    public static Expr of(Expr key, int stream, Plate plate, int... inner) {
        if (key.shape().hasRows() || key.shape().rank() != 0) {
            throw new IllegalArgumentException(
                    "the key of noise is one number without rows, not of shape " + key.shape());
        }
        return new Expr(new RowNoise(stream), List.of(key), Shape.rows(plate, inner));
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return Arrays.asList((Expr) null);
    }
}
