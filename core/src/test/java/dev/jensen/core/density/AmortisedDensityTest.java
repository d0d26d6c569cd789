package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.RowNoise;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Held to closed forms: z ~ N(0, 1) and x ~ N(wz, σ²) on each row, q(z | x) = N(ax, s²). Row's ELBO: −½ log 2πσ² − ((x − wax)² + w²s²)/2σ²
 * − ½(a²x² + s² − 1) + log s; its evidence is that of N(0, w² + σ²), and q is the posterior at a = w/(w² + σ²), s² = σ²/(w² + σ²).
 */
class AmortisedDensityTest {
    private static final int ROWS = 300;
    private static final double[] X =
            new SplittableRandom(7).doubles(ROWS, -2, 3).toArray();
    private static final double[] POINT = {0.8, -0.3, 0.5, -0.4}; // w, log σ, a, log s

    private static AmortisedDensity density(Plate row) {
        Expr theta = Expr.variable("theta", 4);
        Expr key = Expr.variable("key");
        Expr x = Expr.column(row, "x", X);
        Expr epsilon = RowNoise.of(key, 0, row);
        Expr z = theta.at(2).times(x).plus(theta.at(3).exp().times(epsilon));
        Expr logQ = Normal.of(theta.at(2).times(x), theta.at(3).exp()).logDensity(z);
        List<Factor> factors = List.of(
                Factor.of("z", Normal.of(0, 1).logDensity(z)),
                Factor.of("encoder", logQ.negate()),
                Factor.of(
                        "x", Normal.of(theta.at(0).times(z), theta.at(1).exp()).logDensity(x)));
        return AmortisedDensity.of(List.of(theta), key, factors, Variables.unnamed(4));
    }

    private static double elbo(double[] p) {
        double variance = Math.exp(2 * p[1]);
        double s2 = Math.exp(2 * p[3]);
        double sum = 0;
        for (double x : X) {
            double residual = x - p[0] * p[2] * x;
            sum += -0.5 * Math.log(2 * Math.PI * variance)
                    - (residual * residual + p[0] * p[0] * s2) / (2 * variance)
                    - 0.5 * (p[2] * p[2] * x * x + s2 - 1)
                    + p[3];
        }
        return sum;
    }

    private static double evidence(double[] p) {
        double variance = p[0] * p[0] + Math.exp(2 * p[1]);
        double sum = 0;
        for (double x : X) {
            sum += -0.5 * Math.log(2 * Math.PI * variance) - x * x / (2 * variance);
        }
        return sum;
    }

    private static double[] posterior() {
        double variance = POINT[0] * POINT[0] + Math.exp(2 * POINT[1]);
        return new double[] {POINT[0], POINT[1], POINT[0] / variance, POINT[1] - 0.5 * Math.log(variance)};
    }

    /** 4 standard errors: false alarm once in 16,000 for each of 10 numbers. */
    @Test
    void valueAndGradientHaveTheElbosAsTheirMeans() {
        for (Plate row : List.of(Plate.of("row", ROWS), Plate.of("row", ROWS).minibatch(70))) {
            AmortisedDensity density = density(row);
            RunningMoments[] moments = new RunningMoments[5];
            for (int i = 0; i < 5; i++) {
                moments[i] = new RunningMoments();
            }
            double[] values = new double[1];
            double[] gradient = new double[4];
            Batches batches = density.batches(3);
            int each = row.batches() * 100;
            for (int step = 0; step < each; step += row.batches()) {
                double[] sums = new double[5];
                for (int b = 0; b < row.batches(); b++) {
                    batches.moveTo(step + b);
                    ((Differentiable) batches.density()).gradient(1, POINT, values, gradient);
                    double share = (double) (ROWS * (b + 1) / row.batches() - ROWS * b / row.batches()) / ROWS;
                    sums[0] += share * values[0];
                    for (int i = 0; i < 4; i++) {
                        sums[i + 1] += share * gradient[i];
                    }
                }
                for (int i = 0; i < 5; i++) {
                    moments[i].add(sums[i]);
                }
            }
            assertWithin(elbo(POINT), moments[0]);
            for (int i = 0; i < 4; i++) {
                double[] up = POINT.clone();
                double[] down = POINT.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                assertWithin((elbo(up) - elbo(down)) / 2e-5, moments[i + 1]);
            }
        }
    }

    private static void assertWithin(double expected, RunningMoments moments) {
        assertEquals(expected, moments.mean(), 4 * moments.estimate().standardError() + 1e-6);
    }

    @Test
    void atTheExactPosteriorEveryDrawIsTheEvidence() {
        AmortisedDensity density = density(Plate.of("row", ROWS));
        double[] values = new double[3];
        double[] points = new double[12];
        for (int s = 0; s < 3; s++) {
            System.arraycopy(posterior(), 0, points, s * 4, 4);
        }
        density.logDensity(3, points, values);
        double evidence = evidence(POINT);
        assertArrayEquals(new double[] {evidence, evidence, evidence}, values, 1e-8);
        density.importanceWeighted(5).logDensity(3, points, values);
        assertArrayEquals(new double[] {evidence, evidence, evidence}, values, 1e-8);
    }

    @Test
    void moreDrawsARowCloseTheGap() {
        AmortisedDensity density = density(Plate.of("row", ROWS));
        double[] one = new double[1];
        double[] many = new double[1];
        density.importanceWeighted(1).logDensity(1, POINT, one);
        density.importanceWeighted(200).logDensity(1, POINT, many);
        double evidence = evidence(POINT);
        assertTrue(evidence - elbo(POINT) > 10, "a gap to close");
        assertEquals(elbo(POINT), one[0], 10);
        assertEquals(evidence, many[0], 0.1 * (evidence - elbo(POINT)));
    }

    /** The bound of K draws has no closed form; its gradient is that of its value, whose draws stay the same. */
    @Test
    void theImportanceWeightedBoundHasItsGradient() {
        AmortisedDensity five = density(Plate.of("row", ROWS)).importanceWeighted(5);
        double[] one = new double[1];
        double[] gradient = new double[4];
        five.gradient(1, POINT, one, gradient);
        double[] value = new double[1];
        five.logDensity(1, POINT, value);
        assertEquals(
                value[0], one[0], 1e-10 * Math.abs(value[0]), "the same draws, by rows and by a graph of all five");
        AmortisedDensity step = density(Plate.of("row", ROWS).minibatch(70))
                .importanceWeighted(5)
                .batch(3, 8);
        for (AmortisedDensity each : List.of(five, step)) {
            each.gradient(1, POINT, one, gradient);
            for (int i = 0; i < 4; i++) {
                assertEquals(difference(each, i), gradient[i], 1e-5 * (1 + Math.abs(gradient[i])), "coordinate " + i);
            }
        }
        five.gradient(1, posterior(), one, gradient);
        assertEquals(evidence(POINT), one[0], 1e-8);
        assertEquals("amortised 1 factor, 5 draws a row, d = 4", five.toString());
    }

    private static double difference(AmortisedDensity density, int i) {
        double[] up = POINT.clone();
        double[] down = POINT.clone();
        up[i] += 1e-6;
        down[i] -= 1e-6;
        double[] high = new double[1];
        double[] low = new double[1];
        density.logDensity(1, up, high);
        density.logDensity(1, down, low);
        return (high[0] - low[0]) / 2e-6;
    }

    @Test
    void drawsAreAFunctionOfStepDrawAndRow() {
        AmortisedDensity density = density(Plate.of("row", ROWS).minibatch(70));
        double[] first = values(density.batch(1, 2));
        assertArrayEquals(first, values(density.batch(1, 2).threads(2)));
        assertNotEquals(first[0], first[1]);
        assertNotEquals(
                first[0],
                values(density.batch(1, 2 + Plate.of("row", ROWS).minibatch(70).batches()))[0]);
        assertArrayEquals(values(density), values(density.batch(1, 2).allRows()));
    }

    private static double[] values(AmortisedDensity density) {
        double[] values = new double[2];
        double[] points = new double[8];
        System.arraycopy(POINT, 0, points, 0, 4);
        System.arraycopy(POINT, 0, points, 4, 4);
        density.logDensity(2, points, values);
        return values;
    }

    @Test
    void whatIsNotOfEachRowHasNoWeightsOfRows() {
        Plate row = Plate.of("row", ROWS);
        Expr a = Expr.variable("a");
        Expr key = Expr.variable("key");
        Expr z = a.times(RowNoise.of(key, 0, row));
        AmortisedDensity density = AmortisedDensity.of(
                List.of(a), key, List.of(Factor.of("total", z.sumRows().square().negate())), Variables.unnamed(1));
        var e = assertThrows(IllegalArgumentException.class, () -> density.importanceWeighted(3));
        assertEquals(
                "factor \"total\" takes latents of several rows of plate \"row\" together, so that rows have no weights of their own:"
                        + " estimate the ELBO instead",
                e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class,
                () -> AmortisedDensity.of(List.of(a), key, List.of(Factor.of("a", a)), Variables.unnamed(1)));
        assertEquals("nothing is amortised: no factor holds noise of rows", e.getMessage());
    }
}
