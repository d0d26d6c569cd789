package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.NormalIntegral;
import dev.jensen.core.expr.BetaTail;
import dev.jensen.core.expr.Expr;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.InverseErfc;

/** What distribution functions share: the complement of a tail, the normal quantile, and inversion where there is no formula. */
final class Tails {
    static final double LOG_HALF = -Math.log(2);

    /** Below this log probability, the normal tail is inverted by Newton's method. */
    private static final double DEEP = -650;

    private static final double SMALL_T = 1e-17;
    private static final int MOST_EVALUATIONS = 500;

    private Tails() {}

    /** log(1 − eˡ). */
    static Expr complement(Expr log) {
        Expr near = log.max(-1).expm1().negate().log();
        Expr far = log.min(-0.5).exp().negate().log1p();
        return Expr.select(log.greaterThan(LOG_HALF), near, far);
    }

    /** log(eᵃ + eᵇ) for a ≥ b. */
    static Expr logSum(Expr greater, Expr less) {
        return greater.plus(less.minus(greater).exp().log1p());
    }

    /** 0 where x is at or above the high end, else the value. */
    static Expr upTo(Expr x, Expr high, Expr value) {
        return Expr.select(high.lessOrEqual(x), Expr.constant(0), value);
    }

    /** −∞ where x is below the low end, else the value. */
    static Expr from(Expr x, double low, Expr value) {
        return Expr.select(x.lessThan(low), Expr.constant(Double.NEGATIVE_INFINITY), value);
    }

    /**
     * log P(T &gt; |t|·sign) of Student's t law: ½ I(ν/2, ½) at the logit log ν/t² beyond 0. So near 0 that t² is lost beside 1, it is a
     * straight line.
     */
    static Expr studentTail(Expr degrees, Expr t) {
        Expr squares = t.square();
        Expr tiny = squares.plus(squares.dividedBy(degrees)).lessThan(SMALL_T);
        Expr size = Expr.select(tiny, Expr.constant(1), t.abs());
        Expr beyond = beyondStudent(degrees, size).plus(LOG_HALF);
        Expr tail = Expr.select(t.greaterThan(0), beyond, complement(beyond));
        Expr logPeak = BetaFunction.log(degrees.times(0.5), Expr.constant(0.5))
                .plus(degrees.log().times(0.5))
                .negate();
        Expr line = Expr.select(tiny, t, Expr.constant(0))
                .times(logPeak.exp())
                .times(-2)
                .log1p()
                .plus(LOG_HALF);
        return Expr.select(tiny, line, tail);
    }

    /** log P(|T| ≤ t) of Student's t law, t ≥ 0: T²/(ν + T²) is of Beta(½, ν/2). */
    static Expr withinStudent(Expr degrees, Expr t) {
        return BetaTail.log(Expr.constant(0.5), degrees.times(0.5), logOdds(degrees, t));
    }

    /** log P(|T| &gt; t) of Student's t law, t ≥ 0. */
    static Expr beyondStudent(Expr degrees, Expr t) {
        return BetaTail.log(
                degrees.times(0.5), Expr.constant(0.5), logOdds(degrees, t).negate());
    }

    private static Expr logOdds(Expr degrees, Expr t) {
        return t.log().times(2).minus(degrees.log());
    }

    /** z with Φ(z) at a level. */
    static double normal(Level level) {
        return level.isLower() ? lowerNormal(level.logBelow()) : -lowerNormal(level.logAbove());
    }

    /** |z| at a level of |Z|. */
    static double halfNormal(Level level) {
        return level.logBelow() < LOG_HALF
                ? Math.sqrt(2) * InverseErf.value(Math.exp(level.logBelow()))
                : -lowerNormal(level.logAbove() + LOG_HALF);
    }

    private static double lowerNormal(double log) {
        if (log > DEEP || log == Double.NEGATIVE_INFINITY) {
            return -Math.sqrt(2) * InverseErfc.value(2 * Math.exp(log));
        }
        double z = -Math.sqrt(-2 * log);
        for (int step = 0; step < 20; step++) { // log Φ is concave
            double value = NormalIntegral.logNormalCdf(z);
            double move = (value - log) / Math.exp(-0.5 * z * z - 0.5 * Math.log(2 * Math.PI) - value);
            z -= move;
            if (Math.abs(move) < 1e-15 * Math.abs(z)) {
                break;
            }
        }
        return z;
    }

    /** The level of a standard normal number. */
    static Level normalLevel(double z) {
        return new Level(NormalIntegral.logNormalCdf(z), NormalIntegral.logNormalCdf(-z));
    }

    /** The level of a standard logistic number. */
    static Level logisticLevel(double w) {
        double less = -Math.log1p(Math.exp(-Math.abs(w)));
        return new Level(Math.min(w, 0) + less, Math.min(-w, 0) + less);
    }

    /** The root of an increasing distribution function on the line. */
    static double invert(Level level, DoubleFunction<Level> levels, double start, double step) {
        if (level.logBelow() == Double.NEGATIVE_INFINITY || level.logAbove() == Double.NEGATIVE_INFINITY) {
            return level.isLower() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        DoubleUnaryOperator excess = level.isLower()
                ? x -> Math.max(-1e300, levels.apply(x).logBelow()) - level.logBelow()
                : x -> level.logAbove() - Math.max(-1e300, levels.apply(x).logAbove());
        double low = start;
        double high = start;
        for (double width = step; excess.applyAsDouble(low) > 0; width *= 2) {
            low -= width;
        }
        for (double width = step; excess.applyAsDouble(high) < 0; width *= 2) {
            high += width;
        }
        if (low == high) {
            return low;
        }
        return new BrentSolver(1e-15, 1e-16, 0).solve(MOST_EVALUATIONS, excess::applyAsDouble, low, high);
    }

    /** The least whole number from 0 on with a level's probability at or below it, by doubling and bisection. */
    static double count(Level level, double greatest, DoubleFunction<Level> levels) {
        if (level.logAbove() == Double.NEGATIVE_INFINITY) {
            return greatest;
        }
        if (reaches(level, 0, levels)) {
            return 0;
        }
        double low = 0;
        double high = 1;
        while (high < greatest && !reaches(level, high, levels)) {
            low = high;
            high *= 2;
        }
        high = Math.min(high, greatest);
        while (high - low > 1) {
            double middle = Math.floor(0.5 * (low + high));
            if (reaches(level, middle, levels)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean reaches(Level level, double k, DoubleFunction<Level> levels) {
        return level.isLower()
                ? levels.apply(k).logBelow() >= level.logBelow() - 1e-13
                : levels.apply(k).logAbove() <= level.logAbove() + 1e-13;
    }
}
