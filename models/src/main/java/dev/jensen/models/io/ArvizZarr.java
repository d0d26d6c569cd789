package dev.jensen.models.io;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jensen.core.density.Variable;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.ScoredDraws;
import dev.jensen.models.Pointwise;
import dev.jensen.optim.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fit as a Zarr folder that ArviZ opens as InferenceData: {@code az.from_zarr("schools.zarr")}, or, with Zarr 3 and later,
 * {@code az.InferenceData.from_datatree(xr.open_datatree("schools.zarr", engine="zarr"))}.
 *
 * <p>Groups are those of {@link ArvizJson}, in binary: read lazily, and about a third of the size.
 */
public final class ArvizZarr {
    private static final JsonMapper JSON = new JsonMapper();

    private ArvizZarr() {}

    /**
     * Writes draws, whole or not at all.
     *
     * @param draws how many, at least 1
     * @param folder made; a Zarr folder of that name is replaced
     * @throws UncheckedIOException if it cannot be written, or there is something else of that name
     */
    public static void write(Fit fit, int draws, Path folder) {
        ScoredDraws scored = fit.scoredDraws(draws);
        Optional<Pointwise> each = Pointwise.of(fit);
        Path parent = folder.toAbsolutePath().getParent();
        try {
            if (parent == null || (Files.exists(folder) && !Files.exists(folder.resolve(".zgroup")))) {
                throw new IOException("there is something else of that name");
            }
            Files.createDirectories(parent);
            Path whole = Files.createTempDirectory(parent, "." + folder.getFileName());
            try {
                fill(fit, scored, each, ZarrGroup.root(whole));
                delete(folder);
                Files.move(whole, folder);
            } finally {
                delete(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void fill(Fit fit, ScoredDraws scored, Optional<Pointwise> each, ZarrGroup root) throws IOException {
        group(root.group("posterior"), scored.draws(), true);
        int count = scored.draws().count();
        ZarrGroup stats = root.group("sample_stats");
        chain(stats, count);
        stats.numbers("log_p", List.of("chain", "draw"), new int[] {1, count}, scored.logTarget());
        stats.numbers("log_q", List.of("chain", "draw"), new int[] {1, count}, scored.logFamily());
        if (each.isPresent()) {
            group(root.group("observed_data"), each.get().observed(), false);
            group(root.group("log_likelihood"), each.get().logLikelihood(scored.draws()), true);
        }
        trace(root.group("constant_data"), fit.origin().trace());
        var attributes = JSON.createObjectNode()
                .put("inference_library", "Jensen")
                .put("method", fit.origin().method())
                .put("seed", fit.origin().seed());
        fit.verdict().ifPresent(verdict -> attributes.put("verdict", verdict.word()));
        root.attributes(attributes);
        root.consolidate();
    }

    private static void chain(ZarrGroup group, int draws) throws IOException {
        group.counting("chain", 1);
        group.counting("draw", draws);
    }

    private static void group(ZarrGroup group, Draws draws, boolean chains) throws IOException {
        if (chains) {
            chain(group, draws.count());
        }
        Map<String, Variable.Rows> plates = new LinkedHashMap<>();
        Map<String, Integer> others = new LinkedHashMap<>();
        for (Variable variable : draws.variables()) {
            List<Integer> sizes = Elements.sizes(variable);
            List<String> dims = new ArrayList<>(chains ? List.of("chain", "draw") : List.of());
            variable.rows().ifPresent(rows -> {
                dims.add(rows.plate());
                plates.put(rows.plate(), rows);
            });
            for (int k = 0; k < variable.inner().size(); k++) {
                String dim = variable.name() + "_dim_" + (variable.rows().isPresent() ? k + 1 : k); // as ArviZ counts
                dims.add(dim);
                others.put(dim, variable.inner().get(k));
            }
            int first = chains ? 2 : 0;
            int[] shape = new int[first + sizes.size()];
            if (chains) {
                shape[0] = 1;
                shape[1] = draws.count();
            }
            for (int k = 0; k < sizes.size(); k++) {
                shape[first + k] = sizes.get(k);
            }
            group.numbers(variable.name(), dims, shape, rowMajor(variable, sizes, draws.array(variable.name())));
        }
        for (Variable.Rows rows : plates.values()) {
            if (rows.labels().isEmpty()) {
                group.counting(rows.plate(), rows.count());
            } else {
                group.texts(rows.plate(), rows.labels());
            }
        }
        for (Map.Entry<String, Integer> other : others.entrySet()) {
            group.counting(other.getKey(), other.getValue());
        }
    }

    /** Draw by draw, rows first, the last dimension fastest. */
    private static double[] rowMajor(Variable variable, List<Integer> sizes, double[][] draws) {
        int size = variable.size();
        int[] order = new int[size];
        int[] index = new int[sizes.size()];
        for (int k = 0; k < size; k++) {
            int rest = k;
            for (int level = index.length - 1; level >= 0; level--) {
                index[level] = rest % sizes.get(level);
                rest /= sizes.get(level);
            }
            order[k] = Elements.position(variable, index);
        }
        double[] values = new double[Math.multiplyExact(draws.length, size)];
        for (int s = 0; s < draws.length; s++) {
            for (int k = 0; k < size; k++) {
                values[s * size + k] = draws[s][order[k]];
            }
        }
        return values;
    }

    private static void trace(ZarrGroup group, Trace trace) throws IOException {
        int n = trace.size();
        double[] step = new double[n];
        double[] loss = new double[n];
        double[] seconds = new double[n];
        for (int i = 0; i < n; i++) {
            step[i] = trace.step(i);
            loss[i] = trace.value(i);
            seconds[i] = trace.seconds(i);
        }
        List<String> dims = List.of("stretch");
        group.counting("stretch", n);
        group.numbers("trace_step", dims, new int[] {n}, step);
        group.numbers("trace_loss", dims, new int[] {n}, loss);
        group.numbers("trace_seconds", dims, new int[] {n}, seconds);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> within = Files.walk(folder)) {
            for (Path path : within.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
