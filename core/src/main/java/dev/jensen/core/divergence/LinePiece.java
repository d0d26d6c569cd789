package dev.jensen.core.divergence;

/**
 * An interval of the line as the image of all of ℝ: x = u, low + eᵘ, high − eᵘ or low + (high − low)·sigmoid(u), so that
 * whatever happens near a finite end is spread out.
 */
record LinePiece(double low, double high) {
    /** Beyond it eᵘ is 0 or overflows. */
    private static final double EXPONENT = 700;

    private boolean fromLow() {
        return low > Double.NEGATIVE_INFINITY;
    }

    private boolean toHigh() {
        return high < Double.POSITIVE_INFINITY;
    }

    double point(double u) {
        if (fromLow() && toHigh()) {
            return u > 0 ? high - (high - low) / (1 + Math.exp(u)) : low + (high - low) / (1 + Math.exp(-u));
        }
        return fromLow() ? low + Math.exp(u) : toHigh() ? high - Math.exp(u) : u;
    }

    /** log |dx/du|. */
    double logJacobian(double u) {
        if (fromLow() && toHigh()) {
            return Math.log(high - low) - Ratio.softplus(u) - Ratio.softplus(-u);
        }
        return fromLow() || toHigh() ? u : 0;
    }

    /** The u of a point inside. */
    double unconstrained(double x) {
        if (fromLow() && toHigh()) {
            return Math.log(x - low) - Math.log(high - x);
        }
        return fromLow() ? Math.log(x - low) : toHigh() ? Math.log(high - x) : x;
    }

    /** How far u may go either way. */
    double reach() {
        return fromLow() || toHigh() ? EXPONENT : 1e300;
    }

    boolean contains(double x) {
        return x > low && x < high;
    }
}
