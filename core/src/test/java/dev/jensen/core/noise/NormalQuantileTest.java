package dev.jensen.core.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

class NormalQuantileTest {

    @Test
    void givesThePublishedValues() {
        // Wichura 1988, the check values of AS 241: p = 0.25, 0.001, 1e-20; the last is beyond what 53 bits can centre
        assertEquals(-0.6744897501960817, quantile(-0.25), 1e-15);
        assertEquals(-3.090232306167814, quantile(0.001 - 0.5), 1e-13);
        assertEquals(3.090232306167814, quantile(0.5 - 0.001), 1e-13);
        assertEquals(0, quantile(0), 0);
    }

    @Test
    void invertsTheDistributionFunction() {
        for (double q = -0x1.fffffffffffffp-2; q < 0; q = q < -0.49 ? -0.5 + (0.5 + q) * 1.7 : q + 0.0037) {
            double p = 0.5 + q;
            double z = quantile(q);
            assertEquals(1, 0.5 * Erf.erfc(-z / Math.sqrt(2)) / p, 1e-12, "p = " + p);
            assertEquals(-z, quantile(-q), 0);
        }
    }

    private static double quantile(double centred) {
        double[] value = {centred};
        NormalQuantile.ofCentred(1, value);
        return value[0];
    }
}
