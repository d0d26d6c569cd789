package dev.jensen.core.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Discrete;
import dev.jensen.core.distribution.Distribution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every divergence against mpmath's sums and integrals, by whatever route it takes and by each that it can take. */
class GoldenDivergencesTest {
    private static final Evaluation NUMERIC = new Evaluation(
            Set.of(Route.EXACT_SUM, Route.QUADRATURE), Evaluation.standard().draws(), 0);

    private record Row(String measure, Distribution p, Distribution q, double value, String text) {}

    private static List<Row> rows() throws IOException {
        try (InputStream in = GoldenDivergencesTest.class.getResourceAsStream("divergences.csv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertTrue(lines.get(0).startsWith("# mpmath"), "golden values name their source");
            assertTrue(lines.size() > 200, "rows");
            return lines.subList(2, lines.size()).stream()
                    .map(GoldenDivergencesTest::row)
                    .toList();
        }
    }

    private static Row row(String line) {
        String[] cells = line.split(",", -1);
        double value = cells[5].equals("+inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(cells[5]);
        return new Row(
                cells[0], Laws.of(cells[1], numbers(cells[2])), Laws.of(cells[3], numbers(cells[4])), value, line);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static Divergence of(Row row, Evaluation how) {
        return switch (row.measure) {
            case "kl" -> Kl.of(row.p, row.q, how);
            case "crossentropy" -> CrossEntropy.of(row.p, row.q, how);
            case "jensenshannon" -> JensenShannon.of(row.p, row.q, how);
            case "totalvariation" -> TotalVariation.of(row.p, row.q, how);
            case "hellinger" -> Hellinger.of(row.p, row.q, how);
            case "chisquare" -> ChiSquare.of(row.p, row.q, how);
            case "renyi0.3" -> Renyi.of(0.3, row.p, row.q, how);
            case "renyi3" -> Renyi.of(3, row.p, row.q, how);
            default -> throw new IllegalArgumentException(row.measure);
        };
    }

    @Test
    void bySurestRoute() throws IOException {
        for (Row row : rows()) {
            Divergence found = of(row, Evaluation.standard());
            assertClose(row, found);
            assertTrue(found.route().compareTo(Route.MONTE_CARLO) < 0, row.text);
        }
    }

    @Test
    void bySumOrQuadrature() throws IOException {
        for (Row row : rows()) {
            Divergence found = of(row, NUMERIC);
            assertClose(row, found);
            assertEquals(row.p instanceof Discrete ? Route.EXACT_SUM : Route.QUADRATURE, found.route(), row.text);
        }
    }

    private static void assertClose(Row row, Divergence found) {
        if (Double.isInfinite(row.value)) {
            assertEquals(row.value, found.value(), row.text);
            return;
        }
        double tolerance = 2e-13 * Math.max(1, Math.abs(row.value)) + 3 * found.error();
        assertEquals(row.value, found.value(), tolerance, row.text);
        assertTrue(found.error() <= 2e-7 * Math.max(1, Math.abs(row.value)), row.text + ": " + found.error());
    }
}
