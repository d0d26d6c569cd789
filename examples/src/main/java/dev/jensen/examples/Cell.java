package dev.jensen.examples;

import dev.jensen.models.report.Picture;

/** One thing that a lesson has told, with the line of its {@code tell} that told it; what a page is made of. */
sealed interface Cell {
    /** The line of the lesson's source, 0 where nobody knows. */
    int line();

    /** The beginning of a part. */
    record Heading(int line, String text) implements Cell {}

    /** Paragraphs, or text in columns. */
    record Prose(int line, String text) implements Cell {}

    /** A line of a table. */
    record Row(int line, String text) implements Cell {}

    /** Whatever was shown. */
    record Result(int line, Object value) implements Cell {}

    /** A picture. */
    record Drawn(int line, String name, Picture picture) implements Cell {}

    /** An answer that was right. */
    record Right(int line, String answer) implements Cell {}
}
