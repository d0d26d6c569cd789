package dev.jensen.benchmarks.referee;

import dev.jensen.core.fit.Summary;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * How far a summary is from the reference.
 *
 * @param meanError the greatest |difference of means|, in reference standard deviations
 * @param leastRatio the smallest ratio of a standard deviation to the reference's
 * @param greatestRatio the largest
 * @param worst the component that is farthest off, in mean or in standard deviation
 */
record Agreement(double meanError, double leastRatio, double greatestRatio, String worst) {

    /** Compares with the whole posterior. */
    static Agreement of(Reference reference, Summary summary) {
        return of(reference, reference.whole(), summary);
    }

    /** Compares with what is nearest, the whole posterior or one of its modes: a single Gaussian finds one. */
    static Agreement ofOneMode(Reference reference, Summary summary) {
        return Stream.concat(Stream.of(reference.whole()), reference.modes().stream())
                .map(known -> of(reference, known, summary))
                .min(Comparator.comparingDouble(Agreement::error))
                .orElseThrow();
    }

    /** The greatest error in means or in log standard deviations. */
    double error() {
        return Math.max(meanError, Math.max(-Math.log(leastRatio), Math.log(greatestRatio)));
    }

    private static Agreement of(Reference reference, Reference.Known known, Summary summary) {
        double error = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        double farthest = -1;
        String worst = "";
        for (int i = 0; i < known.mean().length; i++) {
            Summary.Row row = summary.row(reference.component(i));
            double ofMean = Math.abs(row.mean() - known.mean()[i]) / known.sd()[i];
            double ratio = row.sd() / known.sd()[i];
            error = Math.max(error, ofMean); // NaN stays
            least = Math.min(least, ratio);
            greatest = Math.max(greatest, ratio);
            double off = Math.max(ofMean, Math.abs(Math.log(ratio)));
            if (!(off <= farthest)) {
                farthest = off;
                worst = row.name();
            }
        }
        return known.mean().length == 0
                ? new Agreement(Double.NaN, Double.NaN, Double.NaN, "-")
                : new Agreement(error, least, greatest, worst);
    }
}
