package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.junit.jupiter.api.Test;

class ChiSquareQuantileTest {

    @Test
    void invertsTheDistributionFunctionInBothTails() {
        for (double nu : new double[] {1, 1.5, 2, 4, 9.5, 100, 1e4}) {
            ChiSquareQuantile quantile = new ChiSquareQuantile(nu);
            for (double epsilon = -8.9; epsilon < 9; epsilon += 0.173) {
                double p = 0.5 * Erfc.value(Math.abs(epsilon) / Math.sqrt(2));
                double half = quantile.at(epsilon) / 2;
                double back =
                        epsilon < 0 ? RegularizedGamma.P.value(nu / 2, half) : RegularizedGamma.Q.value(nu / 2, half);
                assertEquals(1, back / p, 1e-9, "ν = " + nu + ", ε = " + epsilon);
            }
        }
    }

    @Test
    void isAnExponentialLawForTwoDegreesOfFreedom() {
        ChiSquareQuantile quantile = new ChiSquareQuantile(2);
        for (double epsilon = -8; epsilon < 8; epsilon += 0.37) {
            double expected = epsilon < 0
                    ? -2 * Math.log1p(-0.5 * Erfc.value(-epsilon / Math.sqrt(2)))
                    : -2 * Math.log(0.5 * Erfc.value(epsilon / Math.sqrt(2)));
            assertEquals(1, quantile.at(epsilon) / expected, 1e-11);
        }
    }
}
