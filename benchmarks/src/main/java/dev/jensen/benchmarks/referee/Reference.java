package dev.jensen.benchmarks.referee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A reference posterior: the data, and the moments that are known.
 *
 * @param name of the posterior
 * @param data by name
 * @param parameters names of the components, indices counted from 1
 * @param mean exact where there is a closed form, else of long runs
 * @param sd likewise
 * @param optimum the best Gaussians' ELBOs and the log evidence; missing where they are unknown
 */
record Reference(String name, JsonNode data, List<String> parameters, double[] mean, double[] sd, JsonNode optimum) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Reference read(Path folder, String name) throws IOException {
        Path file = folder.resolve(name + ".json");
        if (!Files.exists(file)) {
            throw new IOException(
                    "no " + name + ".json in " + folder + ": name the folder of the references with --dir");
        }
        JsonNode root = JSON.readTree(file.toFile());
        JsonNode reference = root.required("reference");
        JsonNode moments = root.has("exact") ? root.required("exact") : reference;
        Path optima = folder.resolve("optimal_gaussians.json");
        JsonNode optimum = Files.exists(optima)
                ? JSON.readTree(optima.toFile()).path("posteriors").path(name)
                : JSON.missingNode();
        return new Reference(
                name,
                root.required("data"),
                List.of(JSON.convertValue(reference.required("parameters"), String[].class)),
                JSON.convertValue(moments.required("mean"), double[].class),
                JSON.convertValue(moments.required("sd"), double[].class),
                optimum);
    }

    /** Returns a parameter's name with indices counted from 0. */
    String component(int i) {
        String name = parameters.get(i);
        int bracket = name.indexOf('[');
        if (bracket < 0) {
            return name;
        }
        int index = Integer.parseInt(name.substring(bracket + 1, name.length() - 1));
        return name.substring(0, bracket) + "[" + (index - 1) + "]";
    }

    double[] column(String name) {
        return JSON.convertValue(data.required(name), double[].class);
    }

    double[][] table(String name) {
        return JSON.convertValue(data.required(name), double[][].class);
    }

    double number(String name) {
        return data.required(name).asDouble();
    }
}
