package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import java.util.Arrays;

/** Parts along the last axis, which for the laws of time series is time. */
final class LastAxis {
    private LastAxis() {}

    /** Elements from … to − 1 of the last axis; all of it where that is what they are. */
    static Expr part(Expr x, int from, int to) {
        Shape shape = x.shape();
        int last = shape.rank() - 1;
        int length = shape.dimension(last);
        if (last == 0) {
            return from == 0 && to == length ? x : x.slice(from, to);
        }
        int[] inner = shape.inner();
        inner[last] = to - from;
        int[] table = new int[shape.size() / length * (to - from)];
        for (int i = 0; i < table.length; i++) {
            table[i] = i / (to - from) * length + from + i % (to - from);
        }
        return x.take(table, inner);
    }

    /** One element of the last axis, which disappears. */
    static Expr at(Expr x, int index) {
        Expr one = part(x, index, index + 1);
        int[] inner = one.shape().inner();
        return one.reshape(Arrays.copyOf(inner, inner.length - 1));
    }

    /** A vector of a number for each time, whatever the parameters' rows. */
    static Shape vector(String law, Shape common, int length) {
        if (common.rank() > 0) {
            throw new IllegalArgumentException(law + " parameters must be numbers, not " + common
                    + ": for several series, put them on the rows of a plate");
        }
        return common.withInner(length);
    }

    static void requireLength(String law, int length) {
        if (length < 1) {
            throw new IllegalArgumentException(law + " length must be >= 1: " + length);
        }
    }
}
