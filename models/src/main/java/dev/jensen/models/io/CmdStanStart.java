package dev.jensen.models.io;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jensen.core.density.Variable;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.SamplerStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts and metric for CmdStan: {@code init-1.json}, … with every variable of a draw, and {@code metric.json} with the covariance over ℝᵈ as
 * {@code inv_metric}.
 *
 * <pre>{@code
 * CmdStanStart.write(fit, 4, Path.of("start"));
 * // ./model sample algorithm=hmc engine=nuts metric=dense_e metric_file=start/metric.json init=start/init-1.json data file=…
 * }</pre>
 *
 * <p>Inits go by name, and Stan takes those it knows. The metric goes by position: it is right where the Stan program declares the same
 * parameters in the same order, as numbers and vectors without a bound or with {@code lower=0} or {@code lower} and {@code upper} constants,
 * whose transforms are log and logit there and here. Other constraints (simplex, ordered, correlations) have coordinates of their own there.
 */
public final class CmdStanStart {
    private static final JsonMapper JSON = new JsonMapper();

    private CmdStanStart() {}

    /**
     * Writes starts and metric.
     *
     * @param chains how many starts, at least 1
     * @param folder made where there is none; files of these names are replaced
     * @return the files, the metric last
     * @throws java.io.UncheckedIOException if they cannot be written
     */
    public static List<Path> write(Fit fit, int chains, Path folder) {
        SamplerStart start = SamplerStart.of(fit, chains, fit.origin().seed());
        List<Path> files = new ArrayList<>();
        Draws draws = start.draws(fit);
        for (int c = 0; c < chains; c++) {
            ObjectNode init = JSON.createObjectNode();
            for (Variable variable : draws.variables()) {
                double[] values = draws.array(variable.name())[c];
                List<Integer> sizes = Elements.sizes(variable);
                if (sizes.isEmpty()) {
                    init.put(variable.name(), values[0]);
                } else {
                    nested(init.putArray(variable.name()), variable, sizes, new int[sizes.size()], 0, values);
                }
            }
            files.add(write(folder.resolve("init-" + (c + 1) + ".json"), init));
        }
        ObjectNode metric = JSON.createObjectNode();
        ArrayNode rows = metric.putArray("inv_metric");
        for (double[] row : start.covariance()) {
            ArrayNode numbers = rows.addArray();
            for (double each : row) {
                numbers.add(each);
            }
        }
        files.add(write(folder.resolve("metric.json"), metric));
        return List.copyOf(files);
    }

    private static void nested(
            ArrayNode array, Variable variable, List<Integer> sizes, int[] index, int level, double[] values) {
        for (index[level] = 0; index[level] < sizes.get(level); index[level]++) {
            if (level == index.length - 1) {
                array.add(values[Elements.position(variable, index)]);
            } else {
                nested(array.addArray(), variable, sizes, index, level + 1, values);
            }
        }
    }

    private static Path write(Path file, ObjectNode json) {
        AtomicFile.write(file, out -> out.write(JSON.writeValueAsBytes(json)));
        return file;
    }
}
