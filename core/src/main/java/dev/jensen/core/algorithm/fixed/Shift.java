package dev.jensen.core.algorithm.fixed;

/**
 * A bound on how far q moved.
 *
 * @param means of every mean, in standard deviations; of a point mass, which has none, a hundredth of this times 1 + its value
 * @param scales of every standard deviation's logarithm
 */
record Shift(double means, double scales) {
    private static final double POINT = 1e-9; // a standard deviation, relative to the mean, that is a rounding error
    private static final double OF_POINT = 0.01;

    /** Returns whether q stayed within the bound on its way from one φ to another. */
    boolean bounds(Moments moments, double[] from, double[] to) {
        double[] meanBefore = moments.mean(from);
        double[] meanNow = moments.mean(to);
        double[] varianceBefore = moments.variance(from);
        double[] varianceNow = moments.variance(to);
        for (int i = 0; i < meanNow.length; i++) {
            if (varianceNow[i] <= POINT * POINT * (1 + meanNow[i] * meanNow[i])) {
                if (!(Math.abs(meanNow[i] - meanBefore[i]) <= OF_POINT * means * (1 + Math.abs(meanNow[i])))) {
                    return false;
                }
                continue;
            }
            double ofMean = Math.abs(meanNow[i] - meanBefore[i]) / Math.sqrt(varianceNow[i]);
            double ofScale = Math.abs(0.5 * Math.log(varianceNow[i] / varianceBefore[i]));
            if (!(ofMean <= means && ofScale <= scales)) {
                return false;
            }
        }
        return true;
    }
}
