package dev.jensen.models.report;

import dev.jensen.core.fit.Diagnostics;
import java.util.List;
import java.util.Locale;

/** Diagnostics on a page: the lines, and a table of how far importance weights move each component. */
final class DiagnosticsHtml {
    private static final int SHOWN = 24;

    private DiagnosticsHtml() {}

    static void add(Page page, Diagnostics diagnostics) {
        page.prose("How far q itself is off, in standard deviations by importance weights:");
        List<Diagnostics.Row> rows = diagnostics.rows();
        page.table(grid(rows.subList(0, Math.min(SHOWN, rows.size()))));
        if (rows.size() > SHOWN) {
            page.add("<details><summary>" + (rows.size() - SHOWN) + " more</summary>");
            page.table(grid(rows.subList(SHOWN, rows.size())));
            page.add("</details>");
        }
        diagnostics
                .residual()
                .ifPresent(r -> page.note(String.format(
                        Locale.US,
                        "Gradient residual %.3f for each coordinate in q's standard deviations, most along coordinate %d of ℝᵈ; gradient"
                                + " signal-to-noise of a draw %.3f.",
                        r.size(),
                        r.worst(),
                        r.signalToNoise())));
    }

    private static Grid grid(List<Diagnostics.Row> rows) {
        Grid grid = Grid.of("", "shift of mean", "log sd ratio", "mcse", "k-hat", "effective draws");
        for (Diagnostics.Row row : rows) {
            grid = grid.row(
                    row.name(),
                    number("%.2f", row.shift()),
                    number("%.2f", row.logRatio()),
                    number("%.3f", row.error()),
                    number("%.2f", row.kHat()),
                    number("%,.0f", row.sampleSize()));
        }
        return grid;
    }

    private static String number(String format, double value) {
        return String.format(Locale.US, format, value);
    }
}
