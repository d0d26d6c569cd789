package dev.jensen.core.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Derivatives of every objective against difference quotients; limits; refusals. An objective adds one line. */
class ObjectivesTest {

    private static final List<CurvedObjective> ALL = List.of(
            NegativeElbo.standard(),
            BetaElbo.of(0.6),
            Iwae.bound(),
            RenyiBound.of(0.3),
            RenyiBound.of(2.5),
            Cubo.of(3),
            new FDivergence("χ²", ConvexFunction.of(x -> (x - 1) * (x - 1), x -> 2 * (x - 1), x -> 2), 0.4),
            FDivergence.of("forward KL", x -> x.times(x.log())).logEvidence(-0.2),
            FDivergence.selfNormalized("reverse KL", x -> x.log().negate()));

    private static final double[] VALUES = {0.3, -1.2, 0.9, -0.1};
    private static final double[] SHARES = {0.1, 0.4, 0.3, 0.2};

    @TestFactory
    Stream<DynamicTest> derivativesAreDifferenceQuotients() {
        return ALL.stream()
                .map(objective -> dynamicTest(objective.toString(), () -> {
                    LogWeights at = new LogWeights(VALUES, SHARES);
                    double[] slopes = new double[4];
                    double[] curvatures = new double[4];
                    double[] ofShares = new double[4];
                    objective.slopes(at, slopes);
                    objective.curvatures(at, curvatures);
                    objective.shareSlopes(at, ofShares);
                    for (int s = 0; s < 4; s++) {
                        double up = moved(objective, VALUES, s, 1e-4, SHARES, 0);
                        double down = moved(objective, VALUES, s, -1e-4, SHARES, 0);
                        double here = objective.loss(at);
                        assertEquals((up - down) / 2e-4, slopes[s], 1e-7);
                        assertEquals((up - 2 * here + down) / 1e-8, curvatures[s], 1e-6);
                        up = moved(objective, VALUES, s, 0, SHARES, 1e-5);
                        down = moved(objective, VALUES, s, 0, SHARES, -1e-5);
                        assertEquals((up - down) / 2e-5, ofShares[s], 1e-7);
                    }
                }));
    }

    private static double moved(
            Objective objective, double[] values, int s, double by, double[] shares, double byShare) {
        double[] v = values.clone();
        double[] w = shares.clone();
        v[s] += by;
        w[s] += byShare;
        return objective.loss(new LogWeights(v, w));
    }

    @Test
    void boundsAreOrdered() {
        LogWeights at = equal(0.3, -1.2, 0.9, -0.1);
        double elbo = -NegativeElbo.standard().loss(at);
        double iwae = -Iwae.bound().loss(at);
        assertTrue(-RenyiBound.of(2).loss(at) < elbo);
        assertTrue(elbo < -RenyiBound.of(0.5).loss(at) && -RenyiBound.of(0.5).loss(at) < iwae);
        assertTrue(
                iwae < Cubo.of(2).loss(at) && Cubo.of(2).loss(at) < Cubo.of(4).loss(at));
        assertEquals(iwae, -RenyiBound.of(0).loss(at), 1e-14);
        assertEquals(elbo, -RenyiBound.of(1 + 1e-7).loss(at), 1e-6);
        assertEquals(Math.log((Math.exp(0.3) + Math.exp(-1.2) + Math.exp(0.9) + Math.exp(-0.1)) / 4), iwae, 1e-14);
    }

    @Test
    void greatLogWeightsDoNotOverflowAndAZeroDensityCountsAsNothing() {
        assertEquals(1000 + Math.log(0.5), -Iwae.bound().loss(equal(1000, Double.NEGATIVE_INFINITY)), 1e-12);
        double[] slopes = new double[2];
        Iwae.bound().slopes(equal(1000, Double.NEGATIVE_INFINITY), slopes);
        assertArrayEquals(new double[] {-1, -0.0}, slopes);
        assertEquals(
                Double.NEGATIVE_INFINITY,
                equal(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY).logMeanExp(1));
        assertEquals(1, equal(1000, Double.NEGATIVE_INFINITY).effectiveSampleSize());
        assertEquals(2, equal(-1000, -1000).effectiveSampleSize(), 1e-12);
    }

    @Test
    void refusesOrdersOutOfRange() {
        assertMessage(() -> RenyiBound.of(1), "RenyiBound alpha must not be 1: its limit there is NegativeElbo");
        assertMessage(() -> RenyiBound.of(-0.5), "RenyiBound alpha must be at least 0 and finite: -0.5; below 0");
        assertMessage(() -> RenyiBound.of(Double.NaN), "RenyiBound alpha must be at least 0 and finite: NaN");
        assertMessage(() -> Cubo.of(1), "Cubo order must be more than 1 and finite: 1.0; from 0 to 1");
        assertMessage(() -> BetaElbo.of(0), "BetaElbo beta must be positive and finite: 0.0");
        assertMessage(
                () -> FDivergence.of("KL", x -> x.times(x.log())).logEvidence(Double.NaN),
                "FDivergence logEvidence must be finite: NaN; where it is unknown, use FDivergence.selfNormalized");
        assertMessage(() -> FDivergence.of("log", x -> x.log()), "f must be convex, but f″(0.25) is -16.0");
        assertMessage(() -> FDivergence.of("square", x -> x.square()), "f(1) must be 0: 1.0");
        assertMessage(
                () -> new LogWeights(new double[2], new double[3]),
                "every log weight needs a share: 2 log weights, 3 shares");
    }

    private static void assertMessage(Runnable refused, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, refused::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static LogWeights equal(double... values) {
        double[] shares = new double[values.length];
        Arrays.fill(shares, 1.0 / values.length);
        return new LogWeights(values, shares);
    }
}
