package dev.jensen.core.algorithm;

/**
 * What many short chains say of a component: transitions × chains values.
 *
 * @param mean of all
 * @param deviation standard deviation of all
 * @param error standard error of the mean, by the spread of the chains' own means
 * @param drift how far the second half of the transitions is from the first, in standard deviations: of means, or of log standard
 *     deviations
 */
record ChainMoments(double mean, double deviation, double error, double drift) {

    /** Of a component at an offset within rows of a width; row t · chains + c is chain c after transition t. */
    static ChainMoments of(double[] values, int transitions, int chains, int offset, int width) {
        int half = transitions / 2 * chains;
        double[] first = moments(values, 0, half, offset, width);
        double[] second = moments(values, half, transitions * chains, offset, width);
        double[] all = moments(values, 0, transitions * chains, offset, width);
        double between = 0;
        for (int c = 0; c < chains; c++) {
            double mean = 0;
            for (int t = 0; t < transitions; t++) {
                mean += values[(t * chains + c) * width + offset] / transitions;
            }
            between += (mean - all[0]) * (mean - all[0]) / (chains - 1);
        }
        double drift = all[1] > 0
                ? Math.max(Math.abs(first[0] - second[0]) / all[1], Math.abs(Math.log(first[1] / second[1])))
                : 0;
        return new ChainMoments(all[0], all[1], Math.sqrt(between / chains), drift);
    }

    private static double[] moments(double[] values, int from, int to, int offset, int width) {
        double mean = 0;
        for (int s = from; s < to; s++) {
            mean += values[s * width + offset] / (to - from);
        }
        double square = 0;
        for (int s = from; s < to; s++) {
            double way = values[s * width + offset] - mean;
            square += way * way / (to - from);
        }
        return new double[] {mean, Math.sqrt(square)};
    }
}
