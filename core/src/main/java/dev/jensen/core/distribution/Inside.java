package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;

/** Shares that are observed must not lie on an end, 0 or 1, where the law's density is 0 or infinite unless its shape there is known to be 1. */
final class Inside {
    private Inside() {}

    static void require(String what, Expr x, Expr shapeAtZero, Expr shapeAtOne) {
        KnownValues values = KnownValues.of(x);
        for (int row = 0; values != null && row < values.rows(); row++) {
            double value = values.at(row, 0);
            if ((value == 0 && !isOne(shapeAtZero)) || (value == 1 && !isOne(shapeAtOne))) {
                throw new IllegalArgumentException(what + values.where(row, 0)
                        + " must lie between 0 and 1, not on an end, where the density is 0 or infinite: " + value
                        + "; move it in, as (y (n − 1) + ½)/n does, or state such rows apart");
            }
        }
    }

    private static boolean isOne(Expr shape) {
        KnownValues known = KnownValues.of(shape);
        return known != null && !known.hasRows() && known.elements() == 1 && known.at(0, 0) == 1;
    }
}
