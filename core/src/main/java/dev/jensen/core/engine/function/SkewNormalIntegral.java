package dev.jensen.core.engine.function;

/**
 * The distribution function of the standard skew normal law, ∫ 2 φ(v) Φ(αv) dv up to w, by Gauss and Legendre's panels, which
 * begin as narrow as the integrand asks for and widen. Below 0 the law has the mass ½ − atan(α)/π.
 */
public final class SkewNormalIntegral {
    private static final double LOG_HALF = -0.6931471805599453;
    private static final double NEGLIGIBLE = 42;
    private static final double FARTHEST = 1e150;

    private SkewNormalIntegral() {}

    /** {@return log F(w; α)} */
    public static double log(double w, double skew) {
        if (Double.isNaN(w) || !(Math.abs(skew) < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        if (Math.abs(w) > FARTHEST) {
            return w < 0 ? Double.NEGATIVE_INFINITY : 0;
        }
        double own = direct(w, skew);
        return own <= LOG_HALF ? own : Math.log1p(-Math.exp(direct(-w, -skew)));
    }

    private static double direct(double w, double skew) {
        if (w > 0) {
            return Math.log(Math.atan2(1, skew) / Math.PI + span(w, skew));
        }
        double scale = logDensity(w, skew);
        return scale + Math.log(below(w, skew, scale));
    }

    private static double logDensity(double v, double skew) {
        return NormalIntegral.logNormalCdf(skew * v) - 0.5 * v * v + 0.5 * Math.log(2 / Math.PI);
    }

    /** ∫ from −∞ to w ≤ 0, by the density at w. */
    private static double below(double w, double skew, double scale) {
        double mills = NormalIntegral.inverseMills(skew * w);
        double slope = Math.abs(skew * mills - w);
        double curvature = 1 + skew * skew * mills * (skew * w + mills);
        double width = Math.min(1, 1 / Math.max(slope, Math.sqrt(curvature)));
        double sum = 0;
        double from = 0;
        while (true) {
            for (int i = 0; i < PanelRule.SIZE; i++) {
                double v = w - from - width * PanelRule.node(i);
                sum += width * PanelRule.weight(i) * Math.exp(logDensity(v, skew) - scale);
            }
            from += width;
            if (scale - logDensity(w - from, skew) > NEGLIGIBLE) {
                return sum;
            }
            width = Math.min(2 * width, 1);
        }
    }

    /** ∫ from 0 to w &gt; 0. */
    private static double span(double w, double skew) {
        double width = Math.min(1, 1 / Math.max(1e-300, Math.abs(skew)));
        double sum = 0;
        double from = 0;
        while (from < w && from < 40) {
            double now = Math.min(width, w - from);
            for (int i = 0; i < PanelRule.SIZE; i++) {
                sum += now * PanelRule.weight(i) * Math.exp(logDensity(from + now * PanelRule.node(i), skew));
            }
            from += now;
            width = Math.min(2 * width, 1);
        }
        return sum;
    }
}
