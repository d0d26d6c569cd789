package dev.jensen.models.report;

import dev.jensen.models.PredictiveCheck;
import dev.jensen.models.Replications;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Posterior predictive checks of a model's observations on a page: the table of test quantities, and plots of each observation. */
final class PredictiveHtml {
    private static final int MOST = 4; // observations

    private PredictiveHtml() {}

    static void add(Page page, Replications replications) {
        List<List<String>> rows = new ArrayList<>();
        PredictiveCheck check = replications.check();
        for (PredictiveCheck.Row row : check.rows()) {
            rows.add(List.of(
                    row.observation(),
                    row.quantity(),
                    number(row.observed()),
                    number(row.mean()),
                    number(row.q5()),
                    number(row.q95()),
                    String.format(Locale.US, "%.3f", row.tail())));
        }
        page.table(new Grid(List.of("", "quantity", "data", "replications", "5%", "95%", "p-value"), rows));
        if (!check.odd().isEmpty()) {
            page.prose("Not what the model makes: "
                    + String.join(
                            ", ",
                            check.odd().stream()
                                    .map(row -> row.quantity() + " of " + row.observation())
                                    .toList())
                    + ".");
        }
        List<Plot> plots = new ArrayList<>();
        for (String name : replications
                .names()
                .subList(0, Math.min(MOST, replications.names().size()))) {
            double[] observed = replications.observed(name);
            if (observed.length >= 2) {
                plots.addAll(PredictivePlot.suitable(name, observed, replications.replicated(name)));
            }
        }
        if (!plots.isEmpty()) {
            page.panels(Picture.grid(1, plots));
        }
    }

    private static String number(double value) {
        return String.format(Locale.US, "%.4g", value);
    }
}
