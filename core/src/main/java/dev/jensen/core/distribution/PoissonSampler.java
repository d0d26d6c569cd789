package dev.jensen.core.distribution;

import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Poisson draws: by inversion at a small rate; at a large one by the transformed rejection PTRS of Hörmann (1993), "The
 * transformed rejection method for generating Poisson random variables", Insurance: Mathematics and Economics 12.
 */
final class PoissonSampler {
    private static final double SMALL = 10;

    private PoissonSampler() {}

    static double draw(RandomGenerator random, double rate) {
        return rate < SMALL ? invert(random, rate) : reject(random, rate);
    }

    private static double invert(RandomGenerator random, double rate) {
        double left = random.nextDouble();
        double probability = Math.exp(-rate);
        int k = 0;
        while (left >= probability && probability > 0) {
            left -= probability;
            k++;
            probability *= rate / k;
        }
        return k;
    }

    private static double reject(RandomGenerator random, double rate) {
        double logRate = Math.log(rate);
        double b = 0.931 + 2.53 * Math.sqrt(rate);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double squeeze = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double distance = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / distance + b) * u + rate + 0.43);
            if (distance >= 0.07 && v <= squeeze) {
                return k;
            }
            if (k < 0 || (distance < 0.013 && v > distance)) {
                continue;
            }
            if (Math.log(v * inverseAlpha / (a / (distance * distance) + b))
                    <= k * logRate - rate - LogGamma.value(k + 1)) {
                return k;
            }
        }
    }
}
