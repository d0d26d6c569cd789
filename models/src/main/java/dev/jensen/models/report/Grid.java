package dev.jensen.models.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table: a head, and rows of as many cells. It prints in columns, and a {@link Page} shows it as a table. Columns of numbers
 * stand to the right. Immutable.
 *
 * <pre>{@code
 * Grid.of("team", "attack", "defence").row("Wales", 0.21, -0.34).row("Italy", -0.42, 0.53)
 * }</pre>
 *
 * @param head a name for each column, empty for none
 * @param rows each as long as the head
 */
public record Grid(List<String> head, List<List<String>> rows) {

    /** Checks that the rows are as long as the head. */
    public Grid {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != head.size()) {
                throw new IllegalArgumentException("row " + i + " has "
                        + rows.get(i).size() + " cells, but the table has " + head.size() + " columns: " + head);
            }
        }
    }

    /** Begins a table with nothing in it. */
    public static Grid of(String... head) {
        return new Grid(List.of(head), List.of());
    }

    /**
     * Returns the table with another row.
     *
     * @param cells as many as there are columns: numbers with a fraction are written with three decimals or three digits, and everything else as it prints
     * @throws IllegalArgumentException if there are too few or too many
     */
    public Grid row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Double number ? written(number) : cell.toString());
        }
        List<List<String>> more = new ArrayList<>(rows);
        more.add(row);
        return new Grid(head, more);
    }

    private static String written(double number) {
        double size = Math.abs(number);
        if (size != 0 && (size < 0.01 || size >= 1e6)) {
            return String.format(Locale.US, "%.3g", number);
        }
        return String.format(Locale.US, size < 100 ? "%.3f" : "%,.1f", number);
    }

    /** Whether a column holds numbers only, or nothing. */
    boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream()
                        .allMatch(row -> row.get(column).matches("|[-−+]?[0-9][-+0-9.,eE%±  ]*|NaN|[-−]?Infinity"));
    }

    /** Returns the table in columns, a line for each row. */
    @Override
    public String toString() {
        int[] widths = new int[head.size()];
        for (int k = 0; k < widths.length; k++) {
            int column = k;
            widths[k] = Math.max(
                    length(head.get(k)),
                    rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
        }
        StringBuilder text = new StringBuilder(line(head, widths));
        rows.forEach(row -> text.append('\n').append(line(row, widths)));
        return text.toString();
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < widths.length; k++) {
            String air = " ".repeat(widths[k] - length(cells.get(k)));
            line.append(k == 0 ? "" : "   ").append(isNumeric(k) ? air + cells.get(k) : cells.get(k) + air);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The table as an HTML element. */
    String html() {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table><thead>");
        html.append(htmlRow(head, "th")).append("</thead><tbody>");
        rows.forEach(row -> html.append(htmlRow(row, "td")));
        return html.append("</tbody></table></div>").toString();
    }

    private String htmlRow(List<String> cells, String tag) {
        StringBuilder html = new StringBuilder("<tr>");
        for (int k = 0; k < cells.size(); k++) {
            html.append('<').append(tag).append(isNumeric(k) ? " class=\"r\">" : ">");
            html.append(Markup.escaped(cells.get(k))).append("</").append(tag).append('>');
        }
        return html.append("</tr>\n").toString();
    }
}
