package dev.jensen.examples;

/** KL between a normal law q and p = 0.4 N(−2, 0.6²) + 0.6 N(2, 0.7²), both ways, by the trapezium rule. */
final class TwoKls {
    private static final double[] WEIGHT = {0.4, 0.6};
    private static final double[] MEAN = {-2, 2};
    private static final double[] SD = {0.6, 0.7};
    private static final int STEPS = 240;
    private static final double REACH = 8; // standard deviations

    private static final double ENTROPY = entropy();

    private TwoKls() {}

    private static double logNormal(double x, double mean, double sd) {
        double u = (x - mean) / sd;
        return -0.5 * u * u - Math.log(sd * Math.sqrt(2 * Math.PI));
    }

    private static double logP(double x) {
        double a = Math.log(WEIGHT[0]) + logNormal(x, MEAN[0], SD[0]);
        double b = Math.log(WEIGHT[1]) + logNormal(x, MEAN[1], SD[1]);
        return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    static double mean() {
        return WEIGHT[0] * MEAN[0] + WEIGHT[1] * MEAN[1];
    }

    static double variance() {
        double second = 0;
        for (int k = 0; k < 2; k++) {
            second += WEIGHT[k] * (SD[k] * SD[k] + MEAN[k] * MEAN[k]);
        }
        return second - mean() * mean();
    }

    /** KL(q‖p) in nats. */
    static double reverse(double mean, double sd) {
        double sum = 0;
        double step = 2 * REACH * sd / STEPS;
        for (int i = 0; i <= STEPS; i++) {
            double x = mean - REACH * sd + i * step;
            double logQ = logNormal(x, mean, sd);
            sum += step * Math.exp(logQ) * (logQ - logP(x));
        }
        return sum;
    }

    /** KL(p‖q) in nats: q enters only by p's mean and variance. */
    static double forward(double mean, double sd) {
        double moved = mean() - mean;
        double crossEntropy = Math.log(sd * Math.sqrt(2 * Math.PI)) + (variance() + moved * moved) / (2 * sd * sd);
        return crossEntropy - ENTROPY;
    }

    private static double entropy() {
        double sum = 0;
        double step = 0.01;
        for (double x = -9; x <= 9; x += step) {
            double log = logP(x);
            sum -= step * Math.exp(log) * log;
        }
        return sum;
    }
}
