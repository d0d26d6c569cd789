package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.algorithm.McmcCheck;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.ChainAgreement;
import dev.jensen.core.diagnostic.ModelComparison;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.report.Report;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictiveCheckTest {
    /** Counts with more zeros than a Poisson law has. */
    private static final double[] COUNTS = {0, 0, 0, 0, 0, 0, 0, 0, 5, 7, 6, 9, 4, 8, 6, 5, 7, 6, 4, 5};

    private static Fit counts() {
        return Model.of("counts", m -> {
                    var row = m.plate("row", COUNTS.length);
                    m.observe("n", Poisson.of(m.latent("rate", Gamma.of(1, 1))), COUNTS, row);
                })
                .fitting()
                .fullRank()
                .fit();
    }

    @Test
    void zerosThatTheModelDoesNotMakeAreFound() {
        Replications replications = Replications.of(counts());
        PredictiveCheck check = replications.check();
        PredictiveCheck.Row zeros = check.row("n", "share of zeros");
        assertEquals(0.4, zeros.observed());
        assertTrue(zeros.isOdd() && zeros.tail() < 0.01, check::toString);
        assertFalse(check.row("n", "mean").isOdd(), check::toString);
        assertTrue(check.toString().contains("NOT what the model makes"), check::toString);
        assertEquals(1000, replications.replicated("n").length);
    }

    /** The p-value of a mean under a normal with known moments, in closed form: y_rep's mean is Normal(m, √(v + 1/n)). */
    @Test
    void tailProbabilitiesAreThoseOfTheClosedForm() {
        double[] y = {1.5, 2.5, 2.0, 3.0};
        Fit fit = Model.of("known", m -> {
                    var row = m.plate("row", 4);
                    m.observe("y", Normal.of(m.latent("mu", Normal.of(0, 1)), 1), y, row);
                })
                .fit();
        PredictiveCheck.Row mean = Replications.of(fit, 4000, 3)
                .check(
                        TestQuantity.MEAN,
                        new TestQuantity(
                                "above 2",
                                v -> Arrays.stream(v).filter(x -> x > 2).count()))
                .row("y", "mean");
        // the posterior is Normal(9/5, 1/√5): (2.25 − 1.8) / √(1/5 + 1/4) = 0.6708, P(Z > 0.6708) = 0.25117
        assertEquals(0.25117, mean.tail(), 4 * Math.sqrt(0.25 * 0.75 / 4000)); // 4 standard errors
        assertEquals(1.8, mean.mean(), 4 * Math.sqrt(0.45 / 4000));
    }

    @Test
    void theReportShowsThem() {
        String html = Report.of(counts()).page().html();
        assertTrue(html.contains("Posterior predictive checks"));
        assertTrue(html.contains("share of zeros"));
        assertTrue(html.contains("Not what the model makes: "));
    }

    @Test
    void modelsAreComparedByTheirFits() {
        Fit wrong = Model.of("normal", m -> {
                    var row = m.plate("row", COUNTS.length);
                    var mu = m.latent("mu", Normal.of(0, 10));
                    m.observe("n", Normal.of(mu, m.latent("sd", Gamma.of(2, 1))), COUNTS, row);
                })
                .fit();
        ModelComparison comparison = ModelComparison.of(
                Map.of("poisson", Pointwise.leaveOneOut(counts()), "normal", Pointwise.leaveOneOut(wrong)));
        assertEquals("normal", comparison.rows().get(0).name(), comparison::toString);
        assertTrue(comparison.row("poisson").difference().value() < -5, comparison::toString);
        assertEquals(
                COUNTS.length, comparison.rows().get(0).accuracy().pointwise().size());
    }

    /** Of posteriordb's reference draws eight_schools-eight_schools_noncentered: means, standard deviations and their errors. */
    @Test
    void shortChainsOfEightSchoolsAreRight() {
        ChainAgreement agreement =
                McmcCheck.of(EightSchools.model().fit()).chains(4).run();
        assertTrue(agreement.haveMixed(), agreement::toString);
        assertTrue(agreement.atLeast() < 0.1, agreement::toString);
        assertNear(4.410518337, 3.309296477, agreement.row("mu"));
        assertNear(3.602059524, 3.198477671, agreement.row("tau"));
        assertNear(6.150502293, 5.615863419, agreement.row("theta[A]"));
    }

    /** Within 4 standard errors by the chains' effective sample size; of standard deviations within 15 %. */
    private static void assertNear(double mean, double sd, ChainAgreement.Row row) {
        assertEquals(mean, row.mean(), 4 * sd / Math.sqrt(row.sampleSize()));
        assertEquals(0, Math.log(row.sd() / sd), 0.15);
    }

    @Test
    void badInputIsNamed() {
        Fit none = DefaultFit.of(LogDensity.of(1, z -> z.square().sum().times(-1)))
                .fullRank()
                .fit();
        assertMessage("not stated as a model", () -> Replications.of(none));
        assertMessage("needs a fit of a model", () -> Pointwise.leaveOneOut(none));
        Replications replications = Replications.of(counts());
        assertMessage("\"m\"", () -> replications.observed("m"));
        assertMessage("at least one test quantity", () -> replications.check(new TestQuantity[0]));
        assertMessage("\"odd\" of \"n\"", () -> replications.check(new TestQuantity("odd", y -> Double.NaN)));
        assertTrue(Replications.ifAny(none).isEmpty());
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable bad) {
        String message = assertThrows(IllegalArgumentException.class, bad).getMessage();
        assertTrue(message.contains(part), message);
    }
}
