package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Tail;
import dev.jensen.core.support.ContinuousSupport;

/**
 * A law of which some rows hold the draw, and others only a number that it lies beyond: log p(x), or the log probability of a tail.
 * Made by {@link CumulativeContinuous#rightCensoredWhere(Expr)}. A draw of it is a draw of the law, seen in full.
 *
 * @param law of what is measured
 * @param tail where a draw lies that is not seen: {@link Tail#UPPER} for right-censored rows
 * @param flags 1 for such a row, 0 for one that was seen; data
 */
public record CensoredWhere(CumulativeContinuous law, Tail tail, Expr flags) implements SameDraws {
    /** Checks the flags. */
    public CensoredWhere {
        KnownValues values = KnownValues.of(flags);
        for (int row = 0; values != null && row < values.rows(); row++) {
            double flag = values.at(row, 0);
            if (flag != 0 && flag != 1) {
                throw new IllegalArgumentException(law.name() + " censored: the flag" + values.where(row, 0)
                        + " must be 1 for a value that was not seen, or 0: " + flag);
            }
        }
    }

    @Override
    public ContinuousSupport support() {
        return law.support();
    }

    @Override
    public Expr logDensity(Expr x) {
        return Expr.select(flags, beyond(x), law.logDensity(x));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return Expr.select(flags, beyond(x), law.logDensityInside(x));
    }

    private Expr beyond(Expr x) {
        return tail == Tail.UPPER ? law.logSurvival(x) : law.logCdf(x);
    }
}
