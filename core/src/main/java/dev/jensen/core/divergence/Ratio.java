package dev.jensen.core.divergence;

/** What the log ratio δ = log p − log q says of p and q relative to their midpoint m = ½(p + q). */
final class Ratio {
    private Ratio() {}

    /** log p − log q where at least one of the two is above 0. */
    static double log(double logP, double logQ) {
        return logP == logQ ? 0 : logP - logQ;
    }

    /** p/m, from 0 to 2. */
    static double overMidpoint(double delta) {
        return 2 / (1 + Math.exp(-delta));
    }

    /** log(1 + eˣ). */
    static double softplus(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }

    /** log m of log p and log q. */
    static double logMidpoint(double logP, double logQ) {
        double greater = Math.max(logP, logQ);
        if (greater == Double.NEGATIVE_INFINITY) {
            return greater;
        }
        return greater + Math.log1p(Math.exp(Math.min(logP, logQ) - greater)) - Math.log(2);
    }

    /**
     * r − 1 − log r ≥ 0 for a ratio r of two scales, with all its digits near 1.
     *
     * @param ratio r
     * @param minusOne r − 1, computed from the difference of the two scales
     */
    static double logExcess(double ratio, double minusOne) {
        if (Math.abs(minusOne) > 0.03) {
            return minusOne - Math.log(ratio);
        }
        double sum = 0;
        double power = -minusOne;
        for (int k = 2; k <= 12; k++) {
            power *= -minusOne;
            sum += power / k;
        }
        return sum;
    }
}
