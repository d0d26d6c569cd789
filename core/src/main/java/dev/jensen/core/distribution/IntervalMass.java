package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/** The mass that a law has between two numbers, in logarithms. */
final class IntervalMass {
    private IntervalMass() {}

    /** Whether an expression is the number +∞ or −∞, which is no bound. */
    static boolean isNone(Expr bound) {
        Double number = bound.number();
        return number != null && Double.isInfinite(number);
    }

    /**
     * log P(low &lt; X ≤ high), by the tail in which the lower end lies, so that far in either tail nothing cancels but what is
     * lost in the bounds themselves.
     *
     * @param low −∞ for none
     * @param high +∞ for none
     */
    static Expr log(Cumulative law, Expr low, Expr high) {
        if (isNone(low)) {
            return isNone(high) ? Expr.constant(0) : law.logCdf(high);
        }
        Expr above = law.logSurvival(low);
        if (isNone(high)) {
            return above;
        }
        Expr below = law.logCdf(low);
        Expr isUpper = above.lessThan(below);
        Expr greater = Expr.select(isUpper, above, law.logCdf(high));
        Expr less = Expr.select(isUpper, law.logSurvival(high), below);
        return greater.plus(Tails.complement(less.minus(greater)));
    }

    /** The same of plain numbers, of what a level says of either end. */
    static double log(Level low, Level high) {
        return low.isLower()
                ? high.logBelow() + Level.complement(Math.min(0, low.logBelow() - high.logBelow()))
                : low.logAbove() + Level.complement(Math.min(0, high.logAbove() - low.logAbove()));
    }

    /** The level in the whole law of a level between two others. */
    static Level within(Level low, Level high, Level level) {
        double mass = log(low, high);
        double below = logSum(low.logBelow(), mass + level.logBelow());
        double above = logSum(high.logAbove(), mass + level.logAbove());
        return below < above ? Level.below(Math.min(0, below)) : Level.above(Math.min(0, above));
    }

    private static double logSum(double a, double b) {
        double greater = Math.max(a, b);
        return greater == Double.NEGATIVE_INFINITY ? greater : greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
    }
}
