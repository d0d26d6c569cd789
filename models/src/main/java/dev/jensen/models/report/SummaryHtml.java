package dev.jensen.models.report;

import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A summary on a page: the verdict, how the fit came about, and the table, long ones in part behind a fold. */
final class SummaryHtml {
    private static final int SHOWN = 24;

    private SummaryHtml() {}

    static Page add(Page page, Summary summary) {
        summary.fit().flatMap(Fit::verdict).ifPresent(page::verdict);
        summary.fit()
                .ifPresentOrElse(
                        fit -> page.note(howItCameAbout(fit)),
                        () -> page.note(String.format(Locale.US, "%,d draws.", summary.draws())));
        return addTable(page, summary);
    }

    static Page addTable(Page page, Summary summary) {
        List<Summary.Row> rows = summary.rows();
        Grid first = grid(rows.subList(0, Math.min(SHOWN, rows.size())));
        page.table(first);
        if (rows.size() > SHOWN) {
            page.add("<details><summary>" + (rows.size() - SHOWN) + " more</summary>");
            page.table(grid(rows.subList(SHOWN, rows.size())));
            page.add("</details>");
        }
        return page;
    }

    static String howItCameAbout(Fit fit) {
        return fit.origin().method() + ", " + fit.family() + ", seed "
                + fit.origin().seed() + ". "
                + (Double.isNaN(fit.elbo().value()) ? "No ELBO" : "ELBO " + fit.elbo() + " nats")
                + fit.origin().other().map(loss -> ", minimised " + loss).orElse("") + ", "
                + fit.origin().describeEnding() + ".";
    }

    private static Grid grid(List<Summary.Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(row.cells()));
        return new Grid(List.of("", "mean", "sd", "5%", "25%", "50%", "75%", "95%", "mcse"), cells);
    }
}
