package dev.jensen.models.report;

import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Reporter;
import java.nio.file.Path;

/** Writes {@code fit.report(file)}; found by the service loader. */
public final class HtmlReporter implements Reporter {

    /** For the service loader. */
    public HtmlReporter() {}

    @Override
    public void report(Fit fit, Path file) {
        Report.of(fit).write(file);
    }
}
