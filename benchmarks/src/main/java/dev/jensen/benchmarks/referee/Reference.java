package dev.jensen.benchmarks.referee;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference posterior: the data, and the moments that are known.
 *
 * @param name of the posterior
 * @param data by name
 * @param parameters names of the components, indices counted from 1; empty where nothing is known and only speed is meant
 * @param whole the moments of the posterior
 * @param modes those of each mode, where it has several of which a Gaussian can find one; else empty
 * @param optimum the best Gaussians' ELBOs and the log evidence; empty where they are unknown
 */
public record Reference(String name, Json data, List<String> parameters, Known whole, List<Known> modes, Json optimum) {

    /**
     * Moments in the order of the parameters.
     *
     * @param mean exact where there is a closed form, else of long runs
     * @param sd likewise
     */
    public record Known(double[] mean, double[] sd) {

        private static Known of(Json node) {
            return new Known(node.numbers("mean"), node.numbers("sd"));
        }
    }

    /**
     * Returns whether the Gaussian with the greatest ELBO has every mean within so many standard deviations, and every logarithm of a standard deviation
     * within as much, and the kind is known here.
     *
     * @param kind {@code mf} or {@code fr}
     */
    boolean bestIsExcellent(String kind, double within) {
        if (!optimum.has(kind)) {
            return false;
        }
        Known best = Known.of(optimum.object(kind));
        boolean excellent = true;
        for (int i = 0; i < whole.mean.length; i++) {
            excellent &= Math.abs(best.mean[i] - whole.mean[i]) <= within * whole.sd[i]
                    && Math.abs(Math.log(best.sd[i] / whole.sd[i])) <= within;
        }
        return excellent;
    }

    /** Returns whether a folder, or its folder {@code extra}, has a posterior. */
    static boolean isIn(Path folder, String name) {
        return place(folder, name) != null;
    }

    private static @Nullable Path place(Path folder, String name) {
        for (Path within : new Path[] {folder, folder.resolve("extra")}) {
            Path file = within.resolve(name + ".json");
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }

    private static Path file(Path folder, String name) throws IOException {
        Path file = place(folder, name);
        if (file == null) {
            throw new IOException("no " + name + ".json in " + folder
                    + ", nor in its folder extra: name the folder of the" + " references with --dir");
        }
        return file;
    }

    /** Reads a posterior, and its optimal Gaussians from {@code optimal_gaussians.json} beside it, where that exists. */
    static Reference read(Path folder, String name) throws IOException {
        Path file = file(folder, name);
        Json root = json(file);
        if (!(root.get("reference") instanceof Json reference)) {
            return unknown(name, data(root, file));
        }
        List<Known> modes = new ArrayList<>();
        for (Object mode : reference.list("modes")) {
            modes.add(Known.of((Json) mode));
        }
        Path optima = file.resolveSibling("optimal_gaussians.json");
        Json optimum = Files.exists(optima) ? json(optima).object("posteriors").object(name) : Json.empty();
        if (!reference.has("parameters")) {
            throw new IOException(file + " has no \"parameters\"");
        }
        List<String> parameters = new ArrayList<>();
        for (Object parameter : reference.list("parameters")) {
            parameters.add(String.valueOf(parameter));
        }
        Known whole = Known.of(exact(name, root).orElse(reference));
        if (whole.mean.length != parameters.size() || whole.sd.length != parameters.size()) {
            throw new IOException(file + ": " + parameters.size() + " parameters, but " + whole.mean.length
                    + " means and " + whole.sd.length + " sds");
        }
        return new Reference(name, data(root, file), parameters, whole, modes, optimum);
    }

    /** Reads a posterior's data, and nothing that is known of it. */
    static Reference dataOf(Path folder, String name) throws IOException {
        Path file = file(folder, name);
        return unknown(name, data(json(file), file));
    }

    private static Reference unknown(String name, Json data) {
        return new Reference(name, data, List.of(), new Known(new double[0], new double[0]), List.of(), Json.empty());
    }

    private static Json json(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Json.read(in);
        }
    }

    /** Exact moments: the file's own, or those of quadrature that this project has for the same data. */
    private static Optional<Json> exact(String name, Json root) throws IOException {
        if (root.has("exact")) {
            return Optional.of(root.object("exact"));
        }
        try (InputStream resource = Reference.class.getResourceAsStream("exact/" + name + ".json")) {
            if (resource == null) {
                return Optional.empty();
            }
            Json exact = Json.read(resource);
            return Objects.equals(exact.get("y"), root.object("data").get("y")) ? Optional.of(exact) : Optional.empty();
        }
    }

    private static Json data(Json root, Path file) throws IOException {
        if (root.get("data") instanceof Json data) {
            return data;
        }
        throw new IOException(file + " has no \"data\"");
    }

    /** Returns a parameter's name with indices counted from 0. */
    String component(int i) {
        String name = parameters.get(i);
        int bracket = name.indexOf('[');
        if (bracket < 0) {
            return name;
        }
        Matcher index = Pattern.compile("\\d+").matcher(name.substring(bracket));
        return name.substring(0, bracket)
                + index.replaceAll(number -> Integer.toString(Integer.parseInt(number.group()) - 1));
    }

    /** {@return data that are a list of numbers} */
    public double[] column(String key) {
        return data.numbers(key);
    }

    /** {@return data that are a list of lists of numbers} */
    public double[][] table(String key) {
        return data.table(key);
    }

    /** {@return data that are whole numbers from 1 on, counted from 0} */
    public int[] indices(String key) {
        double[] column = column(key);
        int[] indices = new int[column.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (int) column[i] - 1;
        }
        return indices;
    }

    /** {@return data that are one number} */
    public double number(String key) {
        if (data.get(key) instanceof Double number) {
            return number;
        }
        throw new IllegalArgumentException("\"" + key + "\" of " + name + " should be a number: " + data.get(key));
    }
}
