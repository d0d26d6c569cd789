package dev.jensen.core.algorithm;

import dev.jensen.core.family.MomentsKnown;

/**
 * A bound on how far q moved.
 *
 * @param means of every mean, in standard deviations
 * @param scales of every standard deviation's logarithm
 */
record Shift(double means, double scales) {

    /** Returns whether q stayed within the bound on its way from one φ to another. */
    boolean bounds(MomentsKnown family, double[] from, double[] to) {
        double[] meanBefore = family.mean(from);
        double[] meanNow = family.mean(to);
        double[] varianceBefore = family.variance(from);
        double[] varianceNow = family.variance(to);
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
