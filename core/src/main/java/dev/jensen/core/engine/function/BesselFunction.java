package dev.jensen.core.engine.function;

/**
 * The moments of cos t − 1 under a density proportional to exp(κ cos t): by the trapezoidal rule, which on a circle converges
 * geometrically, and for a large κ by Hankel's series of ∫ e^(−κs) sⁿ⁻½ (2 − s)⁻½ ds with s = 1 − cos t.
 */
public final class BesselFunction {
    private static final double LARGE = 60;

    private BesselFunction() {}

    /** {@return log(e⁻ᵏ I₀(κ)) for order 0, else E[(cos t − 1)ⁿ]} */
    public static double moment(int order, double kappa) {
        if (!(kappa >= 0)) {
            return Double.NaN;
        }
        if (kappa > LARGE) {
            double zeroth = series(0, kappa);
            return order == 0 ? Math.log(zeroth) - 0.5 * Math.log(2 * Math.PI * kappa) : series(order, kappa) / zeroth;
        }
        int nodes = (int) (24 + 9 * Math.sqrt(kappa));
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < nodes; i++) {
            double c = VonMisesPath.drop(2 * Math.PI * i / nodes);
            double weight = Math.exp(kappa * c);
            sum += weight;
            weighted += weight * GammaIntegral.power(c, order);
        }
        return order == 0 ? Math.log(sum / nodes) : weighted / sum;
    }

    /** √(2πκ) times the integral of (−s)ⁿ e^(−κs) over the circle's measure. */
    private static double series(int order, double kappa) {
        double term = 1;
        for (int i = 0; i < order; i++) {
            term *= -(i + 0.5) / kappa;
        }
        double sum = 0;
        for (int j = 0; j < 30 && Math.abs(term) > 1e-17 * Math.abs(sum); j++) {
            sum += term;
            term *= (j + 0.5) * (order + j + 0.5) / ((j + 1) * 2 * kappa);
        }
        return sum;
    }
}
