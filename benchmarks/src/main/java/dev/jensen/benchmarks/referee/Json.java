package dev.jensen.benchmarks.referee;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of JSON, read by Jackson's parser without its data binding, which takes longer to start than many a fit. */
final class Json {
    private static final JsonFactory JACKSON = new JsonFactory();

    private final Map<String, @Nullable Object> fields;

    private Json(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    /** Returns one without fields. */
    static Json empty() {
        return new Json(Map.of());
    }

    /** Reads a file's or a resource's only object. */
    static Json read(InputStream in) throws IOException {
        try (JsonParser parser = JACKSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object of JSON: starts with " + parser.currentToken());
            }
            return object(parser);
        }
    }

    private static Json object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return new Json(fields);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Returns what has this name: a {@code Json}, a list, a {@code Double}, a string, or null, also where there is nothing. */
    @Nullable
    Object get(String name) {
        return fields.get(name);
    }

    /** Returns the object of this name; an empty one where there is none. */
    Json object(String name) {
        return fields.get(name) instanceof Json inner ? inner : empty();
    }

    /** Returns the number of this name, or what is used where there is none. */
    double number(String name, double otherwise) {
        return fields.get(name) instanceof Double number ? number : otherwise;
    }

    /** Returns the list of this name; an empty one where there is none. */
    List<?> list(String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }

    /**
     * Returns a list of numbers.
     *
     * @throws IllegalArgumentException if there is no such list, or something else in it
     */
    double[] numbers(String name) {
        return numbers(name, required(name));
    }

    /**
     * Returns a list of lists of numbers.
     *
     * @throws IllegalArgumentException if there is no such list, or something else in it
     */
    double[][] table(String name) {
        List<?> rows = list(name, required(name));
        double[][] table = new double[rows.size()][];
        for (int i = 0; i < table.length; i++) {
            table[i] = numbers(name, rows.get(i));
        }
        return table;
    }

    private @Nullable Object required(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("no \"" + name + "\" among " + fields.keySet());
        }
        return fields.get(name);
    }

    private static List<?> list(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("\"" + name + "\" should be a list: " + value);
    }

    private static double[] numbers(String name, @Nullable Object value) {
        List<?> list = list(name, value);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Double number)) {
                throw new IllegalArgumentException("\"" + name + "\" should have numbers only: " + list.get(i));
            }
            numbers[i] = number;
        }
        return numbers;
    }
}
