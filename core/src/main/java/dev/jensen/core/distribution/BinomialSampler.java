package dev.jensen.core.distribution;

import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Binomial draws: by inversion where few successes are expected; otherwise by the transformed rejection BTRS of Hörmann
 * (1993), "The generation of binomial random variates", Journal of Statistical Computation and Simulation 46.
 */
final class BinomialSampler {
    private static final double SMALL = 10;

    private BinomialSampler() {}

    static double draw(RandomGenerator random, double trials, double probability) {
        if (probability > 0.5) {
            return trials - draw(random, trials, 1 - probability);
        }
        return trials * probability < SMALL ? invert(random, trials, probability) : reject(random, trials, probability);
    }

    private static double invert(RandomGenerator random, double trials, double probability) {
        double left = random.nextDouble();
        double odds = probability / (1 - probability);
        double mass = Math.exp(trials * Math.log1p(-probability));
        int k = 0;
        while (left >= mass && k < trials) {
            left -= mass;
            k++;
            mass *= odds * (trials - k + 1) / k;
        }
        return k;
    }

    private static double reject(RandomGenerator random, double n, double p) {
        double spread = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double centre = n * p + 0.5;
        double squeeze = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * spread;
        double logOdds = Math.log(p) - Math.log1p(-p);
        double mode = Math.floor((n + 1) * p);
        double atMode = LogGamma.value(mode + 1) + LogGamma.value(n - mode + 1);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double distance = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / distance + b) * u + centre);
            if (k < 0 || k > n) {
                continue;
            }
            if (distance >= 0.07 && v <= squeeze) {
                return k;
            }
            if (Math.log(v * alpha / (a / (distance * distance) + b))
                    <= atMode - LogGamma.value(k + 1) - LogGamma.value(n - k + 1) + (k - mode) * logOdds) {
                return k;
            }
        }
    }
}
