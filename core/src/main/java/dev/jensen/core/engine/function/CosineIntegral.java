package dev.jensen.core.engine.function;

/** The tail of an angle with density proportional to exp(κ cos(x − μ)), and moments of the cosine in it: see {@link VonMisesPath}. */
public final class CosineIntegral {
    private static final double NEGLIGIBLE = -50; // e^this, beside 1

    private CosineIntegral() {}

    /** {@return log P(X ≤ x), or of an order above 0 the mean of (cos(X − μ) − 1)ⁿ given X ≤ x} */
    public static double value(int order, double x, double mu, double kappa) {
        if (Double.isNaN(x + mu + kappa)) {
            return Double.NaN;
        }
        return order == 0 ? log(x, mu, kappa) : moment(order, x, mu, kappa);
    }

    private static double log(double x, double mu, double kappa) {
        double below = VonMisesPath.logProbability(mu, kappa, -Math.PI, x);
        return below > -0.5 ? Math.log1p(-Math.exp(VonMisesPath.logProbability(mu, kappa, x, Math.PI))) : below;
    }

    /** By panels, each of which is as wide as the density is at most. */
    private static double moment(int order, double x, double mu, double kappa) {
        double centre = VonMisesPath.wrapped(mu);
        boolean holdsPeak = centre > -Math.PI && centre < x;
        double greatest = holdsPeak ? 0 : Math.max(VonMisesPath.drop(-Math.PI - mu), VonMisesPath.drop(x - mu));
        int panels = (int) Math.ceil((x + Math.PI) / Math.min(1, 3 / Math.sqrt(kappa)));
        panels = Math.max(panels, 1);
        double width = (x + Math.PI) / panels;
        double mass = 0;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            double from = -Math.PI + panel * width;
            for (int i = 0; i < PanelRule.SIZE; i++) {
                double c = VonMisesPath.drop(from + width * PanelRule.node(i) - mu);
                double exponent = kappa * (c - greatest);
                if (exponent > NEGLIGIBLE) {
                    double weight = PanelRule.weight(i) * Math.exp(exponent);
                    mass += weight;
                    sum += weight * Math.pow(c, order);
                }
            }
        }
        return sum / mass;
    }
}
