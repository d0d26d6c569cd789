package dev.jensen.core.algorithm;

/**
 * A bound on how far q moved.
 *
 * @param means of every mean, in standard deviations
 * @param scales of every standard deviation's logarithm
 */
record Shift(double means, double scales) {

    /** Returns whether q stayed within the bound on its way from one φ to another. */
    boolean bounds(Moments moments, double[] from, double[] to) {
        double[] meanBefore = moments.mean(from);
        double[] meanNow = moments.mean(to);
        double[] varianceBefore = moments.variance(from);
        double[] varianceNow = moments.variance(to);
        for (int i = 0; i < meanNow.length; i++) {
            double ofMean = Math.abs(meanNow[i] - meanBefore[i]) / Math.sqrt(varianceNow[i]);
            double ofScale = Math.abs(0.5 * Math.log(varianceNow[i] / varianceBefore[i]));
            if (!(ofMean <= means && ofScale <= scales)) {
                return false;
            }
        }
        return true;
    }
}
