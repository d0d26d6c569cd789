package dev.jensen.models.report;

import dev.jensen.optim.Listener;
import dev.jensen.optim.Progress;
import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/**
 * Shows a fit on its way, on one line of the terminal: steps, time, and what the last steps say: the ELBO with its standard error,
 * the gradient's signal-to-noise ratio, R-hat, and how long it may take at most where there is a limit. Shows nothing where the output is not a terminal.
 *
 * <pre>{@code
 * try (var progress = TerminalProgress.of("eight schools")) {
 *     fit = model.fitting().listen(progress).fit();
 * }
 * }</pre>
 *
 * Used by one fit at a time.
 */
public final class TerminalProgress implements Listener, AutoCloseable {
    private static final int WIDTH = 100;
    private static final int REFRESH_MILLIS = 100;

    private final Optional<ProgressBar> bar;
    private final RecentSteps seen = new RecentSteps();
    private long shownAt = -REFRESH_MILLIS * 1_000_000L;

    private TerminalProgress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /**
     * Shows progress on the standard error, where it is a terminal.
     *
     * @param task what is being done
     */
    public static TerminalProgress of(String task) {
        return isTerminal() ? on(System.err, task) : silent();
    }

    /** Shows nothing. */
    public static TerminalProgress silent() {
        return new TerminalProgress(Optional.empty());
    }

    /**
     * Shows progress on a stream, whatever it is.
     *
     * @param stream which
     * @param task what is being done
     */
    public static TerminalProgress on(PrintStream stream, String task) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(-1) // nobody knows how many steps it will take
                .setRenderer(TerminalProgress::line)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(stream, WIDTH))
                .build();
        return new TerminalProgress(Optional.of(bar));
    }

    /** No share of the whole, which nobody knows before a fit has converged: the steps, the time, and the ELBO. */
    private static String line(ProgressState progress, int width) {
        long seconds = progress.getElapsedAfterStart().toSeconds();
        String line = String.format(
                Locale.US,
                "%s  %,d steps  %d:%02d:%02d %s",
                progress.getTaskName(),
                progress.getCurrent(),
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                progress.getExtraMessage());
        return line.length() > width ? line.substring(0, width) : line;
    }

    /** Whether both ends of the JVM are a terminal; from JDK 22 on there is a console even where they are not. */
    @SuppressWarnings("SystemConsoleNull") // that is what the rest of it is for
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    @Override
    public void step(Progress progress) {
        if (bar.isEmpty()) {
            return;
        }
        seen.add(progress);
        if (progress.elapsedNanos() - shownAt < REFRESH_MILLIS * 1_000_000L) {
            return;
        }
        shownAt = progress.elapsedNanos();
        bar.get().stepTo(progress.step());
        bar.get().setExtraMessage(seen.describe(progress));
    }

    /** Clears the line. */
    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
