package dev.jensen.core.diagnostic;

/**
 * The generalised Pareto law of exceedances x ≥ 0: P(X &gt; x) = (1 + kx/σ)<sup>−1/k</sup>; for k ≥ 1/j it has no j-th moment.
 *
 * @param shape k; a light, bounded tail where it is negative
 * @param scale σ
 */
public record GeneralizedPareto(double shape, double scale) {
    private static final double PRIOR_SHAPE = 0.5;
    private static final double PRIOR_WEIGHT = 10; // observations
    private static final double PRIOR_SPREAD = 3;

    /**
     * Fits by Zhang and Stephens's empirical Bayes estimate ("A new and efficient estimation method for the generalized Pareto
     * distribution", Technometrics 51, 2009); its shape is then drawn towards ½ as by 10 observations (Vehtari et al. 2024,
     * appendix G). Theirs is −k.
     *
     * @param sorted exceedances in ascending order, at least 2 numbers, the last more than 0
     */
    public static GeneralizedPareto fit(double[] sorted) {
        int n = sorted.length;
        if (n < 2 || !(sorted[n - 1] > 0 && sorted[n - 1] < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a generalised Pareto law needs at least 2 exceedances, the greatest positive" + " and finite: " + n
                            + (n == 0 ? "" : ", the greatest " + sorted[n - 1]));
        }
        int m = 30 + (int) Math.sqrt(n);
        double quarter = sorted[(int) (n / 4.0 + 0.5) - 1];
        double[] theta = new double[m]; // −k/σ
        double[] logLikelihood = new double[m];
        for (int j = 0; j < m; j++) {
            theta[j] = 1 / sorted[n - 1] + (1 - Math.sqrt(m / (j + 0.5))) / (PRIOR_SPREAD * quarter);
            double k = shape(theta[j], sorted);
            logLikelihood[j] = n * (Math.log(-theta[j] / k) - k - 1);
        }
        double mean = 0;
        double total = 0;
        for (int j = 0; j < m; j++) {
            double inverse = 0;
            for (double other : logLikelihood) {
                inverse += Math.exp(other - logLikelihood[j]);
            }
            mean += theta[j] / inverse;
            total += 1 / inverse;
        }
        double posterior = mean / total;
        double k = shape(posterior, sorted);
        return new GeneralizedPareto((n * k + PRIOR_WEIGHT * PRIOR_SHAPE) / (n + PRIOR_WEIGHT), -k / posterior);
    }

    /** The most likely k for a ratio θ = −k/σ. */
    private static double shape(double theta, double[] sorted) {
        double sum = 0;
        for (double x : sorted) {
            sum += Math.log1p(-theta * x);
        }
        return sum / sorted.length;
    }

    /**
     * Returns the exceedance below which the probability is p.
     *
     * @param p between 0 and 1
     */
    public double quantile(double p) {
        double rate = -Math.log1p(-p);
        return scale * (Math.abs(shape) < Math.ulp(1.0) ? rate : Math.expm1(shape * rate) / shape);
    }
}
