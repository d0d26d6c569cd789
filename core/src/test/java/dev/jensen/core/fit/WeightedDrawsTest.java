package dev.jensen.core.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Variable;
import dev.jensen.core.family.MeanFieldGaussian;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeightedDrawsTest {
    private static final MeanFieldGaussian NORMAL = MeanFieldGaussian.of(1);

    /** A Gumbel law, skewed: mean γ, variance π²/6, quantiles −log(−log p); times e³. */
    private static final LogDensity GUMBEL = LogDensity.ofFunction(1, z -> 3 - z[0] - Math.exp(-z[0]));

    private static final double EULER = 0.5772156649015329;

    private static Fit fitOf(LogDensity target, double mean, double scale) {
        Fit run = StochasticGradientVi.of(target, NORMAL).cancel(() -> true).fit(7);
        double[] phi = NORMAL.parameters(new double[] {mean}, new double[] {scale});
        return new Fit(target, NORMAL, phi, run.elbo(), run.origin());
    }

    @Test
    void standForTheTargetWhereQIsOnlyNear() {
        // 5 standard errors × 5 comparisons: 3e-6 for a fresh seed; the seed is fixed
        WeightedDraws weighted = fitOf(GUMBEL, 1, 2).weighted();
        assertTrue(weighted.weights().areTrusted(), weighted.toString());
        Summary.Row row = weighted.summary().row("z[0]");
        assertEquals(EULER, row.mean(), 5 * row.mcse());
        assertTrue(row.mcse() < 0.03);
        assertEquals(Math.PI / Math.sqrt(6), row.sd(), 0.06);
        assertEquals(-Math.log(-Math.log(0.05)), row.q5(), 0.06);
        assertEquals(-Math.log(-Math.log(0.5)), row.median(), 0.06);
        assertEquals(-Math.log(-Math.log(0.95)), row.q95(), 0.15);
        assertEquals(
                3,
                weighted.weights().logEvidence().value(),
                5 * weighted.weights().logEvidence().standardError());
    }

    @Test
    void areTheFitsOwnDraws() {
        Fit fit = fitOf(GUMBEL, 0.5, 1);
        assertArrayEquals(
                fit.draws(300, 9).of("z[0]"), fit.weighted(300, 9).draws().of("z[0]"));
        assertEquals(300, fit.weighted(300, 9).weights().count());
    }

    @Test
    void ofAnExactFitAreAllAlike() {
        LogDensity normal = LogDensity.ofFunction(1, z -> -0.5 * z[0] * z[0]);
        WeightedDraws weighted = fitOf(normal, 0, 1).weighted();
        assertEquals(0, weighted.weights().kHat());
        Summary.Row plain = weighted.fit().summary().row("z[0]");
        Summary.Row row = weighted.summary().row("z[0]");
        assertEquals(plain.mean(), row.mean(), 0.1);
        assertEquals(plain.q95(), row.q95(), 0.1);
        assertEquals(1 / Math.sqrt(8192), row.mcse(), 5e-4);
    }

    @Test
    void aVerdictOfQIsNotTakenForTheirs() {
        Fit fit = fitOf(GUMBEL, 1, 2);
        Fit judged = fit.judged(new Verdict.Usable(
                Judging.judged(fit).verdict().orElseThrow().diagnosis(), "far off", "read weighted() in place of q"));
        String table = judged.weighted().summary().toString();
        assertTrue(table.startsWith("q itself, before these weights: USABLE: far off\n"), table);
        assertTrue(table.endsWith("\nq itself, before these weights: USABLE: far off\n"), table);
        assertFalse(table.contains("read weighted()"), table);
        assertTrue(judged.summary().toString().startsWith("USABLE: far off\n"));
    }

    @Test
    void sayThatTheyAreNotToBeTrusted() {
        WeightedDraws narrow = fitOf(GUMBEL, 0.5, 0.3).weighted();
        assertFalse(narrow.weights().areTrusted());
        List<String> lines = narrow.summary().only("z").toString().lines().toList();
        assertTrue(
                lines.get(2)
                        .matches("importance-weighted draws: k-hat \\d\\.\\d\\d, effective sample size [\\d,]+"
                                + " of 8,192, log evidence \\d.*±.*"),
                lines.get(2));
        assertTrue(lines.get(3).contains("TRUST NEITHER these weights NOR the tails of q"), lines.get(3));
        assertTrue(lines.get(5).contains("mean"));
        assertFalse(fitOf(GUMBEL, 1, 2).weighted().toString().contains("TRUST"));
    }

    @Test
    void drawsWithoutWeightCountForNothing() {
        // the exponential of rate 1, under a normal that is not positive
        LogDensity exponential = LogDensity.ofFunction(1, z -> z[0] < 0 ? Double.NEGATIVE_INFINITY : -z[0]);
        Fit fit = fitOf(LogDensity.ofFunction(1, z -> -z[0] * z[0]), 0, 2);
        Fit half = new Fit(
                exponential, NORMAL, NORMAL.parameters(new double[] {0}, new double[] {3}), fit.elbo(), fit.origin());
        Summary.Row row = half.weighted().summary().row("z[0]");
        assertEquals(1, row.mean(), 0.06);
        assertEquals(-Math.log(0.95), row.q5(), 0.02);
        assertEquals(Math.log(2), row.median(), 0.05);
    }

    @Test
    void refusals() {
        Fit fit = fitOf(GUMBEL, 0, 1);
        assertEquals(
                "draws must be at least 1: 0",
                assertThrows(IllegalArgumentException.class, () -> fit.weighted(0, 1))
                        .getMessage());
    }

    @Test
    void whatHardlyVariesIsWrittenWithoutExponents() {
        // probabilities next to 1
        double[] values = {1, 1 - 1e-12, 1 - 2e-12, 1 - 1e-12};
        Draws draws = Draws.of(List.of(new Variable("P", List.of(), Optional.empty())), 4, values);
        String row = draws.summary().toString().lines().toList().get(3);
        assertTrue(row.matches("P +1\\.00000000 +\\d\\.\\d{3}e-1\\d +1\\.00000000 .*"), row);
    }
}
