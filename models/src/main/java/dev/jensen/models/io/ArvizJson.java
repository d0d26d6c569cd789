package dev.jensen.models.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jensen.core.density.Variable;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.ScoredDraws;
import dev.jensen.models.Pointwise;
import dev.jensen.optim.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fit as the JSON that ArviZ opens as InferenceData: {@code az.from_json("schools.json")}.
 *
 * <p>Groups: {@code posterior}, one chain; {@code sample_stats} with log_p and log_q over ℝᵈ; {@code constant_data} with the trace of
 * what was minimised (trace_step, trace_loss, trace_seconds); and of a fit of a model {@code observed_data} and {@code log_likelihood}, so that
 * {@code az.loo} works. Plates are dimensions, and their labels coordinates.
 */
public final class ArvizJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS) // NaN as Python's json reads it
            .build();

    private ArvizJson() {}

    /**
     * Writes draws, whole or not at all.
     *
     * @param draws how many, at least 1
     * @param path replaced
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static void write(Fit fit, int draws, Path path) {
        ScoredDraws scored = fit.scoredDraws(draws);
        Optional<Pointwise> each = Pointwise.of(fit);
        Map<String, Variable> all = new LinkedHashMap<>(); // for dimensions, which the groups share
        AtomicFile.write(path, out -> {
            JsonGenerator json = JSON.createGenerator(out);
            json.writeStartObject();
            group(json, "posterior", scored.draws(), true, all);
            json.writeObjectFieldStart("sample_stats");
            chain(json, "log_p", scored.logTarget());
            chain(json, "log_q", scored.logFamily());
            json.writeEndObject();
            if (each.isPresent()) {
                group(json, "observed_data", each.get().observed(), false, all);
                group(json, "log_likelihood", each.get().logLikelihood(scored.draws()), true, all);
            }
            trace(json, fit.origin().trace());
            dimensions(json, all);
            json.writeEndObject();
            json.flush();
        });
    }

    private static void group(JsonGenerator json, String name, Draws draws, boolean chains, Map<String, Variable> all)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Variable variable : draws.variables()) {
            all.putIfAbsent(variable.name(), variable);
            json.writeFieldName(variable.name());
            List<Integer> sizes = Elements.sizes(variable);
            double[][] values = draws.array(variable.name());
            if (chains) {
                json.writeStartArray();
                json.writeStartArray();
                for (double[] draw : values) {
                    nested(json, variable, sizes, new int[sizes.size()], 0, draw);
                }
                json.writeEndArray();
                json.writeEndArray();
            } else {
                nested(json, variable, sizes, new int[sizes.size()], 0, values[0]);
            }
        }
        json.writeEndObject();
    }

    private static void nested(
            JsonGenerator json, Variable variable, List<Integer> sizes, int[] index, int level, double[] values)
            throws IOException {
        if (level == index.length) {
            json.writeNumber(values[Elements.position(variable, index)]);
            return;
        }
        json.writeStartArray();
        for (index[level] = 0; index[level] < sizes.get(level); index[level]++) {
            nested(json, variable, sizes, index, level + 1, values);
        }
        json.writeEndArray();
    }

    private static void chain(JsonGenerator json, String name, double[] values) throws IOException {
        json.writeFieldName(name);
        json.writeStartArray();
        json.writeArray(values, 0, values.length);
        json.writeEndArray();
    }

    private static void trace(JsonGenerator json, Trace trace) throws IOException {
        double[] step = new double[trace.size()];
        double[] loss = new double[trace.size()];
        double[] seconds = new double[trace.size()];
        for (int i = 0; i < step.length; i++) {
            step[i] = trace.step(i);
            loss[i] = trace.value(i);
            seconds[i] = trace.seconds(i);
        }
        json.writeObjectFieldStart("constant_data");
        json.writeFieldName("trace_step");
        json.writeArray(step, 0, step.length);
        json.writeFieldName("trace_loss");
        json.writeArray(loss, 0, loss.length);
        json.writeFieldName("trace_seconds");
        json.writeArray(seconds, 0, seconds.length);
        json.writeEndObject();
    }

    private static void dimensions(JsonGenerator json, Map<String, Variable> all) throws IOException {
        Map<String, Variable.Rows> plates = new LinkedHashMap<>();
        json.writeObjectFieldStart("dims");
        for (Variable variable : all.values()) {
            List<String> dims = new ArrayList<>();
            variable.rows().ifPresent(rows -> {
                dims.add(rows.plate());
                plates.put(rows.plate(), rows);
            });
            list(json, variable.name(), dims);
        }
        for (String trace : List.of("trace_step", "trace_loss", "trace_seconds")) {
            list(json, trace, List.of("stretch"));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("coords");
        for (Variable.Rows rows : plates.values()) {
            if (!rows.labels().isEmpty()) {
                list(json, rows.plate(), rows.labels());
            }
        }
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
