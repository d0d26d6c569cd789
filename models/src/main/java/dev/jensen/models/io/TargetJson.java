package dev.jensen.models.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jensen.core.density.Fingerprint;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import java.util.ArrayList;
import java.util.List;

/** What a file knows of the target: enough to tell another one, not enough to make it again. */
final class TargetJson {
    private static final String AT_ZERO = "logDensityAtZero";
    private static final String OFF_ZERO = "logDensityOffZero";

    private TargetJson() {}

    static ObjectNode of(LogDensity target) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("dimension", target.dimension());
        Fingerprint fingerprint = Fingerprint.of(target);
        node.put(AT_ZERO, fingerprint.atZero());
        node.put(OFF_ZERO, fingerprint.off());
        ArrayNode variables = node.putArray("variables");
        for (Variable variable : Variables.of(target).list()) {
            ObjectNode each = variables.addObject();
            each.put("name", variable.name());
            ArrayNode inner = each.putArray("inner");
            variable.inner().forEach(inner::add);
            variable.rows().ifPresent(rows -> {
                ObjectNode plate = each.putObject("rows");
                plate.put("plate", rows.plate());
                plate.put("count", rows.count());
                ArrayNode labels = plate.putArray("labels");
                rows.labels().forEach(labels::add);
            });
        }
        return node;
    }

    /** Refuses a target that is not the one of the file, by the first variable that differs. */
    static void requireSame(JsonNode saved, LogDensity target) {
        JsonNode stated = of(target);
        JsonNode before = Numbers.field(saved, "variables");
        JsonNode now = Numbers.field(stated, "variables");
        for (int k = 0; k < Math.max(before.size(), now.size()); k++) {
            if (!before.path(k).equals(now.path(k))) {
                throw new IllegalArgumentException("the fit is of another model: its variable " + (k + 1) + " is "
                        + describe(before.path(k)) + ", the target's is " + describe(now.path(k))
                        + "; load it with the model that was fitted");
            }
        }
        if (Numbers.whole(saved, "dimension") != target.dimension()) {
            throw new IllegalArgumentException("the fit is of another model: it has "
                    + Numbers.whole(saved, "dimension") + " unknowns, the target " + target.dimension());
        }
        requireSame("0", Numbers.real(saved, AT_ZERO), Numbers.real(stated, AT_ZERO));
        if (saved.has(OFF_ZERO)) { // older files have none
            requireSame("½ sin(1), ½ sin(2), …", Numbers.real(saved, OFF_ZERO), Numbers.real(stated, OFF_ZERO));
        }
    }

    private static void requireSame(String where, double value, double again) {
        if (!Fingerprint.areAlike(value, again)) {
            throw new IllegalArgumentException(
                    "the fit is of another model or of other data: log p at " + where + " was " + value
                            + ", the target's is " + again + "; load it with the model and the data that were fitted");
        }
    }

    private static String describe(JsonNode variable) {
        if (variable.isMissingNode()) {
            return "not there";
        }
        StringBuilder text = new StringBuilder("\"" + Numbers.text(variable, "name") + "\"");
        if (!variable.path("inner").isEmpty()) {
            text.append(" of shape ").append(variable.path("inner"));
        }
        if (variable.has("rows")) {
            JsonNode rows = variable.path("rows");
            text.append(" on ").append(rows.path("count")).append(" rows of plate \"");
            text.append(rows.path("plate").asText()).append('"');
            List<String> labels = new ArrayList<>();
            rows.path("labels").forEach(label -> labels.add(label.asText()));
            if (!labels.isEmpty()) {
                text.append(labels.size() > 3 ? " " + labels.subList(0, 3) + " …" : " " + labels);
            }
        }
        return text.toString();
    }
}
