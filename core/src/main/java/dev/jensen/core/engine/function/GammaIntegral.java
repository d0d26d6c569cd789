package dev.jensen.core.engine.function;

import dev.jensen.core.expr.Tail;

/**
 * Tails of log X for X of a gamma law, by the panels of {@link GammaPath}: away from the mode the density only falls, and a tail that
 * holds the mode is cut there. Every term is positive, so a tail of any size has all its digits; one above ½ is 1 − the other.
 */
public final class GammaIntegral {
    private static final double NEGLIGIBLE = -42;
    private static final double LINEAR = 1e-4;
    private static final double FARTHEST = 700;
    private static final double LOG_HALF = -0.6931471805599453;

    private GammaIntegral() {}

    /** {@return the logarithm of a tail's probability at y = log x} */
    public static double log(Tail tail, double shape, double y) {
        return value(tail, 0, shape, y);
    }

    /** {@return what {@link dev.jensen.core.expr.GammaTail} defines} */
    public static double value(Tail tail, int order, double a, double y) {
        boolean left = tail == Tail.LOWER;
        if (Double.isNaN(y) || !(a > 0) || a == Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        if (y == Double.NEGATIVE_INFINITY || y > FARTHEST) {
            return atEnd(left, order, a, y < 0);
        }
        double t = y - Math.log(a);
        if (order > 0) {
            return integral(a, t, left, order) / integral(a, t, left, 0);
        }
        double peak = GammaPath.logPeak(a);
        if (order == 0) {
            return logTail(a, t, left, peak);
        }
        boolean falling = left ? t <= 0 : t >= 0;
        return falling ? -Math.log(integral(a, t, left, 0)) : peak - a * GammaPath.kappa(t) - logTail(a, t, left, peak);
    }

    private static double atEnd(boolean left, int order, double a, boolean lowEnd) {
        if (order == 0) {
            return left == lowEnd ? Double.NEGATIVE_INFINITY : 0;
        }
        if (order == -1) {
            return left != lowEnd ? Double.NEGATIVE_INFINITY : lowEnd ? Math.log(a) : Double.POSITIVE_INFINITY;
        }
        if (left != lowEnd) {
            return Double.NaN;
        }
        double moment = 1;
        for (int n = 1; n <= order; n++) {
            moment *= lowEnd ? -n / a : 0;
        }
        return moment;
    }

    private static double logTail(double a, double t, boolean left, double peak) {
        double own = peak + logScale(a, t, left) + Math.log(integral(a, t, left, 0));
        if (own <= LOG_HALF) {
            return own;
        }
        return Math.log1p(-Math.exp(peak + logScale(a, t, !left) + Math.log(integral(a, t, !left, 0))));
    }

    /** log of the density at the place it is measured by, less the peak. */
    private static double logScale(double a, double t, boolean left) {
        return (left ? t > 0 : t < 0) ? 0 : -a * GammaPath.kappa(t);
    }

    /** ∫ f(v) (v − t)ⁿ dv over the tail, by f(t), or by f(0) where the tail holds the mode. */
    private static double integral(double a, double t, boolean left, int n) {
        double sign = left ? -1 : 1;
        if (left ? t > 0 : t < 0) {
            return away(a, 0, sign, Double.POSITIVE_INFINITY, t, n) + away(a, 0, -sign, Math.abs(t), t, n);
        }
        return away(a, t, sign, Double.POSITIVE_INFINITY, t, n);
    }

    /** ∫ f(v)/f(start) (v − centre)ⁿ dv over some length away from the mode. */
    private static double away(double a, double start, double sign, double length, double centre, int n) {
        double e = Math.expm1(start);
        double x = a * Math.exp(start);
        double width = GammaPath.width(a, start);
        double sum = 0;
        double from = 0;
        while (true) {
            double now = Math.min(width, length - from);
            double part = 0;
            for (int i = 0; i < PanelRule.SIZE; i++) {
                double s = sign * (from + now * PanelRule.node(i));
                double f = Math.exp(-a * (e * Math.expm1(s) + GammaPath.kappa(s)));
                part += PanelRule.weight(i) * (n == 0 ? f : f * power(start - centre + s, n));
            }
            sum += now * part;
            from += now;
            double s = sign * from;
            if (from >= length || !(-a * (e * Math.expm1(s) + GammaPath.kappa(s)) > NEGLIGIBLE)) {
                return sum;
            }
            boolean linear = sign < 0 && x * Math.exp(s) < LINEAR;
            width = linear ? 2 * width : Math.min(2 * width, 2);
        }
    }

    static double power(double x, int n) {
        double power = 1;
        for (int i = 0; i < n; i++) {
            power *= x;
        }
        return power;
    }
}
