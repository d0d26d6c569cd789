package dev.jensen.core.engine.function;

/** The lower tail of a beta law's logit, by the panels of {@link BetaPath}, in the way of {@link GammaIntegral}. */
public final class BetaIntegral {
    private static final double NEGLIGIBLE = -42;
    private static final double LINEAR = 1e-4;
    private static final double LOG_HALF = -0.6931471805599453;

    private BetaIntegral() {}

    /** {@return log I_x(a, b) at u = log x/(1 − x)} */
    public static double log(double a, double b, double u) {
        return value(0, 0, a, b, u);
    }

    /** {@return what {@link dev.jensen.core.expr.BetaTail} defines} */
    public static double value(int m, int n, double a, double b, double u) {
        if (Double.isNaN(u) || !(a > 0) || !(b > 0)) {
            return Double.NaN;
        }
        if (Double.isInfinite(u)) {
            return atEnd(m, n, a, u < 0);
        }
        double r = u - (Math.log(a) - Math.log(b));
        if (m > 0 || n > 0) {
            return integral(a, b, u, r, m, n) / integral(a, b, u, r, 0, 0);
        }
        double peak = BetaPath.logPeak(a, b);
        if (m == 0) {
            return logTail(a, b, u, r, peak);
        }
        return r <= 0
                ? -Math.log(integral(a, b, u, r, 0, 0))
                : BetaPath.logDensity(a, b, r) - logTail(a, b, u, r, peak);
    }

    private static double atEnd(int m, int n, double a, boolean lowEnd) {
        if (m == 0 && n == 0) {
            return lowEnd ? Double.NEGATIVE_INFINITY : 0;
        }
        if (m == -1) {
            return lowEnd ? Math.log(a) : Double.NEGATIVE_INFINITY;
        }
        if (!lowEnd) {
            return Double.NaN;
        }
        double moment = n == 0 ? 1 : 0;
        for (int i = 1; i <= m; i++) {
            moment *= -i / a;
        }
        return moment;
    }

    private static double logTail(double a, double b, double u, double r, double peak) {
        double own = peak + logScale(a, b, r) + Math.log(integral(a, b, u, r, 0, 0));
        if (own <= LOG_HALF) {
            return own;
        }
        return Math.log1p(-Math.exp(peak + logScale(b, a, -r) + Math.log(integral(b, a, -u, -r, 0, 0))));
    }

    private static double logScale(double a, double b, double r) {
        return r > 0 ? 0 : -a * BetaPath.ell(b, a, -r) - b * BetaPath.ell(a, b, r);
    }

    /** ∫ f(v) Pᵐ Rⁿ dv over what lies below u, by f(u), or by the density at the mode where that is below u. */
    private static double integral(double a, double b, double u, double r, int m, int n) {
        if (r > 0) {
            double mode = u - r;
            return away(a, b, mode, 0, -1, Double.POSITIVE_INFINITY, r, m, n) + away(a, b, mode, 0, 1, r, r, m, n);
        }
        return away(a, b, u, r, -1, Double.POSITIVE_INFINITY, r, m, n);
    }

    /** The integral over some length away from the mode, from u, which is at the distance r; the powers are of distances from c. */
    private static double away(
            double a, double b, double u, double r, double sign, double length, double c, int m, int n) {
        double below = BetaPath.ell(b, a, -r);
        double above = BetaPath.ell(a, b, r);
        double centreX = BetaPath.ell(b, a, -c);
        double centreRest = BetaPath.ell(a, b, c);
        double width = BetaPath.width(a, b, u);
        double sum = 0;
        double from = 0;
        while (true) {
            double now = Math.min(width, length - from);
            for (int i = 0; i < PanelRule.SIZE; i++) {
                double s = sign * (from + now * PanelRule.node(i));
                double ofX = BetaPath.ell(b, a, -r - s);
                double ofRest = BetaPath.ell(a, b, r + s);
                double f = now * PanelRule.weight(i) * Math.exp(a * (below - ofX) + b * (above - ofRest));
                sum += m == 0 && n == 0
                        ? f
                        : f * GammaIntegral.power(centreX - ofX, m) * GammaIntegral.power(centreRest - ofRest, n);
            }
            from += now;
            double s = sign * from;
            double fall = a * (below - BetaPath.ell(b, a, -r - s)) + b * (above - BetaPath.ell(a, b, r + s));
            if (from >= length || !(fall > NEGLIGIBLE)) {
                return sum;
            }
            boolean linear = Logistic.sigmoid(-sign * (u + s)) * (1 + a + b) < LINEAR;
            width = linear ? 2 * width : Math.min(2 * width, 2);
        }
    }
}
