package dev.jensen.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a lesson tells, its pictures drawn into the build's folder. */
final class Story {
    static final Path PICTURES = Path.of("target/test-pictures");

    private Story() {}

    /** Told to its end. */
    static String of(Lesson lesson) {
        return of(lesson, false);
    }

    /** Told to its end, or as far as a reader gets who has cancelled before. */
    static String of(Lesson lesson, boolean cancelled) {
        var bytes = new ByteArrayOutputStream();
        lesson.tell(Notebook.on(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> cancelled, PICTURES));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
