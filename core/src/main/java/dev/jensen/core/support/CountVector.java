package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;

/**
 * Vectors of whole numbers of 0 or more, along the last inner axis, with a given sum: how often each of several outcomes
 * came up.
 *
 * @param total the sum: a number, or data such as one for each row; it broadcasts over the vectors
 */
public record CountVector(Expr total) implements Support {
    @Override
    public Expr outside(Expr x) {
        LastAxis.length(x, "a vector of counts");
        Expr eachOutside = IntegerRange.from(0).outside(x).sum(-1);
        Expr sum = x.sum(-1);
        return eachOutside.plus(sum.lessThan(total)).plus(total.lessThan(sum)).times(sum.equalTo(sum));
    }

    @Override
    public void check(String what, Expr x) {
        int length = LastAxis.length(x, "a vector of counts");
        IntegerRange.from(0).check(what, x);
        KnownValues values = KnownValues.of(x);
        KnownValues totals = KnownValues.of(total);
        if (values == null || totals == null) {
            return;
        }
        for (int row = 0; row < values.rows(); row++) {
            for (int start = 0; start < values.elements(); start += length) {
                double sum = 0;
                for (int k = start; k < start + length; k++) {
                    sum += values.at(row, k);
                }
                double due = totals.at(row, start / length);
                if (sum != due) {
                    throw new IllegalArgumentException(what + (values.hasRows() ? ", row " + row + "," : "")
                            + " must sum to the number of trials, " + ScalarCheck.number(due) + ": "
                            + ScalarCheck.number(sum));
                }
            }
        }
    }

    @Override
    public String toString() {
        return "a vector of whole numbers >= 0 that sum to " + ScalarCheck.words(total);
    }
}
