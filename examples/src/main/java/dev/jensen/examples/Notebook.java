package dev.jensen.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What a lesson writes on: headings, prose, results, and checks of them. Used by one thread. */
public final class Notebook {
    private final PrintStream out;
    private final BooleanSupplier cancel;

    private Notebook(PrintStream out, BooleanSupplier cancel) {
        this.out = out;
        this.cancel = cancel;
    }

    /**
     * Writes to a stream.
     *
     * @param cancel becomes true when the reader has seen enough
     */
    public static Notebook on(PrintStream out, BooleanSupplier cancel) {
        return new Notebook(out, cancel);
    }

    /**
     * Writes to the standard output, in UTF-8 whatever the locale.
     *
     * @param cancel becomes true when the reader has seen enough
     */
    public static Notebook terminal(BooleanSupplier cancel) {
        return on(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8), cancel);
    }

    /** Whether the reader has seen enough: a fit should end with the best so far, and the lesson after it. */
    public boolean cancelled() {
        return cancel.getAsBoolean();
    }

    /** Begins a lesson or a part of it. */
    public void heading(String text) {
        out.println();
        out.println(text);
        out.println("=".repeat(text.length()));
    }

    /** Writes a paragraph. */
    public void say(String prose) {
        out.println();
        out.println(prose.stripTrailing());
    }

    /** Writes a paragraph with values in it, as {@link String#format} does. */
    public void say(String format, Object... values) {
        say(String.format(Locale.ROOT, format, values));
    }

    /** Writes a line of a table, as {@link String#format} does. */
    public void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** Shows a result: a table, a fit, whatever prints well. */
    public void show(Object result) {
        say(result.toString());
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
        out.println("  right: " + verdict);
    }
}
