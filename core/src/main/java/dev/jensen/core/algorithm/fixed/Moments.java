package dev.jensen.core.algorithm.fixed;

import dev.jensen.core.family.MomentsKnown;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.noise.Noise;

/** Means and variances of a family: its own where it knows them and they are finite, else those of draws that stay the same. */
final class Moments {
    private final Pathwise family;
    private final Noise noise;
    private final int draws;

    Moments(Pathwise family, Noise noise, int draws) {
        this.family = family;
        this.noise = noise;
        this.draws = draws;
    }

    double[] mean(double[] phi) {
        if (family instanceof MomentsKnown known && allFinite(known.variance(phi))) {
            return known.mean(phi);
        }
        return drawn(phi, 1, new double[family.dimension()]);
    }

    double[] variance(double[] phi) {
        if (family instanceof MomentsKnown known) {
            double[] variance = known.variance(phi);
            if (allFinite(variance)) {
                return variance;
            }
        }
        return drawn(phi, 2, mean(phi));
    }

    private double[] drawn(double[] phi, int power, double[] about) {
        int d = family.dimension();
        double[] epsilon = new double[draws * family.noiseDimension()];
        double[] z = new double[draws * d];
        double[] weights = new double[draws];
        noise.fill(0, draws, family.noiseDimension(), epsilon);
        family.paths(phi, draws, epsilon, z);
        family.weights(phi, draws, weights);
        double[] moment = new double[d];
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < d; i++) {
                double difference = z[s * d + i] - about[i];
                moment[i] += weights[s] * (power == 1 ? difference : difference * difference);
            }
        }
        return moment;
    }

    private static boolean allFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
