package dev.jensen.core.algorithm;

import dev.jensen.core.family.Pathwise;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MonteCarlo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Monte Carlo errors of a {@link FixedDrawVi} optimum: a minimum belongs to its draws, and would be elsewhere with others. They are
 * measured: the run goes on from the optimum with other draws, as many times as asked, and the spread of where it ends is the standard
 * error. So what moment-matched Sobol draws gain over independent ones counts, which the delta method (Giordano, Ingram and Broderick,
 * JMLR 2024, section 3.3) leaves out.
 *
 * @param ofMeans for each coordinate, in q's standard deviations
 * @param ofDeviations for each coordinate, of the logarithm of q's standard deviation
 */
public record OptimumErrors(double[] ofMeans, double[] ofDeviations) {
    private static final int DRAWS = 2048;

    /**
     * Measures.
     *
     * @param run that made the fit
     * @param fit its optimum
     * @param replicates how many times, at least 2; they run beside each other
     */
    public static OptimumErrors of(FixedDrawVi<? extends Pathwise> run, Fit fit, int replicates) {
        if (replicates < 2) {
            throw new IllegalArgumentException("standard errors need at least 2 replicates: " + replicates);
        }
        FixedDrawVi<? extends Pathwise> again = run.start(fit.parameters());
        List<Fit> fits = new ArrayList<>(IntStream.range(0, replicates)
                .parallel()
                .mapToObj(k -> again.fit(fit.origin().seed() + 0x9e3779b97f4a7c15L * (k + 1)))
                .toList());
        fits.add(fit);
        int d = fit.family().dimension();
        double[][][] moments = fits.stream().map(OptimumErrors::moments).toArray(double[][][]::new);
        double[] ofMeans = new double[d];
        double[] ofDeviations = new double[d];
        for (int i = 0; i < d; i++) {
            double[] means = new double[fits.size()];
            double[] logs = new double[fits.size()];
            for (int k = 0; k < means.length; k++) {
                means[k] = moments[k][0][i];
                logs[k] = Math.log(moments[k][1][i]);
            }
            ofMeans[i] = spread(means) / moments[replicates][1][i];
            ofDeviations[i] = spread(logs);
        }
        return new OptimumErrors(ofMeans, ofDeviations);
    }

    /** The standard deviation of numbers, of unknown mean. */
    private static double spread(double[] x) {
        double mean = 0;
        for (double each : x) {
            mean += each / x.length;
        }
        double square = 0;
        for (double each : x) {
            square += (each - mean) * (each - mean) / (x.length - 1);
        }
        return Math.sqrt(square);
    }

    /** Mean and standard deviation of each coordinate, on the same draws for all fits. */
    private static double[][] moments(Fit fit) {
        int d = fit.family().dimension();
        double[] noise = new double[DRAWS * fit.family().noiseDimension()];
        double[] z = new double[DRAWS * d];
        MonteCarlo.seed(1).fill(0, DRAWS, fit.family().noiseDimension(), noise);
        fit.family().draw(fit.parameters(), DRAWS, noise, z);
        double[][] moments = new double[2][d];
        for (int i = 0; i < d; i++) {
            double[] column = new double[DRAWS];
            for (int s = 0; s < DRAWS; s++) {
                column[s] = z[s * d + i];
                moments[0][i] += column[s] / DRAWS;
            }
            moments[1][i] = spread(column);
        }
        return moments;
    }

    /** Returns the greatest of all errors. */
    public double greatest() {
        return Math.max(
                Arrays.stream(ofMeans).max().orElse(0),
                Arrays.stream(ofDeviations).max().orElse(0));
    }
}
