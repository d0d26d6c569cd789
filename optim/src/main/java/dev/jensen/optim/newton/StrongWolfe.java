package dev.jensen.optim.newton;

/**
 * A line search for the strong Wolfe conditions: enough decrease, and a slope that is much flatter than at the beginning
 * (Nocedal and Wright 2006, Algorithms 3.5 and 3.6, with safeguarded cubic interpolation, equation 3.59). Near a minimum,
 * where the decrease drowns in rounding, the approximate Wolfe conditions of Hager and Zhang (2005, equation 4.1) do as
 * well. A trial that is not finite counts as infinitely high.
 */
final class StrongWolfe {
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MOST_TRIALS = 60;
    private static final double MOST_GROWTH = 10;
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    /** A relative change of the value below this may be rounding: about what a sum of many terms is off by. */
    private static final double DROWNED = 1e-12;

    private final DifferentiableFunction function;
    private final double[] x;
    private final double[] gradient;

    // The line, and the last trial on it.
    private double[] origin;
    private double[] direction;
    private double originValue;
    private double originSlope;
    private double at;
    private double value;
    private double slope;
    private int trials;

    StrongWolfe(DifferentiableFunction function, int dimension) {
        this.function = function;
        x = new double[dimension];
        gradient = new double[dimension];
        origin = x;
        direction = x;
    }

    /** Where the search ended: live, valid until the next. */
    double[] x() {
        return x;
    }

    /** The gradient there: live, valid until the next. */
    double[] gradient() {
        return gradient;
    }

    /** The value there. */
    double value() {
        return value;
    }

    /**
     * Searches along a direction.
     *
     * @param from length d, not modified
     * @param fromValue the value there
     * @param fromSlope the slope there along the direction, less than 0
     * @param along the direction, length d, not modified
     * @param first the first length to try, more than 0
     * @return whether a lower point was found; if so it is {@link #x}
     */
    boolean from(double[] from, double fromValue, double fromSlope, double[] along, double first) {
        origin = from;
        direction = along;
        originValue = fromValue;
        originSlope = fromSlope;
        trials = 0;
        double before = 0;
        double beforeValue = fromValue;
        double beforeSlope = fromSlope;
        double length = first;
        while (trials < MOST_TRIALS) {
            evaluate(length);
            if (tooHigh() || (before > 0 && value >= beforeValue)) {
                return accepted() || between(before, beforeValue, beforeSlope, at, value, slope);
            }
            if (accepted()) {
                return true;
            }
            if (slope >= 0) {
                return between(at, value, slope, before, beforeValue, beforeSlope);
            }
            double longer = cubicMinimum(before, beforeValue, beforeSlope, at, value, slope);
            before = at;
            beforeValue = value;
            beforeSlope = slope;
            // Not fewer than twice as far: a cubic that sees its minimum just ahead may be wrong again and again.
            length = longer > 2 * at ? Math.min(longer, MOST_GROWTH * at) : 2 * at;
        }
        return value < originValue;
    }

    /** Narrows an interval that holds a point to accept; {@code low} is the end with the lower value. */
    private boolean between(
            double low, double lowValue, double lowSlope, double high, double highValue, double highSlope) {
        double lo = low;
        double loValue = lowValue;
        double loSlope = lowSlope;
        double hi = high;
        double hiValue = highValue;
        double hiSlope = highSlope;
        for (int round = 1; trials < MOST_TRIALS && Math.abs(hi - lo) > ROUNDING * Math.max(lo, hi); round++) {
            double trial = cubicMinimum(lo, loValue, loSlope, hi, hiValue, hiSlope);
            double left = Math.min(lo, hi);
            double width = Math.abs(hi - lo);
            // Every third time the middle, so that the interval shrinks whatever the cubic thinks.
            boolean inside = trial > left + 0.1 * width && trial < left + 0.9 * width;
            evaluate(inside && round % 3 != 0 ? trial : left + 0.5 * width);
            if (accepted()) {
                return true;
            }
            if (tooHigh() || value >= loValue) {
                hi = at;
                hiValue = value;
                hiSlope = slope;
            } else {
                if (slope * (hi - lo) >= 0) {
                    hi = lo;
                    hiValue = loValue;
                    hiSlope = loSlope;
                }
                lo = at;
                loValue = value;
                loSlope = slope;
            }
        }
        if (lo > 0 && loValue < originValue) {
            evaluate(lo); // lower, though not flat enough
            return true;
        }
        return false;
    }

    private void evaluate(double length) {
        trials++;
        at = length;
        for (int i = 0; i < x.length; i++) {
            x[i] = origin[i] + length * direction[i];
        }
        value = function.valueAndGradient(x, gradient);
        slope = CurvaturePairs.dot(gradient, direction);
        if (!Double.isFinite(value) || !Double.isFinite(slope)) {
            value = Double.POSITIVE_INFINITY;
            slope = Double.NaN;
        }
    }

    private boolean tooHigh() {
        return value > originValue + DECREASE * at * originSlope;
    }

    private boolean accepted() {
        boolean strong = !tooHigh() && Math.abs(slope) <= -CURVATURE * originSlope;
        boolean approximate = Math.abs(value - originValue) <= DROWNED * Math.abs(originValue)
                && slope <= (2 * DECREASE - 1) * originSlope
                && slope >= CURVATURE * originSlope;
        return strong || approximate;
    }

    /** Where the cubic with these values and slopes at a and b has its minimum; NaN if it has none. */
    private static double cubicMinimum(double a, double fa, double sa, double b, double fb, double sb) {
        double d1 = sa + sb - 3 * (fa - fb) / (a - b);
        double d2 = Math.copySign(Math.sqrt(d1 * d1 - sa * sb), b - a);
        return b - (b - a) * (sb + d2 - d1) / (sb - sa + 2 * d2);
    }
}
