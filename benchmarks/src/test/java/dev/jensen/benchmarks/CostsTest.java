package dev.jensen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps do not become dearer unnoticed. Counts, no times: the answer is the same on every machine. */
class CostsTest {
    private static final String WAY_OUT =
            "\nWhere the rise is meant, run `benchmarks/costs --record`, and say in the commit why it is worth it.";

    @Test
    void noCountHasRisen() throws IOException {
        Map<String, Map<String, Long>> recorded = recorded();
        List<String> risen = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Costs.Row row : Costs.rows()) {
            String model = row.model() + ", " + row.cost().draws() + " draws";
            found.add(model);
            Map<String, Long> known = recorded.getOrDefault(model, Map.of());
            row.counts().forEach((name, count) -> {
                Long before = known.get(name);
                if (before == null) {
                    risen.add(model + ": " + name + " " + count + " is not on record");
                } else if (count > before) {
                    risen.add(model + ": " + name + " rose from " + before + " to " + count);
                }
            });
        }
        assertTrue(risen.isEmpty(), () -> String.join("\n", risen) + WAY_OUT);
        assertEquals(List.copyOf(recorded.keySet()), found, "models on record and models counted" + WAY_OUT);
    }

    private static Map<String, Map<String, Long>> recorded() throws IOException {
        List<String> lines;
        try (InputStream file = CostsTest.class.getResourceAsStream("costs.tsv")) {
            assertTrue(file != null, "no record costs.tsv" + WAY_OUT);
            lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
        List<String> names = Arrays.asList(lines.get(0).split("\t", -1));
        Map<String, Map<String, Long>> models = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            Map<String, Long> counts = new HashMap<>();
            for (int i = 2; i < fields.length; i++) {
                counts.put(names.get(i), Long.valueOf(fields[i]));
            }
            models.put(fields[0] + ", " + fields[1] + " draws", counts);
        }
        return models;
    }
}
