package dev.jensen.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What can be said of a model before it is fitted, made by {@link Model#check}: what looks like a mistake, the model as a table, and as a
 * plate diagram. Prints as the table with the findings below it.
 *
 * @param findings what looks like a mistake; empty if nothing does
 * @param table the model, one statement a line
 * @param diagram the model as a plate diagram: an SVG document. Circles are latent, shaded ones observed, dashed ones derived; a
 *     small box is data, a filled square a free factor; arrows go from what is needed to what needs it; a frame is a plate, inside another
 *     where it is nested, and overlapping where it is crossed
 */
public record ModelCheck(List<Finding> findings, String table, String diagram) {

    /** What looks like a mistake. */
    public enum Kind {
        /** A latent on which no observation and no factor depends, so that its posterior is its prior. */
        UNUSED_LATENT,
        /** Data that no statement needs. */
        UNUSED_DATA,
        /** Parts of the model that have nothing to do with each other. */
        DISCONNECTED,
        /** Observations that the prior predictive law gives less than a probability of 10⁻⁶. */
        SURPRISING_DATA,
        /** A prior that cannot be drawn from, so that its predictions were not looked at. */
        NOT_PREDICTED
    }

    /**
     * Something that looks like a mistake.
     *
     * @param name of the statement
     * @param message what it is, and what to do
     */
    public record Finding(Kind kind, String name, String message) {
        @Override
        public String toString() {
            return kind + " " + message;
        }
    }

    /** Copies the list. */
    public ModelCheck {
        findings = List.copyOf(findings);
    }

    /** Returns whether nothing looks like a mistake. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /**
     * Writes the plate diagram.
     *
     * @throws UncheckedIOException if that fails; the message names the file
     */
    public void write(Path svg) {
        try {
            Files.writeString(svg, diagram, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + svg.toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(table).append('\n');
        findings.forEach(finding -> text.append(finding).append('\n'));
        return findings.isEmpty()
                ? text.append("nothing looks like a mistake\n").toString()
                : text.toString();
    }
}
