package dev.jensen.benchmarks.referee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reference posterior: the data, and the moments that are known.
 *
 * @param name of the posterior
 * @param data by name
 * @param parameters names of the components, indices counted from 1; empty where nothing is known and only speed is meant
 * @param whole the moments of the posterior
 * @param modes those of each mode, where it has several of which a Gaussian can find one; else empty
 * @param optimum the best Gaussians' ELBOs and the log evidence; missing where they are unknown
 */
public record Reference(
        String name, JsonNode data, List<String> parameters, Known whole, List<Known> modes, JsonNode optimum) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /**
     * Moments in the order of the parameters.
     *
     * @param mean exact where there is a closed form, else of long runs
     * @param sd likewise
     */
    public record Known(double[] mean, double[] sd) {

        private static Known of(JsonNode node) {
            return new Known(numbers(node, "mean"), numbers(node, "sd"));
        }

        private static double[] numbers(JsonNode node, String name) {
            return JSON.convertValue(node.required(name), double[].class);
        }
    }

    /** Returns whether a folder, or its folder {@code extra}, has a posterior. */
    static boolean isIn(Path folder, String name) {
        return places(folder, name).anyMatch(Files::exists);
    }

    private static Stream<Path> places(Path folder, String name) {
        return Stream.of(folder, folder.resolve("extra")).map(within -> within.resolve(name + ".json"));
    }

    private static Path file(Path folder, String name) throws IOException {
        Optional<Path> file = places(folder, name).filter(Files::exists).findFirst();
        if (file.isPresent()) {
            return file.get();
        }
        throw new IOException("no " + name + ".json in " + folder + ", nor in its folder extra: name the folder of the"
                + " references with --dir");
    }

    /** Reads a posterior, and its optimal Gaussians from {@code optimal_gaussians.json} beside it, where that exists. */
    static Reference read(Path folder, String name) throws IOException {
        Path file = file(folder, name);
        JsonNode root = JSON.readTree(file.toFile());
        JsonNode reference = root.path("reference");
        if (!reference.isObject()) {
            return new Reference(
                    name,
                    required(root, "data", file),
                    List.of(),
                    new Known(new double[0], new double[0]),
                    List.of(),
                    JSON.missingNode());
        }
        List<Known> modes = new ArrayList<>();
        reference.path("modes").forEach(mode -> modes.add(Known.of(mode)));
        Path optima = file.resolveSibling("optimal_gaussians.json");
        JsonNode optimum = Files.exists(optima)
                ? JSON.readTree(optima.toFile()).path("posteriors").path(name)
                : JSON.missingNode();
        String[] parameters = JSON.convertValue(required(reference, "parameters", file), String[].class);
        Known whole = Known.of(exact(name, root).orElse(reference));
        if (whole.mean.length != parameters.length || whole.sd.length != parameters.length) {
            throw new IOException(file + ": " + parameters.length + " parameters, but " + whole.mean.length
                    + " means and " + whole.sd.length + " sds");
        }
        return new Reference(name, required(root, "data", file), List.of(parameters), whole, modes, optimum);
    }

    /** Exact moments: the file's own, or those of quadrature that this project has for the same data. */
    private static Optional<JsonNode> exact(String name, JsonNode root) throws IOException {
        if (root.has("exact")) {
            return Optional.of(root.required("exact"));
        }
        try (InputStream resource = Reference.class.getResourceAsStream("exact/" + name + ".json")) {
            return Optional.ofNullable(resource == null ? null : JSON.readTree(resource))
                    .filter(exact -> exact.path("y").equals(root.path("data").path("y")));
        }
    }

    private static JsonNode required(JsonNode node, String name, Path file) throws IOException {
        if (!node.has(name)) {
            throw new IOException(file + " has no \"" + name + "\"");
        }
        return node.get(name);
    }

    /** Returns a parameter's name with indices counted from 0. */
    String component(int i) {
        String name = parameters.get(i);
        int bracket = name.indexOf('[');
        if (bracket < 0) {
            return name;
        }
        Matcher index = NUMBER.matcher(name.substring(bracket));
        return name.substring(0, bracket)
                + index.replaceAll(number -> Integer.toString(Integer.parseInt(number.group()) - 1));
    }

    /** {@return data that are a list of numbers} */
    public double[] column(String key) {
        return JSON.convertValue(data.required(key), double[].class);
    }

    /** {@return data that are a list of lists of numbers} */
    public double[][] table(String key) {
        return JSON.convertValue(data.required(key), double[][].class);
    }

    /** {@return data that are whole numbers from 1 on, counted from 0} */
    public int[] indices(String key) {
        return Arrays.stream(column(key)).mapToInt(k -> (int) k - 1).toArray();
    }

    /** {@return data that are one number} */
    public double number(String key) {
        return data.required(key).asDouble();
    }
}
