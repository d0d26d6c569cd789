package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.optim.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultFitTest {
    /** A Gumbel, mean γ and variance π²/6, beside a normal: skewed, so that a Gaussian alone is wrong. */
    private static Differentiable gumbel() {
        return LogDensity.of(
                2,
                z -> z.at(0)
                        .negate()
                        .minus(z.at(0).negate().exp())
                        .minus(z.at(1).square().times(0.5)));
    }

    @Test
    void weightedMomentsAreThoseOfASkewedLaw() {
        Fit fit = DefaultFit.of(gumbel()).fit();
        assertTrue(fit.isWeighted());
        assertEquals(0.5772156649015329, fit.summary().row("z[0]").mean(), 0.02);
        assertEquals(Math.PI / Math.sqrt(6), fit.summary().row("z[0]").sd(), 0.02);
        assertEquals(
                0.5 * Math.log(2 * Math.PI),
                fit.weighted().weights().logEvidence().value(),
                0.01);
        Verdict verdict = fit.verdict().orElseThrow();
        assertTrue(verdict.diagnosis().lowerBound() <= verdict.diagnosis().upperBound());
        assertTrue(verdict.diagnosis().elbo().value() <= verdict.diagnosis().lowerBound() + 0.01);
    }

    @Test
    void drawsOfAWeightedFitAreThePosteriors() {
        Fit fit = DefaultFit.of(gumbel()).fit();
        double[] draws = fit.draws(20_000).of("z[0]");
        double mean = 0;
        for (double draw : draws) {
            mean += draw / draws.length;
        }
        assertEquals(0.5772156649015329, mean, 4 * 1.2825 / Math.sqrt(draws.length) + 0.02);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        Fit one = DefaultFit.of(gumbel()).seed(5).fit();
        Fit two = DefaultFit.of(gumbel()).seed(5).fit();
        assertArrayEquals(one.parameters(), two.parameters(), 0.0);
        assertArrayEquals(one.draws(50).of("z[0]"), two.draws(50).of("z[0]"), 0.0);
        assertEquals(one.verdict(), two.verdict());
    }

    @Test
    void aSpentBudgetGivesTheBestSoFarAndSaysSo() {
        for (Fit fit : List.of(
                DefaultFit.of(gumbel()).gradients(30).fit(),
                DefaultFit.of(gumbel()).maximumSteps(3).fit(),
                DefaultFit.of(gumbel()).cancel(() -> true).fit(),
                DefaultFit.of(gumbel()).budget(Duration.ofNanos(1)).fit())) {
            assertTrue(fit.verdict().orElseThrow() instanceof Verdict.BudgetSpent, fit::toString);
            assertTrue(fit.origin().ending() != Ending.CONVERGED);
            assertTrue(Double.isFinite(fit.summary().row("z[0]").mean()));
        }
    }

    @Test
    void listenersSeeEveryStepAndTheElboRise() {
        List<Double> values = new ArrayList<>();
        Fit fit = DefaultFit.of(gumbel()).listen(p -> values.add(p.value())).fit();
        assertEquals(fit.origin().steps(), values.size());
        for (int i = 1; i < values.size(); i++) {
            assertTrue(values.get(i) <= values.get(i - 1));
        }
    }

    @Test
    void aDensityThatIsNotANumberBeyondAWallIsNotCalledRightUnlessItIs() {
        Differentiable half = Differentiable.ofFunction(1, (z, g) -> {
            g[0] = -z[0];
            return z[0] > 0.5 ? Double.NaN : -0.5 * z[0] * z[0];
        });
        Fit fit = DefaultFit.of(half).fit();
        // a normal cut off at ½: mean −φ(½)/Φ(½), scipy 1.17 scipy.stats.truncnorm
        double error = Math.abs(fit.summary().row("z[0]").mean() + 0.5091604338);
        assertTrue(error < 0.1 || !(fit.verdict().orElseThrow() instanceof Verdict.Reliable), fit.verdict()::toString);
    }

    @Test
    void aStartThatIsNowhereFiniteIsRefused() {
        Differentiable nowhere = Differentiable.ofFunction(1, (z, g) -> Double.NaN);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> DefaultFit.of(nowhere).fit())
                .getMessage();
        assertTrue(message.contains("log density is NaN at the start"), message);
    }

    @Test
    void aFamilyThatCannotIsNotCalledReliable() {
        double rho = 0.95;
        Differentiable ridge = LogDensity.of(
                2,
                z -> z.at(0)
                        .square()
                        .minus(z.at(0).times(z.at(1)).times(2 * rho))
                        .plus(z.at(1).square())
                        .times(-0.5 / (1 - rho * rho)));
        Verdict meanField = DefaultFit.of(ridge).meanField().fit().verdict().orElseThrow();
        assertTrue(meanField instanceof Verdict.Unreliable, meanField::describe);
        Verdict fullRank = DefaultFit.of(ridge).fullRank().fit().verdict().orElseThrow();
        assertTrue(fullRank instanceof Verdict.Reliable, fullRank::describe);
    }

    @Test
    void refusesABudgetOfNoGradients() {
        assertThrows(
                IllegalArgumentException.class, () -> DefaultFit.of(gumbel()).gradients(0));
    }

    @Test
    void whatFallsNowhereIsCalledImproper() {
        Verdict flat = DefaultFit.of(LogDensity.of(2, z -> Expr.constant(0)))
                .fit()
                .verdict()
                .orElseThrow();
        assertInstanceOf(Verdict.Diverged.class, flat);
        assertTrue(
                flat.reason().contains("it does not fall along z[0], z[1], and seems to be improper"), flat.reason());
        Verdict upwards = DefaultFit.of(
                        LogDensity.of(2, z -> z.at(0).square().minus(z.at(1).square())))
                .fit()
                .verdict()
                .orElseThrow();
        assertInstanceOf(Verdict.Diverged.class, upwards);
        assertTrue(upwards.reason().contains("along z[0]"), upwards.reason());
        assertTrue(upwards.next().contains("mend the sign of"), upwards.next());
    }

    @Test
    void aBudgetOfGradientsIsNotCalledOneOfTime() {
        String text = DefaultFit.of(gumbel()).gradients(10).fit().summary().toString();
        assertTrue(text.contains("NOT CONVERGED: stopped by the budget of time or gradients after "), text);
    }
}
