package dev.jensen.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Three models of 40 observations, held to ArviZ's {@code compare}; its stacking weights are found again with a smaller tolerance. */
class ModelComparisonTest {
    private static final int OBSERVATIONS = 40;
    private static final int DRAWS = 500;

    /** The log likelihood of a normal with a known spread, for draws of its mean. */
    private static double[][] logLikelihood(double centre, double slope, double spread) {
        double[][] log = new double[DRAWS][OBSERVATIONS];
        for (int s = 0; s < DRAWS; s++) {
            double u = (s + 1) * 0.6180339887498949 % 1;
            double shift = 0.2 * Math.log(u / (1 - u));
            for (int i = 0; i < OBSERVATIONS; i++) {
                double x = (i - 19.5) / 20;
                double y = 0.4 + 0.9 * x + Math.sin(7.3 * i) * 1.3;
                double t = (y - centre - slope * x - shift) / spread;
                log[s][i] = -0.5 * t * t - Math.log(spread) - 0.5 * Math.log(2 * Math.PI);
            }
        }
        return log;
    }

    static Map<String, PredictiveAccuracy> models() {
        return Map.of(
                "flat", PredictiveAccuracy.leaveOneOut(logLikelihood(0.4, 0, 1.2)),
                "line", PredictiveAccuracy.leaveOneOut(logLikelihood(0.4, 0.9, 0.9)),
                "wide", PredictiveAccuracy.leaveOneOut(logLikelihood(0.1, 0.5, 2.0)));
    }

    private static Properties golden() throws IOException {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(ModelComparisonTest.class.getResourceAsStream("model-comparison.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    private static double golden(Properties properties, String name) {
        return Double.parseDouble(properties.getProperty(name));
    }

    @Test
    void differencesAndWeightsAreThoseOfArviz() throws IOException {
        Properties golden = golden();
        ModelComparison comparison = ModelComparison.of(models());
        assertEquals(
                golden.getProperty("order"),
                String.join(
                        ",",
                        comparison.rows().stream()
                                .map(ModelComparison.Row::name)
                                .toList()));
        for (ModelComparison.Row row : comparison.rows()) {
            String name = row.name();
            assertEquals(golden(golden, name + ".elpd"), row.accuracy().elpd().value(), 1e-6);
            assertEquals(golden(golden, name + ".difference"), -row.difference().value(), 1e-6);
            assertEquals(golden(golden, name + ".dse"), row.difference().standardError(), 1e-6);
            assertEquals(golden(golden, name + ".stacking"), row.stackingWeight(), 1e-6);
            // 4,000 bootstraps here, 100,000 there: the standard error of a share is below 0.01
            assertEquals(golden(golden, name + ".bb"), row.pseudoBmaWeight(), 0.03);
        }
    }

    @Test
    void modelsThatAreAlikeShareTheirWeight() {
        PredictiveAccuracy same = PredictiveAccuracy.leaveOneOut(logLikelihood(0.4, 0.9, 0.9));
        ModelComparison comparison = ModelComparison.of(Map.of("a", same, "b", same));
        assertEquals(0.5, comparison.row("a").stackingWeight(), 1e-6);
        assertEquals(0.5, comparison.row("b").pseudoBmaWeight(), 1e-12);
        assertTrue(comparison.conclusion().contains("not to be told from \"b\""), comparison::conclusion);
    }

    @Test
    void theTableNamesWhatNotToTrust() {
        double[][] log = logLikelihood(0.4, 0.9, 0.9);
        for (int s = 0; s < DRAWS; s++) {
            log[s][7] = -50 * Math.abs(Math.tan(s * 0.7)) / 20; // heavy-tailed importance ratios
        }
        ModelComparison comparison =
                ModelComparison.of(Map.of("odd", PredictiveAccuracy.leaveOneOut(log), "line", models().get("line")));
        assertTrue(
                comparison.toString().contains("MISTRUST \"odd\" at 1 observations, by k-hat: 7 ("),
                comparison::toString);
    }

    @Test
    void badInputIsNamed() {
        PredictiveAccuracy forty = models().get("line");
        PredictiveAccuracy two = PredictiveAccuracy.leaveOneOut(new double[][] {{-1, -2}, {-1.1, -2.2}});
        PredictiveAccuracy waic = PredictiveAccuracy.waic(logLikelihood(0.4, 0.9, 0.9));
        assertMessage("a comparison needs at least one model", Map.of());
        assertMessage("\"a\" has 2, \"b\" has 40", Map.of("a", two, "b", forty));
        assertMessage("by the same method", Map.of("a", waic, "b", forty));
        String unknown = assertThrows(
                        IllegalArgumentException.class,
                        () -> ModelComparison.of(models()).row("curve"))
                .getMessage();
        assertTrue(unknown.contains("there are [line"), unknown);
    }

    private static void assertMessage(String part, Map<String, PredictiveAccuracy> models) {
        String message = assertThrows(IllegalArgumentException.class, () -> ModelComparison.of(models))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
