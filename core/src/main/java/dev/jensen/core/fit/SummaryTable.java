package dev.jensen.core.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A summary as text, in columns; of a long variable the first components only, of many variables the first. */
final class SummaryTable {

    private static final int SHOWN = 12;
    private static final int LINES = 100;
    private static final double POINT =
            1e-6; // a standard deviation, relative to the mean, that is a rounding error of weights
    private static final int MOST_DECIMALS = 8;
    private static final double SMALL = 1e-3; // below which a number of many decimals is written with an exponent
    private static final List<String> HEAD = List.of("", "mean", "sd", "5%", "25%", "50%", "75%", "95%", "mcse");

    /** What a verdict of q begins with where draws are weighted that it did not judge. */
    private static final String ITSELF = "q itself, before these weights: ";

    private SummaryTable() {}

    static String of(Summary summary, String remark, Map<String, List<Summary.Row>> parts) {
        StringBuilder text = new StringBuilder();
        summary.fit()
                .ifPresentOrElse(
                        fit -> head(text, fit, remark),
                        () -> text.append(String.format(Locale.US, "%,d draws\n\n", summary.draws())));
        List<List<String>> lines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        lines.add(HEAD);
        notes.add("");
        int variables = 0;
        for (Map.Entry<String, List<Summary.Row>> part : parts.entrySet()) {
            if (lines.size() > LINES) {
                break;
            }
            variables++;
            List<Summary.Row> rows = part.getValue();
            for (Summary.Row row : rows.subList(0, Math.min(SHOWN, rows.size()))) {
                lines.add(row.cells());
                notes.add("");
            }
            if (rows.size() > SHOWN) {
                notes.set(
                        notes.size() - 1,
                        "  … " + (rows.size() - SHOWN) + " more: summary().rows(\"" + part.getKey() + "\")");
            }
        }
        append(text, lines, notes);
        if (variables < parts.size()) {
            String next = parts.keySet().stream().skip(variables).findFirst().orElseThrow();
            text.append("… ")
                    .append(parts.size() - variables)
                    .append(" more variables: summary().only(\"")
                    .append(next)
                    .append("\", …), or all by summary().rows()\n");
        }
        summary.fit()
                .ifPresent(fit -> fit.verdict()
                        .ifPresent(verdict -> text.append('\n')
                                .append(isOfFamilyAlone(fit, remark) ? ITSELF : "")
                                .append(verdict.word())
                                .append(": ")
                                .append(verdict.reason())
                                .append('\n')));
        return text.toString();
    }

    /** Whether the verdict judges q, and the table shows weighted draws. */
    private static boolean isOfFamilyAlone(Fit fit, String remark) {
        return !remark.isEmpty() && !fit.isWeighted();
    }

    private static void head(StringBuilder text, Fit fit, String remark) {
        fit.verdict()
                .ifPresent(verdict -> text.append(
                                isOfFamilyAlone(fit, remark)
                                        ? ITSELF + verdict.word() + ": " + verdict.reason() + "\n" + verdict.diagnosis()
                                        : verdict.describe())
                        .append("\n\n"));
        text.append(fit.origin().method())
                .append(", ")
                .append(fit.family())
                .append(", seed ")
                .append(fit.origin().seed());
        text.append("\n")
                .append(Double.isNaN(fit.elbo().value()) ? "no ELBO, " : "ELBO " + fit.elbo() + " nats, ")
                .append(fit.origin()
                        .other()
                        .map(loss -> "minimised " + loss + ", ")
                        .orElse(""))
                .append(fit.origin().describeEnding())
                .append(remark.isEmpty() ? "\n\n" : "\n" + remark + "\n\n");
    }

    private static void append(StringBuilder text, List<List<String>> lines, List<String> notes) {
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int k = 0; k < widths.length; k++) {
                widths[k] = Math.max(widths[k], line.get(k).length());
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            text.append(line.get(0)).append(" ".repeat(widths[0] - line.get(0).length()));
            for (int k = 1; k < widths.length; k++) {
                text.append(" ".repeat(2 + widths[k] - line.get(k).length())).append(line.get(k));
            }
            text.append(notes.get(i)).append('\n');
        }
    }

    /** Writes a component's numbers to the third significant digit of its standard deviation; of a point its value alone. */
    static List<String> cells(Summary.Row row) {
        if (row.q5() == row.q95() && row.sd() <= POINT * Math.abs(row.mean())) {
            String value = number(row.mean(), decimals(Math.abs(row.mean()), 4));
            return List.of(row.name(), value, "", "", "", "", "", "", "");
        }
        int decimals = decimals(row.sd(), 3);
        return List.of(
                row.name(),
                number(row.mean(), decimals),
                number(row.sd(), decimals),
                number(row.q5(), decimals),
                number(row.q25(), decimals),
                number(row.median(), decimals),
                number(row.q75(), decimals),
                number(row.q95(), decimals),
                number(row.mcse(), decimals(row.mcse(), 2)));
    }

    private static int decimals(double scale, int digits) {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            return digits;
        }
        return Math.max(0, digits - 1 - (int) Math.floor(Math.log10(scale)));
    }

    private static String number(double value, int decimals) {
        boolean plain = (decimals <= MOST_DECIMALS || Math.abs(value) >= SMALL) && Math.abs(value) < 1e9;
        return String.format(Locale.US, plain ? "%." + Math.min(decimals, MOST_DECIMALS) + "f" : "%.3e", value);
    }
}
