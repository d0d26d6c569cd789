package dev.jensen.models.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jensen.core.family.Outline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a family is made of, as a tree of JSON, and back. */
final class OutlineJson {
    private OutlineJson() {}

    static ObjectNode of(Outline outline) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", outline.kind());
        ObjectNode whole = node.putObject("whole");
        new TreeMap<>(outline.whole())
                .forEach((name, numbers) -> whole.set(
                        name, Numbers.of(Arrays.stream(numbers).asLongStream().toArray())));
        ObjectNode real = node.putObject("real");
        new TreeMap<>(outline.real()).forEach((name, numbers) -> real.set(name, Numbers.of(numbers)));
        ArrayNode parts = node.putArray("parts");
        outline.parts().forEach(part -> parts.add(of(part)));
        return node;
    }

    static Outline outline(JsonNode node) {
        Map<String, int[]> whole = new LinkedHashMap<>();
        JsonNode wholes = Numbers.field(node, "whole");
        wholes.fieldNames()
                .forEachRemaining(name -> whole.put(
                        name,
                        Arrays.stream(Numbers.wholes(wholes, name))
                                .mapToInt(Math::toIntExact)
                                .toArray()));
        Map<String, double[]> real = new LinkedHashMap<>();
        JsonNode reals = Numbers.field(node, "real");
        reals.fieldNames().forEachRemaining(name -> real.put(name, Numbers.array(reals, name)));
        List<Outline> parts = new ArrayList<>();
        Numbers.field(node, "parts").forEach(part -> parts.add(outline(part)));
        return new Outline(Numbers.text(node, "kind"), whole, real, parts);
    }
}
