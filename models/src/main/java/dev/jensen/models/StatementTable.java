package dev.jensen.models;

import dev.jensen.core.density.Variable;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.expr.KnownValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A model as text, one statement a line. */
final class StatementTable {
    private static final List<String> HEAD = List.of("", "name", "plate", "shape", "is", "needs");

    private StatementTable() {}

    static String of(String model, List<Site> sites, Dependencies needs) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        for (Site site : sites) {
            lines.add(line(site, String.join(", ", needs.of(site.name()))));
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int k = 0; k < widths.length; k++) {
                widths[k] = Math.max(widths[k], line.get(k).length());
            }
        }
        StringBuilder text = new StringBuilder("model \"" + model + "\"\n\n");
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int k = 0; k < widths.length; k++) {
                row.append(line.get(k))
                        .append(" ".repeat(widths[k] - line.get(k).length() + 2));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> line(Site site, String needs) {
        if (site instanceof Site.Rows rows) {
            boolean labelled = !rows.rows().labels().isEmpty();
            String count = String.format(Locale.US, "%,d rows", rows.rows().count());
            return List.of("plate", site.name(), "", "", count + (labelled ? " with labels" : ""), "");
        } else if (site instanceof Site.Known known) {
            var plate = known.value().shape().plate();
            return List.of("data", site.name(), plate == null ? "" : plate.name(), "", "", "");
        } else if (site instanceof Site.Pointer pointer) {
            return List.of("index", site.name(), pointer.column().plate().name(), "", "a row of " + pointer.of(), "");
        } else if (site instanceof Site.Term) {
            return List.of("factor", site.name(), "", "", "a term of the log density", needs);
        } else if (site instanceof Site.Encoder encoder) {
            return List.of(
                    "encoder", site.name(), "", "", "the law of " + encoder.of().name() + " given a row", needs);
        } else if (site instanceof Site.Latent latent) {
            boolean centred = latent.ofCoordinate() == latent.law();
            return line("latent", latent.variable(), law(latent.law()) + (centred ? "" : ", non-centred"), needs);
        } else if (site instanceof Site.Amortised latent) {
            return line("latent", latent.variable(), law(latent.law()) + ", amortised", needs);
        } else if (site instanceof Site.Point point) {
            return line("parameter", point.variable(), point.support().toString(), needs);
        } else if (site instanceof Site.Choice choice) {
            Distribution law = choice.law();
            String is = law == null ? "Markov chain of " + choice.latent().outcomes() + " states" : law(law);
            return line("latent", choice.variable(), is, needs);
        } else if (site instanceof Site.Outcome outcome) {
            return line("observed", outcome.variable(), law(outcome.law()), needs);
        } else if (site instanceof Site.Derived derived) {
            return line("derived", derived.variable(), "a function", needs);
        }
        throw new IllegalStateException(site.toString());
    }

    private static List<String> line(String kind, Variable variable, String is, String needs) {
        String plate = variable.rows().map(Variable.Rows::plate).orElse("");
        String shape = variable.inner().isEmpty() ? "" : variable.inner().toString();
        return List.of(kind, variable.name(), plate, shape, is, needs);
    }

    /** A law with its parameters: numbers where they are, else dots. */
    static String law(Distribution law) {
        List<String> parameters = new ArrayList<>();
        for (Parameter parameter : law.parameters()) {
            KnownValues values = KnownValues.of(parameter.value());
            boolean one = values != null && !values.hasRows() && values.elements() == 1;
            String value = one && values != null ? number(values.at(0, 0)) : values != null ? "data" : "·";
            parameters.add(parameter.name() + " " + value);
        }
        return law.name() + "(" + String.join(", ", parameters) + ")";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString((long) value)
                : String.format(Locale.US, "%.4g", value);
    }
}
