package dev.jensen.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImportanceWeightsTest {
    private static final double GOLDEN_RATIO = 0.6180339887498949;
    private static final int[] SHOWN = {0, 1, 2, 5, 7, 13};

    static Stream<String> golden() throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ImportanceWeightsTest.class.getResourceAsStream("psis.csv")),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    /** The log ratios that the golden file describes. */
    private static double[] logRatios(String kind, double shape, int count) {
        return IntStream.range(0, count)
                .mapToDouble(s -> {
                    double u = s * GOLDEN_RATIO % 1;
                    return switch (kind) {
                        case "normal" -> shape * (u - 0.5) * 12;
                        case "zeros" -> s % 3 == 1 ? Double.NEGATIVE_INFINITY : -shape * Math.log(1 - u);
                        default -> -shape * Math.log(1 - u);
                    };
                })
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void asArviz(String line) {
        String[] cells = line.split(",", -1);
        double[] ratios = logRatios(cells[0], Double.parseDouble(cells[1]), Integer.parseInt(cells[2]));
        ImportanceWeights weights = ImportanceWeights.paretoSmoothed(ratios);
        assertEquals(Double.parseDouble(cells[3]), weights.kHat(), 1e-10);
        double size = Double.parseDouble(cells[4]);
        assertEquals(size, weights.effectiveSampleSize(), 1e-9 * size);
        double[] w = weights.weights();
        for (int i = 0; i < SHOWN.length; i++) {
            double expected = Double.parseDouble(cells[5 + i]);
            assertEquals(expected, w[SHOWN[i]], 1e-10 * expected, "weight " + SHOWN[i]);
        }
        double greatest = Double.parseDouble(cells[5 + SHOWN.length]);
        assertEquals(greatest, Arrays.stream(w).max().orElseThrow(), 1e-10 * greatest);
        assertEquals(1, Arrays.stream(w).sum(), 1e-12);
    }

    @Test
    void weightsThatAreAllAlikeAreTrusted() {
        double[] ratios = new double[500];
        Arrays.fill(ratios, -31.5);
        ratios[3] += 1e-12; // rounding
        ImportanceWeights weights = ImportanceWeights.paretoSmoothed(ratios);
        assertEquals(0, weights.kHat());
        assertTrue(weights.areTrusted());
        assertEquals(500, weights.effectiveSampleSize(), 1e-6);
        assertEquals(-31.5, weights.logEvidence().value(), 1e-9);
        assertEquals(0, weights.logEvidence().standardError(), 1e-9);
        assertEquals("k-hat 0.00, effective sample size 500 of 500", weights.toString());
    }

    /** A flat top of p/q and a low rise in one far tail, as of a logit beta law beside a normal one: exceedances are tiny but for a few. */
    @Test
    void aKHatOfEvenWeightsIsNotShown() {
        double[] ratios = IntStream.range(0, 8000)
                .mapToDouble(s -> {
                    double x = 6 * (s * GOLDEN_RATIO % 1) - 3;
                    return x < 2.97 ? -0.05 * x * x : 0.5 * (x - 2.97) / 0.03;
                })
                .toArray();
        ImportanceWeights weights = ImportanceWeights.paretoSmoothed(ratios);
        assertTrue(weights.kHat() > 1, () -> "k-hat as the paper has it: " + weights.kHat());
        assertTrue(weights.areEven());
        assertTrue(weights.areTrusted());
        assertTrue(weights.toString().startsWith("even weights, none more than 1.8"), weights::toString);
        ImportanceWeights light = ImportanceWeights.paretoSmoothed(logRatios("normal", 0.05, 4000));
        assertTrue(light.areEven() && light.toString().startsWith("k-hat -"), light::toString);
        assertFalse(
                ImportanceWeights.paretoSmoothed(logRatios("pareto", 0.5, 4000)).areEven());
        assertFalse(
                ImportanceWeights.paretoSmoothed(logRatios("normal", 0.05, 99)).areEven(), "too few to tell");
    }

    @Test
    void tooFewDrawsCannotTell() {
        ImportanceWeights weights = ImportanceWeights.paretoSmoothed(logRatios("pareto", 0.5, 15));
        assertEquals(Double.POSITIVE_INFINITY, weights.kHat());
        assertFalse(weights.areTrusted());
        assertFalse(ImportanceWeights.paretoSmoothed(new double[] {1}).areTrusted());
    }

    @Test
    void trustEndsAtThePapersThreshold() {
        ImportanceWeights few = ImportanceWeights.paretoSmoothed(logRatios("pareto", 0.5, 100));
        assertEquals(0.5, few.greatestTrustedKHat(), 1e-15);
        ImportanceWeights many = ImportanceWeights.paretoSmoothed(logRatios("pareto", 0.9, 4000));
        assertEquals(0.7, many.greatestTrustedKHat());
        assertFalse(many.areTrusted());
        assertTrue(
                ImportanceWeights.paretoSmoothed(logRatios("pareto", 0.3, 4000)).areTrusted());
    }

    @Test
    void theEvidenceIsTheMeanRatio() {
        // E[(1 − u)^−0.3] = 1/0.7, on an even grid of u almost without error
        Estimate evidence = ImportanceWeights.paretoSmoothed(DoubleStream.of(logRatios("pareto", 0.3, 4000))
                        .map(r -> r + 1000)
                        .toArray())
                .logEvidence();
        assertEquals(1000 - Math.log(0.7), evidence.value(), 1e-3);
        // Var = 1/(1 − 0.6) − 1/0.7² of independent draws; the tail is smoothed, hence 10 %
        double expected = Math.sqrt((1 / 0.4 - 1 / 0.49) / 4000) * 0.7;
        assertEquals(expected, evidence.standardError(), 0.1 * expected);
    }

    @Test
    void refusals() {
        assertMessage("log ratio of draw 1 must be a number or -Infinity: NaN", 0, Double.NaN);
        assertMessage("log ratio of draw 0 must be a number or -Infinity: Infinity", Double.POSITIVE_INFINITY);
        assertMessage("all 2 log ratios are -Infinity", Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        String message = assertThrows(IllegalArgumentException.class, () -> GeneralizedPareto.fit(new double[] {0, 0}))
                .getMessage();
        assertTrue(message.endsWith("2, the greatest 0.0"), message);
    }

    private static void assertMessage(String part, double... ratios) {
        String message = assertThrows(IllegalArgumentException.class, () -> ImportanceWeights.paretoSmoothed(ratios))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void quantilesOfTheGeneralizedPareto() {
        // P(X > x) = (1 + kx/σ)^(−1/k), and exp(−x/σ) at k = 0
        assertEquals(2 * (Math.pow(0.1, -0.5) - 1) / 0.5, new GeneralizedPareto(0.5, 2).quantile(0.9), 1e-12);
        assertEquals(-3 * Math.log(0.25), new GeneralizedPareto(0, 3).quantile(0.75), 1e-12);
        assertArrayEquals(
                new double[] {0, 4},
                DoubleStream.of(0, 1)
                        .map(new GeneralizedPareto(-0.5, 2)::quantile)
                        .toArray(),
                1e-12);
    }
}
