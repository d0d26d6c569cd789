package dev.jensen.models.report;

import dev.jensen.core.density.NearestName;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.divergence.EvidenceInterval;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.core.fit.WeightedDraws;
import dev.jensen.models.Replications;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fit as one HTML page that needs nothing beside it: the verdict first and last, the summary, the trace of the ELBO with its error
 * band, marginals with their priors, pairs, k-hat, and posterior predictive checks: those that are given, else of a model those of its
 * observations.
 *
 * <pre>{@code
 * Report.of(fit).titled("Eight schools")
 *         .prior("tau", HalfCauchy.of(5))
 *         .predictive("y", effects, replicated)
 *         .write(Path.of("eight-schools.html"));
 * }</pre>
 *
 * {@code fit.report(path)} writes it without the options. Immutable: each method returns another report.
 */
public final class Report {
    private static final int DRAWS = 4000;
    private static final int MARGINALS = 12;
    private static final int PAIRS = 4;

    private final Fit fit;
    private final String title;
    private final List<String> components; // empty for the first
    private final Map<String, Continuous> priors;
    private final Optional<Draws> priorDraws;
    private final List<Plot> checks;

    private Report(
            Fit fit,
            String title,
            List<String> components,
            Map<String, Continuous> priors,
            Optional<Draws> priorDraws,
            List<Plot> checks) {
        this.fit = fit;
        this.title = title;
        this.components = components;
        this.priors = priors;
        this.priorDraws = priorDraws;
        this.checks = checks;
    }

    /** Begins a report. */
    public static Report of(Fit fit) {
        return new Report(fit, "Report of a fit", List.of(), Map.of(), Optional.empty(), List.of());
    }

    /** Gives it a title. */
    public Report titled(String another) {
        return new Report(fit, another, components, priors, priorDraws, checks);
    }

    /**
     * Draws marginals and pairs of these components, and not of the first.
     *
     * @param names as {@code tau} or {@code theta[3]}
     */
    public Report about(String... names) {
        return new Report(fit, title, List.of(names), priors, priorDraws, checks);
    }

    /**
     * Draws a prior beside the marginals of a variable.
     *
     * @param name of a variable, all components of which have this prior, or of a component
     * @param law its parameters known
     * @throws IllegalArgumentException if there is no such variable or component, with the nearest name that there is
     */
    public Report prior(String name, Continuous law) {
        Set<String> names = new LinkedHashSet<>();
        for (Variable variable : Variables.of(fit.target()).list()) {
            names.add(variable.name());
        }
        names.addAll(Variables.of(fit.target()).componentNames());
        if (!names.contains(name)) {
            throw NearestName.unknown("variable", name, names);
        }
        Map<String, Continuous> more = new LinkedHashMap<>(priors);
        more.put(name, law);
        return new Report(fit, title, components, more, priorDraws, checks);
    }

    /** Draws the prior beside every marginal, estimated from its draws; what they do not name stays without. */
    public Report prior(Draws draws) {
        return new Report(fit, title, components, priors, Optional.of(draws), checks);
    }

    /**
     * Adds a posterior predictive check.
     *
     * @param name of the data
     * @param observed n numbers
     * @param replicated what the fitted model would have made instead, each of n numbers
     */
    public Report predictive(String name, double[] observed, double[][] replicated) {
        List<Plot> more = new ArrayList<>(checks);
        more.add(PredictivePlot.of(name, observed, replicated));
        return new Report(fit, title, components, priors, priorDraws, List.copyOf(more));
    }

    /** Makes the page. */
    public Page page() {
        Summary summary = fit.summary();
        Draws draws = fit.draws(DRAWS);
        List<String> shown = components.isEmpty() ? varying(draws) : components;
        Page page = Page.titled(title);
        page.show(summary);

        page.heading("The ELBO");
        page.prose(evidence());
        if (fit.origin().trace().size() > 0) {
            page.picture(Picture.of(TracePlot.of(fit)).sized(620, 360));
        }

        page.heading("Marginals");
        if (!shown.isEmpty()) {
            List<String> first = shown.subList(0, Math.min(MARGINALS, shown.size()));
            List<Plot> plots = first.stream().map(name -> marginal(name, draws)).toList();
            page.panels(Picture.grid(1, plots).sized(340, 280));
            if (first.size() < shown.size() && components.isEmpty()) {
                page.note(
                        "The first " + first.size() + " of " + shown.size() + " components; about(…) chooses others.");
            }
            page.picture(Picture.of(ForestPlot.of("", some(summary)))
                    .sized(620, 90 + 20 * some(summary).size()));
        }
        if (shown.size() >= 2) {
            page.heading("Pairs");
            List<String> some = shown.subList(0, Math.min(PAIRS, shown.size()));
            page.picture(Pairs.of(draws, some.toArray(new String[0])));
        }
        addWeights(page);
        addChecks(page);
        page.heading("How far to trust it");
        page.note(SummaryHtml.howItCameAbout(fit));
        fit.verdict()
                .ifPresentOrElse(
                        page::verdict,
                        () -> page.prose(
                                "The algorithm does not judge its own work: see k-hat above, or take the default fit."));
        return page;
    }

    /**
     * Writes the page.
     *
     * @param file replaced; its folder is made where there is none
     * @return the file
     */
    public Path write(Path file) {
        Page.requireNoDirectory(file);
        return page().write(file);
    }

    private static List<Summary.Row> some(Summary summary) {
        List<Summary.Row> rows =
                summary.rows().stream().filter(row -> row.sd() > 0).toList();
        return rows.subList(0, Math.min(40, rows.size()));
    }

    /** Components of quantities whose draws differ. */
    private static List<String> varying(Draws draws) {
        List<String> names = new ArrayList<>();
        for (Variable variable : draws.variables()) {
            for (int k = 0; k < variable.size() && variable.role() == Variable.Role.QUANTITY; k++) {
                String name = variable.componentName(k);
                double[] values = draws.of(name);
                boolean varies = false;
                for (double value : values) {
                    varies |= value != values[0];
                }
                if (varies) {
                    names.add(name);
                }
            }
            if (names.size() > 200) {
                break;
            }
        }
        return names;
    }

    private Plot marginal(String name, Draws draws) {
        MarginalPlot plot = MarginalPlot.of(name, draws);
        String variable = name.replaceFirst("\\[.*", "");
        Continuous law = priors.getOrDefault(name, priors.get(variable));
        if (law != null) {
            return plot.prior(law).plot();
        }
        if (priorDraws.isPresent() && priorDraws.get().components().contains(name)) {
            return plot.prior(priorDraws.get().of(name)).plot();
        }
        return plot.plot();
    }

    /** What is known of the log evidence. */
    private String evidence() {
        StringBuilder text = new StringBuilder();
        if (!Double.isNaN(fit.elbo().value())) {
            text.append("The ELBO at the end is ")
                    .append(fit.elbo())
                    .append(" nats, a lower bound of the log evidence. ");
        }
        if (fit.verdict().isPresent()) {
            Diagnosis diagnosis = fit.verdict().get().diagnosis();
            text.append(String.format(
                    Locale.US,
                    "By importance weights the log evidence is %s, between an importance-weighted lower bound of %.3f and a χ²"
                            + " upper bound of %.3f.",
                    diagnosis.logEvidence(),
                    diagnosis.lowerBound(),
                    diagnosis.upperBound()));
        } else {
            EvidenceInterval interval = fit.evidenceInterval();
            text.append("Importance weights bound the log evidence: ")
                    .append(interval)
                    .append('.');
        }
        return text.toString();
    }

    private void addChecks(Page page) {
        Optional<Replications> model = checks.isEmpty() ? Replications.ifAny(fit) : Optional.empty();
        if (!checks.isEmpty()) {
            page.heading("Posterior predictive checks");
            page.panels(Picture.grid(1, checks));
        } else if (model.isPresent()) {
            page.heading("Posterior predictive checks");
            PredictiveHtml.add(page, model.get());
        }
    }

    private void addWeights(Page page) {
        WeightedDraws posterior = fit.weighted();
        page.heading("Importance weights");
        page.text(posterior.toString());
        page.picture(Picture.of(KHatPlot.of(posterior)).sized(620, 340));
        DiagnosticsHtml.add(page, fit.diagnostics());
    }
}
