package dev.jensen.models;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import java.util.Objects;

/**
 * The posterior of a latent of rows as a function of the row, in place of parameters of its own for each: amortised inference. The
 * function is an encoder, such as a network whose weights are {@linkplain ModelBuilder#parameter parameters} of the model; it takes the data of
 * its row, and a step costs what the rows of its minibatch cost.
 *
 * <pre>{@code
 * Expr hidden = encoder.apply(pixels);
 * Expr z = m.latent("z", Normal.of(0, 1), Amortised.normal(mean.apply(hidden), logScale.apply(hidden)));
 * }</pre>
 *
 * @param mean of each row, a number or vector
 * @param logScale the logarithm of the standard deviation, of the same shape
 */
public record Amortised(Expr mean, Expr logScale) {
    /** Checks that both have rows of one plate, and one shape. */
    public Amortised {
        Shape shape = Objects.requireNonNull(mean, "mean").shape();
        if (!shape.hasRows()) {
            throw new IllegalArgumentException(
                    "the mean of an amortised latent has no rows: compute it from data of the plate, such as m.data(name, values, plate)");
        }
        if (!shape.equals(Objects.requireNonNull(logScale, "logScale").shape())) {
            throw new IllegalArgumentException("the mean of an amortised latent is " + shape + ", but its log scale is "
                    + logScale.shape() + ": an encoder gives both for each coordinate of a row");
        }
    }

    /**
     * Independent normals in the unconstrained coordinates of the latent's law: of a positive latent its logarithm is normal.
     *
     * @param mean of each row, a number or vector
     * @param logScale the logarithm of the standard deviation, of the same shape
     */
    public static Amortised normal(Expr mean, Expr logScale) {
        return new Amortised(mean, logScale);
    }

    Plate plate() {
        return Objects.requireNonNull(mean.shape().plate());
    }
}
