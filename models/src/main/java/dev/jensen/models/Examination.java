package dev.jensen.models;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.density.Variable;
import dev.jensen.core.diagnostic.GeneralizedPareto;
import dev.jensen.core.distribution.Discrete;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Draws;
import dev.jensen.models.ModelCheck.Finding;
import dev.jensen.models.ModelCheck.Kind;
import dev.jensen.models.diagram.PlateDiagram;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final double SURPRISING = 1e-6;
    private static final int MOST_DRAWS = 4000;
    private static final int FEWEST_DRAWS = 400;
    private static final int NUMBERS = 1 << 23;
    private static final String PROBABILITY = "P of ";
    private static final double TAIL = 0.1; // of the draws, to which a tail is fitted

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
        int width = 0;
        for (Site site : sites) {
            width += site instanceof Site.Named named ? 2 * named.variable().size() : 0;
        }
        int count = Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, NUMBERS / Math.max(1, width)));
        Draws draws;
        try {
            draws = Ancestral.of(withProbabilities(), Ancestral.Known.NOTHING, count, 1);
        } catch (IllegalArgumentException e) {
            find(Kind.NOT_PREDICTED, model, "the prior's predictions were not looked at: " + e.getMessage());
            return;
        }
        for (Site site : sites) {
            if (site instanceof Site.Outcome outcome && outcome.data() != null) {
                boolean counts = outcome.law() instanceof Discrete;
                if (!counts || probability(outcome) != null) {
                    double[][] probabilities = counts ? draws.array(PROBABILITY + site.name()) : new double[0][];
                    surprising(outcome, outcome.data(), draws.array(site.name()), probabilities);
                }
            }
        }
    }

    /** The statements, and the probabilities of whole numbers that were observed as quantities derived from them. */
    private List<Site> withProbabilities() {
        List<Site> all = new ArrayList<>(sites);
        for (Site site : sites) {
            if (site instanceof Site.Outcome outcome) {
                Expr value = probability(outcome);
                if (value != null) {
                    Variable like = outcome.variable();
                    Variable name = new Variable(PROBABILITY + site.name(), like.inner(), like.rows());
                    all.add(new Site.Derived(name, value));
                }
            }
        }
        return all;
    }

    /** The probabilities of observed whole numbers, one by one; null of a law of anything else. */
    private static @Nullable Expr probability(Site.Outcome outcome) {
        if (!(outcome.law() instanceof Discrete) || outcome.data() == null) {
            return null;
        }
        Expr value = outcome.law().logDensity(outcome.data()).exp();
        return value.shape().equals(outcome.shape()) ? value : null;
    }

    private void surprising(Site.Outcome outcome, Expr known, double[][] predicted, double[][] probabilities) {
        Plate plate = outcome.shape().plate();
        Expr inner = known.broadcastInner(outcome.shape().inner());
        double[] data = known(plate == null ? inner : inner.onRows(plate));
        List<Integer> found = new ArrayList<>();
        double least = 1;
        int worst = -1;
        double[] column = new double[predicted.length];
        for (int i = 0; i < data.length; i++) {
            for (int s = 0; s < column.length; s++) {
                column[s] = predicted[s][i];
            }
            int at = i;
            double probability = probabilities.length == 0
                    ? tail(column, data[i])
                    : Arrays.stream(probabilities)
                            .mapToDouble(draw -> draw[at])
                            .average()
                            .orElse(0);
            if (probability < SURPRISING) {
                found.add(i);
                if (probability < least) {
                    least = probability;
                    worst = i;
                }
            }
        }
        if (worst >= 0) {
            for (int s = 0; s < column.length; s++) {
                column[s] = predicted[s][worst];
            }
            Arrays.sort(column);
            find(
                    Kind.SURPRISING_DATA,
                    outcome.name(),
                    String.format(
                            Locale.US,
                            "observation \"%s\": %,d of %,d values lie where the prior predicts less than a probability of 1e-6,"
                                    + " such as %s = %.5g, where 95 %% of predictions lie between %.4g and %.4g: widen the priors, or"
                                    + " check the data's unit",
                            outcome.name(),
                            found.size(),
                            data.length,
                            outcome.variable().componentName(worst),
                            data[worst],
                            column[(int) (0.025 * column.length)],
                            column[(int) (0.975 * column.length)]));
        }
    }

    /** The values of data; NaN where they are missing. */
    private static double[] known(Expr data) {
        ExprFunction function = ExprFunction.of(Unknowns.of(data), List.of(data));
        double[] missing = new double[function.dimension()];
        Arrays.fill(missing, Double.NaN);
        double[] values = new double[function.size()];
        function.evaluate(1, missing, values);
        return values;
    }

    /** The probability of a prediction as far out as a value: counted, or that of a Pareto tail beyond the draws. */
    private static double tail(double[] predicted, double value) {
        double[] sorted = predicted.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        if (value >= sorted[0] && value <= sorted[n - 1]) {
            return 1.0 / n;
        }
        double side = value < sorted[0] ? -1 : 1;
        for (int i = 0; i < n; i++) {
            sorted[i] = side * predicted[i];
        }
        Arrays.sort(sorted);
        int m = Math.max(5, (int) (TAIL * n));
        double threshold = sorted[n - m - 1];
        double[] beyond = new double[m];
        for (int i = 0; i < m; i++) {
            beyond[i] = sorted[n - m + i] - threshold;
        }
        if (!(beyond[0] > 0) || !(beyond[m - 1] < Double.POSITIVE_INFINITY)) {
            return beyond[m - 1] > 0 ? 1.0 / n : 0; // many alike, or a tail without end
        }
        GeneralizedPareto law = GeneralizedPareto.fit(beyond);
        double k = Math.max(law.shape(), 0); // a bounded tail would be sure of too much
        double t = (side * value - threshold) / law.scale();
        return (k < 1e-9 ? Math.exp(-t) : Math.pow(1 + k * t, -1 / k)) * m / n;
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
