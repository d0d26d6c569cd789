package dev.jensen.models;

import dev.jensen.core.density.Variable;
import dev.jensen.core.expr.Plate;
import dev.jensen.models.ModelCheck.Finding;
import dev.jensen.models.ModelCheck.Kind;
import dev.jensen.models.diagram.PlateDiagram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks a model over before it is fitted. */
final class Examination {
    private final String model;
    private final List<Site> sites;
    private final Dependencies needs;
    private final List<Finding> findings = new ArrayList<>();

    private Examination(String model, List<Site> sites) {
        this.model = model;
        this.sites = sites;
        this.needs = Dependencies.of(sites);
    }

    /**
     * Looks over.
     *
     * @param asked the columns of the model's data that its statement asked for
     * @param given all columns of these data
     */
    static ModelCheck of(String model, List<Site> sites, Set<String> asked, Set<String> given) {
        Examination work = new Examination(model, sites);
        work.unused(asked, given);
        work.disconnected();
        work.surprising();
        return new ModelCheck(
                work.findings,
                StatementTable.of(model, sites, work.needs),
                work.diagram().svg());
    }

    private void find(Kind kind, String name, String message) {
        findings.add(new Finding(kind, name, message));
    }

    private static boolean isLatent(Site site) {
        return site instanceof Site.Coordinates || site instanceof Site.Choice;
    }

    private static boolean isEvidence(Site site) {
        return site instanceof Site.Outcome || site instanceof Site.Term || site instanceof Site.Encoder;
    }

    // ---------------------------------------------------------------- structure

    private void unused(Set<String> asked, Set<String> given) {
        Set<String> informed = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (Site site : sites) {
            if (isEvidence(site)) {
                informed.addAll(needs.all(site.name()));
            }
            used.addAll(needs.of(site.name()));
        }
        for (Site site : sites) {
            if (isLatent(site) && !informed.contains(site.name())) {
                find(
                        Kind.UNUSED_LATENT,
                        site.name(),
                        "latent \"" + site.name()
                                + "\": no observation depends on it, so that its posterior is its prior: use it in"
                                + " the law of an observation, or leave it out");
            }
            boolean idle = (site instanceof Site.Known || site instanceof Site.Pointer) && !used.contains(site.name());
            boolean observed = sites.stream()
                    .anyMatch(
                            each -> each instanceof Site.Outcome && each.name().equals(site.name()));
            if (idle && !observed) {
                find(
                        Kind.UNUSED_DATA,
                        site.name(),
                        "data \"" + site.name() + "\" are neither observed nor used: observe them, or leave them out");
            }
        }
        for (String column : given) {
            if (!asked.contains(column)) {
                find(
                        Kind.UNUSED_DATA,
                        column,
                        "column \"" + column + "\" of the data is never asked for: observe or use it, or leave it out");
            }
        }
    }

    private void disconnected() {
        List<Set<String>> parts = new ArrayList<>();
        for (Site site : sites) {
            if (!isLatent(site) && !isEvidence(site)) {
                continue;
            }
            Set<String> own = new LinkedHashSet<>();
            for (String name : needs.all(site.name())) {
                if (sites.stream().anyMatch(each -> each.name().equals(name) && (isLatent(each) || isEvidence(each)))) {
                    own.add(name);
                }
            }
            Set<String> joined = new LinkedHashSet<>();
            for (Set<String> part : List.copyOf(parts)) {
                if (part.stream().anyMatch(own::contains)) {
                    joined.addAll(part);
                    parts.remove(part);
                }
            }
            joined.addAll(own);
            parts.add(joined);
        }
        if (parts.size() > 1) {
            find(
                    Kind.DISCONNECTED,
                    String.join(", ", parts.get(1)),
                    "the model falls into " + parts.size() + " parts that have nothing to do with each other: "
                            + String.join(
                                    " | ",
                                    parts.stream()
                                            .map(part -> String.join(", ", part))
                                            .toList())
                            + ": fit them apart, or say what joins them");
        }
    }

    // ---------------------------------------------------------------- prior predictions

    private void surprising() {
        if (sites.stream().anyMatch(Site.Point.class::isInstance)) {
            return; // a parameter has no prior
        }
        try {
            findings.addAll(Surprises.of(sites));
        } catch (IllegalArgumentException e) {
            find(Kind.NOT_PREDICTED, model, "the prior's predictions were not looked at: " + e.getMessage());
        }
    }

    // ---------------------------------------------------------------- the diagram

    private PlateDiagram diagram() {
        Map<String, PlateDiagram.Plate> plates = new LinkedHashMap<>();
        for (Site site : sites) {
            if (site instanceof Site.Rows rows) {
                Set<String> within = new LinkedHashSet<>();
                for (Site each : sites) {
                    if (each instanceof Site.Pointer pointer
                            && pointer.column().plate().name().equals(site.name())) {
                        within.add(pointer.of());
                    }
                }
                String label = String.format(
                        Locale.US, "%s × %,d", site.name(), rows.rows().count());
                plates.put(site.name(), new PlateDiagram.Plate(label, within));
            }
        }
        List<PlateDiagram.Node> nodes = new ArrayList<>();
        List<PlateDiagram.Edge> edges = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (Site site : sites) {
            PlateDiagram.Node node = node(site);
            boolean observedToo = site instanceof Site.Known
                    && sites.stream()
                            .anyMatch(each ->
                                    each instanceof Site.Outcome && each.name().equals(site.name()));
            if (node != null && !observedToo && shown.add(site.name())) {
                nodes.add(node);
                needs.of(site.name()).forEach(from -> edges.add(new PlateDiagram.Edge(from, site.name())));
            }
        }
        return new PlateDiagram(model, nodes, edges, plates);
    }

    private PlateDiagram.@Nullable Node node(Site site) {
        if (site instanceof Site.Latent latent) {
            return node(latent.variable(), latent.law().name(), PlateDiagram.Kind.LATENT);
        } else if (site instanceof Site.Amortised latent) {
            return node(latent.variable(), latent.law().name(), PlateDiagram.Kind.LATENT);
        } else if (site instanceof Site.Point point) {
            return node(point.variable(), "parameter", PlateDiagram.Kind.DETERMINISTIC);
        } else if (site instanceof Site.Choice choice) {
            String law = choice.law() == null ? "Markov chain" : choice.law().name();
            return node(choice.variable(), law, PlateDiagram.Kind.LATENT);
        } else if (site instanceof Site.Derived derived) {
            return node(derived.variable(), "", PlateDiagram.Kind.DETERMINISTIC);
        } else if (site instanceof Site.Outcome outcome) {
            return node(outcome.variable(), outcome.law().name(), PlateDiagram.Kind.OBSERVED);
        } else if (site instanceof Site.Known known) {
            Plate plate = known.value().shape().plate();
            return new PlateDiagram.Node(site.name(), "", PlateDiagram.Kind.DATA, plate == null ? "" : plate.name());
        } else if (site instanceof Site.Term term) {
            Plate plate = term.value().shape().plate();
            return new PlateDiagram.Node(site.name(), "", PlateDiagram.Kind.FACTOR, plate == null ? "" : plate.name());
        }
        return null;
    }

    private static PlateDiagram.Node node(Variable variable, String note, PlateDiagram.Kind kind) {
        return new PlateDiagram.Node(
                variable.name(),
                note,
                kind,
                variable.rows().map(Variable.Rows::plate).orElse(""));
    }
}
