package dev.jensen.core.fit;

import java.nio.file.Path;

/** Writes a fit for people to read: the door through which {@link Fit#report} finds a room that draws. Found by the service loader. */
public interface Reporter {
    /**
     * Writes a report.
     *
     * @param fit what is reported
     * @param file replaced
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void report(Fit fit, Path file);
}
