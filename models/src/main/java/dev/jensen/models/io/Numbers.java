package dev.jensen.models.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Numbers and words in trees of JSON; what JSON has no number for is the text NaN, Infinity or -Infinity. */
final class Numbers {
    private Numbers() {}

    static ArrayNode of(double[] values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.length);
        for (double value : values) {
            array.add(value);
        }
        return array;
    }

    static ArrayNode of(long[] values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.length);
        for (long value : values) {
            array.add(value);
        }
        return array;
    }

    static JsonNode field(JsonNode node, String name) {
        JsonNode field = node.get(name);
        if (field == null) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return field;
    }

    static String text(JsonNode node, String name) {
        return field(node, name).asText();
    }

    static double real(JsonNode node, String name) {
        return real(field(node, name), name, -1);
    }

    static double[] array(JsonNode node, String name) {
        return values(field(node, name), name);
    }

    static double[] values(JsonNode array, String name) {
        double[] values = new double[array.size()];
        int i = 0;
        for (JsonNode value : array) {
            values[i] = real(value, name, i++);
        }
        return values;
    }

    static long whole(JsonNode node, String name) {
        return whole(field(node, name), name, -1);
    }

    static long[] wholes(JsonNode node, String name) {
        JsonNode array = field(node, name);
        long[] values = new long[array.size()];
        int i = 0;
        for (JsonNode value : array) {
            values[i] = whole(value, name, i++);
        }
        return values;
    }

    private static long whole(JsonNode value, String name, int i) {
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException(place(name, i) + " must be a whole number: " + value);
        }
        return value.longValue();
    }

    private static double real(JsonNode value, String name, int i) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException(place(name, i) + " must be a number: " + value);
        };
    }

    private static String place(String name, int i) {
        return "\"" + name + "\"" + (i < 0 ? "" : "[" + i + "]");
    }
}
