package dev.jensen.models.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.ImportanceWeights;
import dev.jensen.core.diagnostic.Undefined;
import dev.jensen.core.family.Family;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Minimised;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.fit.WeightedPoints;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Trace;
import java.util.Optional;
import java.util.OptionalDouble;

/** A fit as a tree of JSON, and back; docs/fit-file.md says what is where. */
final class FitJson {
    private FitJson() {}

    static ObjectNode of(Fit fit) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("target", TargetJson.of(fit.target()));
        node.set("family", FamilyJson.of(fit.family(), fit.parameters()));
        node.set("parameters", Numbers.of(fit.parameters()));
        node.set("elbo", of(fit.elbo()));
        node.set("origin", of(fit.origin()));
        fit.points().ifPresent(points -> {
            ObjectNode weighted = node.putObject("points");
            weighted.set("points", Numbers.of(points.points()));
            weighted.set("weights", Numbers.of(points.weights().weights()));
            weighted.put("kHat", points.weights().kHat());
            weighted.put("logEvidence", points.weights().logEvidence().value());
        });
        fit.verdict().ifPresent(verdict -> {
            ObjectNode word = node.putObject("verdict");
            word.put("word", verdict.word());
            word.put("reason", verdict.reason());
            word.put("next", verdict.next());
            word.set("diagnosis", of(verdict.diagnosis()));
        });
        return node;
    }

    static Fit fit(JsonNode node, LogDensity target, Optional<Family> given) {
        TargetJson.requireSame(Numbers.field(node, "target"), target);
        double[] parameters = Numbers.array(node, "parameters");
        JsonNode saved = Numbers.field(node, "family");
        Family family =
                given.isPresent() ? FamilyJson.requireSame(saved, given.get(), parameters) : FamilyJson.family(saved);
        if (family.dimension() != target.dimension()) {
            throw new IllegalArgumentException(
                    family + " has " + family.dimension() + " dimensions, the target " + target.dimension());
        }
        Fit fit = new Fit(target, family, parameters, estimate(node, "elbo"), origin(Numbers.field(node, "origin")));
        if (node.has("points")) {
            JsonNode points = node.get("points");
            fit = fit.weightedBy(new WeightedPoints(
                    target.dimension(),
                    Numbers.array(points, "points"),
                    ImportanceWeights.known(
                            Numbers.array(points, "weights"),
                            Numbers.real(points, "kHat"),
                            Numbers.real(points, "logEvidence"))));
        }
        return node.has("verdict") ? fit.judged(verdict(node.get("verdict"))) : fit;
    }

    private static ObjectNode of(Estimate estimate) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("value", estimate.value());
        node.put("standardError", estimate.standardError());
        node.put("draws", estimate.draws());
        return node;
    }

    private static Estimate estimate(JsonNode parent, String name) {
        JsonNode node = Numbers.field(parent, name);
        return new Estimate(
                Numbers.real(node, "value"), Numbers.real(node, "standardError"), Numbers.whole(node, "draws"));
    }

    private static ObjectNode of(Origin origin) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("method", origin.method());
        node.put("seed", origin.seed());
        node.put("ending", origin.ending().name());
        node.put("steps", origin.steps());
        Trace trace = origin.trace();
        ObjectNode went = node.putObject("trace");
        went.put("stride", trace.stride());
        went.put("steps", trace.steps());
        double[] values = new double[trace.size()];
        long[] nanos = new long[trace.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = trace.value(i);
            nanos[i] = trace.nanos(i);
        }
        went.set("values", Numbers.of(values));
        went.set("nanos", Numbers.of(nanos));
        origin.other().ifPresent(minimised -> {
            ObjectNode other = node.putObject("minimised");
            other.put("what", minimised.what());
            other.set("value", of(minimised.value()));
            minimised.kHat().ifPresent(k -> other.put("kHat", k));
        });
        origin.standardError().ifPresent(error -> node.put("standardError", error));
        return node;
    }

    private static Origin origin(JsonNode node) {
        JsonNode trace = Numbers.field(node, "trace");
        Optional<Minimised> other = Optional.ofNullable(node.get("minimised"))
                .map(n -> new Minimised(
                        Numbers.text(n, "what"),
                        estimate(n, "value"),
                        n.has("kHat") ? OptionalDouble.of(Numbers.real(n, "kHat")) : OptionalDouble.empty()));
        return new Origin(
                Numbers.text(node, "method"),
                Numbers.whole(node, "seed"),
                Ending.valueOf(Numbers.text(node, "ending")),
                Numbers.whole(node, "steps"),
                Trace.of(
                        Numbers.whole(trace, "stride"),
                        Numbers.whole(trace, "steps"),
                        Numbers.array(trace, "values"),
                        Numbers.wholes(trace, "nanos")),
                other,
                node.has("standardError") ? Optional.of(Numbers.real(node, "standardError")) : Optional.empty());
    }

    private static ObjectNode of(Diagnosis d) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kHat", d.kHat());
        node.put("momentKHat", d.momentKHat());
        node.put("heaviest", d.heaviest());
        node.put("effectiveShare", d.effectiveShare());
        node.put("error", d.error());
        node.put("shift", d.shift());
        node.put("shifted", d.shifted());
        node.set("elbo", of(d.elbo()));
        node.set("logEvidence", of(d.logEvidence()));
        node.put("lowerBound", d.lowerBound());
        node.put("upperBound", d.upperBound());
        node.put("draws", d.draws());
        node.put("greatestWeight", d.greatestWeight());
        if (d.undefined().draws() > 0) {
            ObjectNode undefined = node.putObject("undefined");
            undefined.put("draws", d.undefined().draws());
            undefined.put("share", d.undefined().share());
            undefined.put("where", d.undefined().where());
        }
        return node;
    }

    private static Verdict verdict(JsonNode node) {
        JsonNode d = Numbers.field(node, "diagnosis");
        Diagnosis diagnosis = new Diagnosis(
                Numbers.real(d, "kHat"),
                Numbers.real(d, "momentKHat"),
                Numbers.text(d, "heaviest"),
                Numbers.real(d, "effectiveShare"),
                Numbers.real(d, "error"),
                Numbers.real(d, "shift"),
                Numbers.text(d, "shifted"),
                estimate(d, "elbo"),
                estimate(d, "logEvidence"),
                Numbers.real(d, "lowerBound"),
                Numbers.real(d, "upperBound"),
                Math.toIntExact(Numbers.whole(d, "draws")),
                d.has("greatestWeight") ? Numbers.real(d, "greatestWeight") : Double.NaN,
                Optional.ofNullable(d.get("undefined"))
                        .map(n -> new Undefined(
                                Math.toIntExact(Numbers.whole(n, "draws")),
                                Numbers.real(n, "share"),
                                Numbers.text(n, "where")))
                        .orElse(Undefined.NOWHERE));
        String reason = Numbers.text(node, "reason");
        String next = Numbers.text(node, "next");
        String word = Numbers.text(node, "word");
        return switch (word) {
            case "RELIABLE" -> new Verdict.Reliable(diagnosis, reason, next);
            case "USABLE" -> new Verdict.Usable(diagnosis, reason, next);
            case "UNRELIABLE" -> new Verdict.Unreliable(diagnosis, reason, next);
            case "DIVERGED" -> new Verdict.Diverged(diagnosis, reason, next);
            case "BUDGET SPENT" -> new Verdict.BudgetSpent(diagnosis, reason, next);
            default -> throw new IllegalArgumentException("\"" + word + "\" is no verdict");
        };
    }
}
