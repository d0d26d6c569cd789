package dev.jensen.benchmarks.referee;

import dev.jensen.core.fit.Summary;

/**
 * How far a summary is from the reference.
 *
 * @param meanError the greatest |difference of means|, in reference standard deviations
 * @param leastRatio the smallest ratio of a standard deviation to the reference's
 * @param greatestRatio the largest
 * @param worst the component that is farthest off, in mean or in standard deviation
 */
record Agreement(double meanError, double leastRatio, double greatestRatio, String worst) {

    static Agreement of(Reference reference, Summary summary) {
        double error = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        double farthest = -1;
        String worst = "";
        for (int i = 0; i < reference.mean().length; i++) {
            Summary.Row row = summary.row(reference.component(i));
            double ofMean =
                    Math.abs(row.mean() - reference.mean()[i]) / reference.sd()[i];
            double ratio = row.sd() / reference.sd()[i];
            error = Math.max(error, ofMean); // NaN stays
            least = Math.min(least, ratio);
            greatest = Math.max(greatest, ratio);
            double off = Math.max(ofMean, Math.abs(Math.log(ratio)));
            if (!(off <= farthest)) {
                farthest = off;
                worst = row.name();
            }
        }
        return new Agreement(error, least, greatest, worst);
    }
}
