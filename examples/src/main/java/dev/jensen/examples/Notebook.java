package dev.jensen.examples;

import dev.jensen.models.report.Grid;
import dev.jensen.models.report.Picture;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * What a lesson writes on: headings, prose, results, pictures, and checks of them. It goes to a stream at once, and is kept for the
 * {@link LessonPage}. Prose is Markdown; a paragraph with three blanks inside a line is in columns, and stays as it is. Used by one
 * thread.
 */
public final class Notebook {
    private final PrintStream out;
    private final BooleanSupplier cancel;
    private final Path pictures;
    private final List<Cell> cells = new ArrayList<>();

    private Notebook(PrintStream out, BooleanSupplier cancel, Path pictures) {
        this.out = out;
        this.cancel = cancel;
        this.pictures = pictures;
    }

    /**
     * Writes to a stream.
     *
     * @param cancel becomes true when the reader has seen enough
     * @param pictures the folder for pictures, made when the first is drawn
     */
    public static Notebook on(PrintStream out, BooleanSupplier cancel, Path pictures) {
        return new Notebook(out, cancel, pictures);
    }

    /**
     * Writes to the standard output, in UTF-8 whatever the locale.
     *
     * @param cancel becomes true when the reader has seen enough
     * @param pictures the folder for pictures, made when the first is drawn
     */
    public static Notebook terminal(BooleanSupplier cancel, Path pictures) {
        return on(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                cancel,
                pictures);
    }

    /** Whether the reader has seen enough: a fit should end with the best so far, and the lesson after it. */
    public boolean cancelled() {
        return cancel.getAsBoolean();
    }

    /** Returns what has been told so far. */
    List<Cell> cells() {
        return List.copyOf(cells);
    }

    /** The line of the lesson's {@code tell} that is being run. */
    private static int line() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> frame.getMethodName().equals("tell")
                                && Lesson.class.isAssignableFrom(frame.getDeclaringClass()))
                        .findFirst()
                        .map(StackWalker.StackFrame::getLineNumber)
                        .orElse(0));
    }

    /** Begins a lesson or a part of it. */
    public void heading(String text) {
        cells.add(new Cell.Heading(line(), text));
        out.println();
        out.println(text);
        out.println("=".repeat(text.length()));
    }

    /** Writes a paragraph. */
    public void say(String prose) {
        cells.add(new Cell.Prose(line(), prose));
        tell(prose);
    }

    private void tell(String prose) {
        out.println();
        out.println(prose.stripTrailing());
    }

    /** Writes a paragraph with values in it, as {@link String#format} does. */
    public void say(String format, Object... values) {
        say(String.format(Locale.ROOT, format, values));
    }

    /** Writes a line of a table, as {@link String#format} does. */
    public void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        cells.add(new Cell.Row(line(), line));
        out.println(line);
    }

    /** Shows a result: a table, a fit, whatever prints well. */
    public void show(Object result) {
        cells.add(new Cell.Result(line(), result));
        tell(result.toString());
    }

    /** Shows a table. */
    public void table(Grid grid) {
        show(grid);
    }

    /**
     * Draws a picture, as SVG and as PNG, and says where.
     *
     * @param name of the files, without their ending
     * @throws UncheckedIOException if they cannot be written
     */
    public void picture(String name, Picture picture) {
        cells.add(new Cell.Drawn(line(), name, picture));
        Path svg = picture.write(pictures.resolve(name + ".svg"));
        Path png = picture.write(pictures.resolve(name + ".png"));
        tell("The picture: " + svg + ", and " + png.getFileName() + " beside it.");
    }

    /**
     * Checks an answer and says so. After a cancel there is no answer to be checked.
     *
     * @param what is checked, as {@code "mean-field ELBO"}
     * @param value the answer
     * @param expected the right one
     * @param tolerance how far apart they may be
     * @throws AssertionError if they are further apart
     */
    public void check(String what, double value, double expected, double tolerance) {
        if (cancelled()) {
            return;
        }
        int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(tolerance))); // two digits of the tolerance
        String number = "%." + decimals + "f";
        String verdict = String.format(
                Locale.ROOT,
                "%s is " + number + ", expected " + number + " ± " + number,
                what,
                value,
                expected,
                tolerance);
        if (!(Math.abs(value - expected) <= tolerance)) {
            throw new AssertionError("wrong answer: " + verdict);
        }
        cells.add(new Cell.Right(line(), verdict));
        out.println("  right: " + verdict);
    }
}
