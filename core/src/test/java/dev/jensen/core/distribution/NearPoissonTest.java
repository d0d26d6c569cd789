package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import org.junit.jupiter.api.Test;

/** A negative binomial law with next to no overdispersion is a Poisson law, and not what rounding makes of it. */
class NearPoissonTest {
    /** x, μ, φ, log p, and its derivative in log φ: mpmath 1.4.1, 60 digits and more. */
    private static final double[][] EXACT = {
        {0, 3, 0.3, -0.71936858183951116, -0.44664130911223844},
        {7, 3, 0.3, -3.859606673331026, 0.54309842187556093},
        {250, 180, 0.3, -7.2971390592120219, 0.67090462016967188},
        {0, 3, 15.9, -2.7482007241466326, -0.22439120033710877},
        {7, 3, 15.9, -3.6226586254032691, -0.15712576679083119},
        {250, 180, 15.9, -5.9826493617467339, -0.3484443399334752},
        {0, 3, 16.1, -2.7509919153008867, -0.22219610378256211},
        {7, 3, 16.1, -3.6246171281634688, -0.15622950899062592},
        {250, 180, 16.1, -5.9870626182107767, -0.35768070394543386},
        {0, 3, 1e3, -2.9955089797984788, -0.0044820605562056312},
        {7, 3, 1e3, -3.8303982366120356, -0.0044543108586439225},
        {250, 180, 1e3, -13.881216464827328, -1.592891061673641},
        {7, 3, 1e8, -3.8348752953886488, -4.4999995400000313e-8},
        {250, 180, 1e8, -15.805995818348623, -2.3249903487798085e-5},
        {0, 3, 1e12, -2.9999999999955, -4.499999999982e-12},
        {7, 3, 1e12, -3.8348753403841465, -4.499999999954e-12},
        {250, 180, 1e17, -15.806019068300343, -2.3249999999999903e-14},
        {7, 3, 1e40, -3.8348753403886465, -4.4999999972974521e-40},
        {250, 180, 1e40, -15.806019068300367, -2.3250000000007461e-37},
    };

    @Test
    void valuesAndSlopesAreExactAtEveryDispersion() {
        for (double[] exact : EXACT) {
            ExprDensity density = LogDensity.of(
                    1,
                    z -> NegativeBinomial.of(Expr.constant(exact[1]), z.at(0).exp())
                            .logDensity(Expr.constant(exact[0])));
            double[] value = new double[1];
            double[] slope = new double[1];
            density.gradient(1, new double[] {Math.log(exact[2])}, value, slope);
            // rounding of terms of the size of x and of log x!, some 1e3 for x = 250
            assertEquals(
                    exact[3], value[0], 1e-12 * (1 + exact[0]), () -> "log p of x = " + exact[0] + ", φ = " + exact[2]);
            assertEquals(
                    exact[4], slope[0], 1e-12 * (1 + exact[0]), () -> "slope at x = " + exact[0] + ", φ = " + exact[2]);
        }
    }
}
