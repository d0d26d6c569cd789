package dev.jensen.models;

import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a latent variable, from its law, the length that its user gives, and its plate.
 *
 * @param name the latent's
 * @param inner dimensions of one row's value, or of the value
 */
record LatentShape(
        String name, Continuous law, int[] inner, @Nullable Plate plate) {

    /** The shape of one draw of the law, or of one for each row. */
    static LatentShape of(String name, Continuous law, @Nullable Plate plate) {
        Shape draw = law.drawShape();
        Plate rows = draw.plate();
        if (rows != null && plate == null) {
            throw new IllegalArgumentException(
                    "latent \"" + name + "\": its " + law.name() + " law has rows of plate \"" + rows.name()
                            + "\": declare the latent on that plate too, as latent(\"" + name + "\", law, plate)");
        }
        if (rows != null && plate != null && !rows.equals(plate)) {
            throw new IllegalArgumentException("latent \"" + name + "\" is on plate \"" + plate.name() + "\", but its "
                    + law.name() + " law has rows of plate \"" + rows.name()
                    + "\": pick a value for each row with gather(index)");
        }
        return new LatentShape(name, law, draw.inner(), plate);
    }

    /** The shape of several draws of the law. */
    LatentShape times(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("latent \"" + name + "\": its length must be at least 1: " + length);
        }
        if (isMultivariate()) {
            int[] stacked = new int[inner.length + 1];
            stacked[0] = length;
            System.arraycopy(inner, 0, stacked, 1, inner.length);
            return new LatentShape(name, law, stacked, plate);
        }
        if (inner.length > 1 || (inner.length == 1 && inner[0] != length && inner[0] != 1)) {
            throw new IllegalArgumentException(
                    "latent \"" + name + "\" is declared with length " + length + ", but the parameters of its "
                            + law.name() + " law have shape " + Arrays.toString(inner)
                            + ": leave the length out, or make them agree");
        }
        return new LatentShape(name, law, new int[] {length}, plate);
    }

    /** The same shape under another law. */
    LatentShape under(Continuous another) {
        return new LatentShape(name, another, inner, plate);
    }

    /** Whether the law takes the last axis as one event, so that its log density has one axis less. */
    private boolean isMultivariate() {
        Expr draw = Expr.variable("draw", inner);
        return law.logDensityInside(draw).shape().rank() < inner.length;
    }

    /** The dimensions of the unknown in ℝᵈ; the rows of a plate are its last. */
    int[] unknown() {
        int[] dimensions = law.support().unconstrained(inner);
        for (int dimension : dimensions) {
            if (dimension < 1) {
                throw new IllegalArgumentException("latent \"" + name + "\": a " + law.name() + " law of length "
                        + inner[inner.length - 1] + " leaves nothing to fit: make it longer, or leave the latent out");
            }
        }
        return withRows(dimensions, plate);
    }

    /** Dimensions with the rows of a plate as the last, where there is one. */
    static int[] withRows(int[] dimensions, @Nullable Plate plate) {
        if (plate == null) {
            return dimensions;
        }
        int[] all = Arrays.copyOf(dimensions, dimensions.length + 1);
        all[dimensions.length] = plate.size();
        return all;
    }

    /** The unknown seen as rows, where there is a plate. */
    Expr onRows(Expr unknown) {
        return plate == null ? unknown : unknown.toRows(plate);
    }
}
