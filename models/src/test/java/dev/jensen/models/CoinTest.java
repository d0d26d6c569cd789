package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.models.ready.Regression;
import org.junit.jupiter.api.Test;

class CoinTest {
    /** One head of twelve, a flat prior: Beta(2, 12), whose weights are even but for a few at the ends. */
    @Test
    void theSummaryDoesNotContradictTheVerdict() {
        Fit fit = Model.of("coin", m -> m.observe("heads", Binomial.of(12, m.latent("p", Beta.of(1, 1))), 1))
                .fit();
        assertTrue(fit.verdict().orElseThrow() instanceof Verdict.Reliable, fit.summary()::toString);
        assertFalse(fit.summary().toString().contains("TRUST NEITHER"), fit.summary()::toString);
        assertEquals(2.0 / 14, fit.summary().row("p").mean(), 0.002);
    }

    /** Four points on a line, three unknowns: a large k-hat that the verdict overrules. */
    @Test
    void norWhereTheVerdictOverrulesALargeKHat() {
        Data data = Data.of("x", 2, 4, 7, 4).and("y", 1, 2, 3, 4);
        Fit fit = Regression.linear(data, "y").on("x").fit();
        assertTrue(
                fit.verdict().orElseThrow().reason().contains("is that of a few equal ends"), fit.summary()::toString);
        assertFalse(fit.summary().toString().contains("TRUST NEITHER"), fit.summary()::toString);
    }
}
