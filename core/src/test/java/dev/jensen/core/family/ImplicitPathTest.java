package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.engine.function.BetaPath;
import dev.jensen.core.engine.function.GammaPath;
import dev.jensen.core.engine.function.NormalIntegral;
import dev.jensen.core.engine.function.VonMisesPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.junit.jupiter.api.Test;

/** Quantiles against the distribution functions of Commons Numbers, their derivatives in shapes against mpmath's. */
class ImplicitPathTest {

    @Test
    void theGammaPathMovesAsItShould() {
        for (double[] row : rows("gamma-path.csv")) {
            double alpha = row[0];
            double t = row[1] - Math.log(alpha);
            double expected = row[2] - 1 / alpha; // log x = log α + t
            // t has lost digits of log x to rounding
            double tolerance = 1e-12 * Math.abs(expected) + 4e-15 * Math.abs(row[1]) / Math.sqrt(alpha) + 1e-14 / alpha;
            assertEquals(expected, GammaPath.slope(alpha, t), tolerance, "shape " + alpha + ", log x " + row[1]);
        }
    }

    @Test
    void theBetaPathMovesAsItShould() {
        double[] out = new double[2];
        for (double[] row : rows("beta-path.csv")) {
            BetaPath.slopes(row[0], row[1], row[2], out);
            String where = "a " + row[0] + ", b " + row[1] + ", u " + row[2];
            assertEquals(row[3], out[0], 2e-11 * Math.abs(row[3]) + 1e-15, "by a: " + where);
            assertEquals(row[4], out[1], 2e-11 * Math.abs(row[4]) + 1e-15, "by b: " + where);
        }
    }

    @Test
    void theVonMisesPathMovesAsItShould() {
        double[] circle = new double[3];
        for (double[] row : rows("von-mises-path.csv")) {
            VonMisesPath.circle(row[1], circle);
            String where = "mu " + row[0] + ", kappa " + row[1] + ", x " + row[2];
            assertEquals(row[3], VonMisesPath.byMean(row[0], row[1], row[2]), 1e-10, "by mu: " + where);
            double byKappa = VonMisesPath.byConcentration(row[0], row[1], circle[1], row[2]);
            assertEquals(row[4], byKappa, 1e-10 * (1 + Math.abs(row[4])), "by kappa: " + where);
        }
    }

    @Test
    void gammaQuantilesHaveTheirProbabilities() {
        for (double alpha : new double[] {1e-3, 0.03, 0.4, 1, 1.7, 8, 120, 3e4, 1e7}) {
            for (double epsilon : new double[] {-8, -3, -1, -0.01, 0, 0.6, 2, 5, 8}) {
                double t = GammaPath.quantile(alpha, epsilon);
                double x = alpha * Math.exp(t);
                boolean left = epsilon < 0;
                double expected = NormalIntegral.logNormalCdf(-Math.abs(epsilon));
                double actual = left && x < 1e-250
                        ? alpha * (t + Math.log(alpha)) - logGamma(alpha + 1)
                        : Math.log(left ? RegularizedGamma.P.value(alpha, x) : RegularizedGamma.Q.value(alpha, x));
                assertEquals(
                        expected,
                        actual,
                        1e-11 * (1 + Math.sqrt(alpha)) * (1 + Math.abs(expected)),
                        alpha + ", " + epsilon);
            }
        }
    }

    @Test
    void betaQuantilesHaveTheirProbabilities() {
        double[] shapes = {0.02, 0.5, 1, 3.3, 70, 1e4};
        for (double a : shapes) {
            for (double b : shapes) {
                for (double epsilon : new double[] {-7, -2, -0.3, 0, 0.8, 3, 7}) {
                    double u = BetaPath.quantile(a, b, epsilon);
                    boolean left = epsilon < 0;
                    double p = left ? a : b;
                    double q = left ? b : a;
                    double toEnd = left ? u : -u;
                    double actual = toEnd < -600
                            ? p * toEnd - Math.log(p) - BetaPath.logBeta(p, q)
                            : toEnd < 0
                                    ? Math.log(RegularizedBeta.value(Logits.sigmoid(toEnd), p, q))
                                    : Math.log(RegularizedBeta.complement(Logits.sigmoid(-toEnd), q, p));
                    double expected = NormalIntegral.logNormalCdf(-Math.abs(epsilon));
                    assertEquals(expected, actual, 1e-11 * (1 + a + b), a + ", " + b + ", " + epsilon);
                }
            }
        }
    }

    private static double logGamma(double x) {
        return dev.jensen.core.engine.function.GammaFunction.logGamma(x);
    }

    private static List<double[]> rows(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ImplicitPathTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
