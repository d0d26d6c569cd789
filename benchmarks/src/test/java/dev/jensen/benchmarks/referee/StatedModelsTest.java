package dev.jensen.benchmarks.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jensen.core.density.Differentiable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every model is the stated one: log p̃ and its gradient at the reference's mean against JAX, see stated_models.py. */
class StatedModelsTest {
    static final Path REFERENCES = Path.of("../../shared/posteriordb");

    /** Ordinary rounding; of the differential equations, a tenth of the steps. */
    private static final double ROUNDING = 1e-8;

    private static final double STEPS = 1e-5;

    record Row(String name, double[] z, double value, double[] gradient) {}

    static void assumeReferences() {
        assumeTrue(
                Files.isDirectory(REFERENCES),
                "the reference posteriors are no part of the project, and not in " + REFERENCES.toAbsolutePath());
    }

    private static List<Row> rows() {
        try (InputStream in = Objects.requireNonNull(StatedModelsTest.class.getResourceAsStream("stated_models.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> {
                        String[] cells = line.split("\t", -1);
                        int d = Integer.parseInt(cells[1]);
                        double[] numbers = Arrays.stream(cells)
                                .skip(2)
                                .mapToDouble(Double::parseDouble)
                                .toArray();
                        return new Row(
                                cells[0],
                                Arrays.copyOf(numbers, d),
                                numbers[d],
                                Arrays.copyOfRange(numbers, d + 1, 2 * d + 1));
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Row row(String name) {
        return rows().stream().filter(row -> row.name.equals(name)).findFirst().orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> isTheStatedModel() {
        assumeReferences();
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.name, () -> assertStated(row)));
    }

    private static void assertStated(Row row) throws IOException {
        Differentiable density = Posteriors.in(REFERENCES).density(Reference.read(REFERENCES, row.name));
        double[] value = new double[1];
        double[] gradient = new double[row.z.length];
        assertEquals(row.z.length, density.dimension());
        density.gradient(1, row.z, value, gradient);
        double tolerance = row.name.contains("lotka") ? STEPS : ROUNDING;
        assertEquals(row.value, value[0], tolerance * Math.max(1, Math.abs(row.value)));
        double size = Arrays.stream(row.gradient).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < gradient.length; i++) {
            assertEquals(row.gradient[i], gradient[i], tolerance * Math.max(100, size), "gradient[" + i + "]");
        }
    }

    @Test
    void noModelIsLeftOut() {
        Set<String> stated = new HashSet<>(rows().stream().map(Row::name).toList());
        stated.add("radon_all-radon_variable_intercept_slope_noncentered"); // the model of radon_mn
        assertEquals(stated, new HashSet<>(Posteriors.known()));
    }
}
