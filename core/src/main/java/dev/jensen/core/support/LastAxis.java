package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;

/** Parts of the last inner axis, along which vector supports work. */
final class LastAxis {
    private LastAxis() {}

    /** The length of the last inner axis. */
    static int length(Expr x, String support) {
        Shape shape = x.shape();
        if (shape.rank() == 0) {
            throw new IllegalArgumentException(support + " needs a vector, not a number: " + x);
        }
        return shape.dimension(shape.rank() - 1);
    }

    /** The dimensions with the last one longer by some, or shorter. */
    static int[] resized(String support, int[] inner, int by) {
        if (inner.length == 0) {
            throw new IllegalArgumentException(support + " needs a vector, not a number");
        }
        int[] other = inner.clone();
        other[inner.length - 1] += by;
        return other;
    }

    /** Elements from, from + step, … of the last axis, as many as {@code count}. */
    static Expr part(Expr x, int from, int step, int count) {
        return x.take(table(x, x.shape().dimension(x.shape().rank() - 1), from, step, count), resized(x, count));
    }

    /** The elements of x after {@code before} zeros, in a last axis of another length. */
    static Expr placed(Expr x, int before, int length) {
        int own = x.shape().dimension(x.shape().rank() - 1);
        return x.put(table(x, length, before, 1, own), resized(x, length));
    }

    private static int[] resized(Expr x, int length) {
        int[] inner = x.shape().inner();
        inner[inner.length - 1] = length;
        return inner;
    }

    /** For every vector of x, the positions from, from + step, … in vectors of some length. */
    private static int[] table(Expr x, int length, int from, int step, int count) {
        int vectors = x.shape().sizeBefore(x.shape().rank() - 1);
        int[] table = new int[vectors * count];
        for (int i = 0; i < table.length; i++) {
            table[i] = i / count * length + from + step * (i % count);
        }
        return table;
    }
}
