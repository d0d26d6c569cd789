package dev.jensen.core.density;

import java.util.Arrays;

/** A user's log density threw an exception; this one says at which point, and has the original as its cause. */
public final class TargetException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 12;

    private final double[] point;

    TargetException(double[] points, int offset, int dimension, RuntimeException cause) {
        this(Arrays.copyOfRange(points, offset, offset + dimension), cause);
    }

    private TargetException(double[] point, RuntimeException cause) {
        super(
                "the log density threw " + cause + " at z = " + show(point)
                        + "; where the density is zero, return Double.NEGATIVE_INFINITY instead",
                cause);
        this.point = point;
    }

    /** Returns a copy of the point at which the function was called. */
    public double[] point() {
        return point.clone();
    }

    /** Writes a point for an error message, cut off after a dozen coordinates. */
    static String show(double[] point) {
        return point.length <= SHOWN
                ? Arrays.toString(point)
                : Arrays.toString(Arrays.copyOf(point, SHOWN)).replace("]", ", … " + point.length + " coordinates]");
    }

    static int requireDimension(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("a log density's dimension must be at least 1: " + dimension);
        }
        return dimension;
    }
}
