package dev.jensen.benchmarks.referee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTest {
    private static final String NAME = "pilots-pilots";

    private static Reference of(Path folder, String y) throws IOException {
        String parameters = String.join(
                ",", IntStream.range(0, 18).mapToObj(i -> "\"p" + i + "\"").toList());
        String zeros =
                String.join(",", IntStream.range(0, 18).mapToObj(i -> "0").toList());
        Files.writeString(folder.resolve(NAME + ".json"), """
                {"data": {"y": %s}, "reference": {"parameters": [%s], "mean": [%s], "sd": [%s]}}
                """.formatted(y, parameters, zeros, zeros));
        return Reference.read(folder, NAME);
    }

    @Test
    void quadratureOfTheSameDataIsPreferredToALongRun(@TempDir Path folder) throws IOException {
        try (InputStream resource = Reference.class.getResourceAsStream("exact/" + NAME + ".json")) {
            JsonNode exact = new ObjectMapper().readTree(resource);
            Reference reference = of(folder, exact.path("y").toString());
            assertEquals(0.0750818, reference.whole().sd()[15]); // of sigma_a
        }
    }

    @Test
    void otherDataOfTheSameNameHaveTheirOwnReference(@TempDir Path folder) throws IOException {
        assertArrayEquals(new double[18], of(folder, "[1, 2]").whole().sd());
    }
}
