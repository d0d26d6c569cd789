package dev.jensen.core.algorithm.hmc;

/**
 * What many short chains say of a component: transitions × chains values.
 *
 * @param mean of all
 * @param deviation standard deviation of all
 * @param error standard error of the mean, by the spread of the chains' own means
 * @param deviationError standard error of the standard deviation, by the spread of the chains' own second moments: heavy tails show
 * @param between variance of the chains' own means, as a share of the variance of all: what chains of n transitions remember of their
 *     starts makes it greater than 1/n (Margossian, Hoffman, Sountsov, Riou-Durand, Vehtari and Gelman, "Nested R-hat", Bayesian
 *     Analysis, 2024)
 * @param kurtosis fourth moment about the mean, in units of the squared variance
 */
public record ChainMoments(
        double mean, double deviation, double error, double deviationError, double between, double kurtosis) {

    /** Of a component at an offset within rows of a width; row t · chains + c is chain c after transition t. */
    public static ChainMoments of(double[] values, int transitions, int chains, int offset, int width) {
        int n = transitions * chains;
        double mean = 0;
        for (int s = 0; s < n; s++) {
            mean += values[s * width + offset] / n;
        }
        double[] means = new double[chains];
        double[] squares = new double[chains];
        double variance = 0;
        double fourth = 0;
        for (int s = 0; s < n; s++) {
            double way = values[s * width + offset] - mean;
            means[s % chains] += way / transitions;
            squares[s % chains] += way * way / transitions;
            variance += way * way / n;
            fourth += way * way * way * way / n;
        }
        double ofMeans = 0;
        double ofSquares = 0;
        for (int c = 0; c < chains; c++) {
            ofMeans += means[c] * means[c] / (chains - 1);
            ofSquares += Math.pow(squares[c] - variance, 2) / (chains - 1);
        }
        double deviation = Math.sqrt(variance);
        return new ChainMoments(
                mean,
                deviation,
                Math.sqrt(ofMeans / chains),
                deviation > 0 ? Math.sqrt(ofSquares / chains) / (2 * deviation) : 0,
                deviation > 0 ? ofMeans / variance : 0,
                deviation > 0 ? fourth / (variance * variance) : 0);
    }
}
