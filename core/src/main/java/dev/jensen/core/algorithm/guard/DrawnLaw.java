package dev.jensen.core.algorithm.guard;

import dev.jensen.core.family.Family;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import java.util.Locale;

/**
 * Whether a family's log density is that of its draws. Where a draw is a map of as many numbers as it has coordinates, by the change of
 * variables, log q(g(ε)) = log N(ε) − log |det ∂g/∂ε|, to all digits that differences have; else by the mean of ∇_φ log q over draws, which
 * is 0.
 */
final class DrawnLaw {
    private static final int MOST_DIMENSIONS = 30;
    private static final double ALLOWED = 1e-2; // nats
    private static final int MOST_BRANCHES = 64;
    private static final int DRAWS = 2048;
    private static final int MOST_PARAMETERS = 4096;
    private static final double ERRORS = 8; // 1e-15 for each parameter
    private static final long SEED = 0xfa_318;
    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    private DrawnLaw() {}

    static void require(Family family, String name, double[] phi, double[] noise, double[] z, double[] logQ) {
        int d = family.dimension();
        if (family instanceof Reparameterized && family.noiseDimension() == d && d <= MOST_DIMENSIONS) {
            for (int s = 0; s < logQ.length; s++) {
                double drawn = logDensity(family, phi, Arrays.copyOfRange(noise, s * d, (s + 1) * d));
                if (Math.abs(logQ[s] - drawn) > ALLOWED && !isOfSeveralBranches(logQ[s] - drawn)) {
                    double[] at = Arrays.copyOfRange(z, s * d, (s + 1) * d);
                    throw new IllegalArgumentException(String.format(
                            Locale.US,
                            "%s: draw and log density are of different laws: at the draw z = %s log q is %.6g, but how it was"
                                    + " drawn makes its density %.6g, in nats: mend one of them; the density must be normalised",
                            name,
                            Arrays.toString(at),
                            logQ[s],
                            drawn));
                }
            }
        } else if (phi.length <= MOST_PARAMETERS) {
            requireMeanScore(family, name, phi);
        }
    }

    /** A map that takes several ε to one z has as many times the density. */
    private static boolean isOfSeveralBranches(double excess) {
        double branches = Math.exp(excess);
        return branches > 1.5 && branches < MOST_BRANCHES && Math.abs(branches - Math.rint(branches)) < 1e-3;
    }

    private static double logDensity(Family family, double[] phi, double[] epsilon) {
        double logNormal = 0;
        for (double e : epsilon) {
            logNormal -= 0.5 * e * e + HALF_LOG_2_PI;
        }
        return logNormal
                - LogDeterminant.ofDifferences((count, from, to) -> family.draw(phi, count, from, to), epsilon);
    }

    private static void requireMeanScore(Family family, String name, double[] phi) {
        int n = family.noiseDimension();
        int d = family.dimension();
        double[] noise = new double[DRAWS * n];
        double[] z = new double[DRAWS * d];
        MonteCarlo.seed(SEED).fill(0, DRAWS, n, noise);
        family.draw(phi, DRAWS, noise, z);
        double[] sums = new double[phi.length];
        double[] squares = new double[phi.length];
        double[] score = new double[phi.length];
        for (int s = 0; s < DRAWS; s++) {
            Arrays.fill(score, 0);
            try {
                family.score(phi, 1, Arrays.copyOfRange(z, s * d, (s + 1) * d), new double[] {1}, score);
            } catch (UnsupportedOperationException e) {
                return;
            }
            for (int k = 0; k < phi.length; k++) {
                sums[k] += score[k];
                squares[k] += score[k] * score[k];
            }
        }
        for (int k = 0; k < phi.length; k++) {
            double mean = sums[k] / DRAWS;
            double error = Math.sqrt(squares[k]) / DRAWS;
            if (Math.abs(mean) > ERRORS * error) {
                throw new IllegalArgumentException(String.format(
                        Locale.US,
                        "%s: draw and log density are of different laws: the mean of the score in parameter %d is %.3g ± %.2g over"
                                + " %d draws, not 0: mend one of them",
                        name,
                        k,
                        mean,
                        error,
                        DRAWS));
            }
        }
    }
}
