package dev.jensen.benchmarks.referee;

import dev.jensen.core.diagnostic.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether ELBOs stay below the log evidence, as Jensen's inequality has it: one that does not is the ELBO of another density, or a
 * wrong one. Both are estimates, so that up to 3 standard errors of their difference are granted.
 */
final class EvidenceBound {
    private static final double GRANTED = 3; // standard errors
    private static final double LEAST_ERROR = 1e-3; // nats: the digits that are stored

    private final List<String> violations = new ArrayList<>();
    private int seen;
    private double greatest = Double.NEGATIVE_INFINITY;

    /**
     * Looks at a fit.
     *
     * @return by how many standard errors the ELBO is above the log evidence, negative below it; NaN where that is unknown
     */
    double above(Reference reference, String fit, Estimate elbo) {
        double evidence = reference.optimum().number("log_evidence", Double.NaN);
        double error = reference.optimum().number("log_evidence_se", 0);
        double ofElbo = Double.isNaN(elbo.standardError()) ? 0 : elbo.standardError();
        double above = (elbo.value() - evidence) / Math.max(LEAST_ERROR, Math.hypot(error, ofElbo));
        if (Double.isNaN(above)) {
            return above;
        }
        seen++;
        greatest = Math.max(greatest, above);
        if (above > GRANTED) {
            violations.add(String.format(
                    Locale.ROOT,
                    "%s, %s: ELBO %.3f ± %.3f above the log evidence %.3f ± %.3f",
                    reference.name(),
                    fit,
                    elbo.value(),
                    elbo.standardError(),
                    evidence,
                    error));
        }
        return above;
    }

    boolean holds() {
        return violations.isEmpty();
    }

    /** Says how it went; nothing where no log evidence was known. */
    Optional<String> report() {
        if (seen == 0) {
            return Optional.empty();
        }
        String text = String.format(
                Locale.ROOT,
                "The ELBO is more than 3 standard errors above the log evidence in %d of %d fits; the highest is %+.1f.",
                violations.size(),
                seen,
                greatest);
        return Optional.of(String.join(System.lineSeparator(), text, String.join(System.lineSeparator(), violations))
                .strip());
    }
}
