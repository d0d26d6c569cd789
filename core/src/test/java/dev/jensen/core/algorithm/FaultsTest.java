package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is said where a posterior is not as it should be. */
class FaultsTest {

    /** A standard normal of two coordinates plus a function of the first. */
    private static Differentiable normalAnd(DoubleUnaryOperator fault) {
        return new Differentiable() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public void logDensity(int draws, double[] z, double[] values) {
                for (int s = 0; s < draws; s++) {
                    double x = z[2 * s];
                    double y = z[2 * s + 1];
                    values[s] = -0.5 * (x * x + y * y) + fault.applyAsDouble(x);
                }
            }

            @Override
            public void gradient(int draws, double[] z, double[] values, double[] gradients) {
                logDensity(draws, z, values);
                for (int i = 0; i < 2 * draws; i++) {
                    gradients[i] = Double.isFinite(values[i / 2]) ? -z[i] : Double.NaN;
                }
            }
        };
    }

    private static Differentiable modes(double middle, double right) {
        return LogDensity.of(1, z -> {
            Expr x = z.at(0);
            Expr left = x.plus(5).square().times(-0.5).plus(Math.log(1 - middle - right));
            Expr near = x.minus(5).square().times(-0.5).plus(Math.log(middle));
            Expr far = x.minus(8.5).square().times(-0.5).plus(Math.log(right));
            return Expr.stack(List.of(left, near, far)).logSumExp(0);
        });
    }

    private static Verdict of(Fit fit) {
        return fit.verdict().orElseThrow();
    }

    @Test
    void aFamilyOfOneModeIsNotReliableWhereRacesFoundTwo() {
        for (Fit fit : List.of(
                DefaultFit.of(modes(0.4, 0.001)).meanField().fit(),
                DefaultFit.of(modes(0.4, 0.001)).fullRank().fit())) {
            Verdict verdict = assertInstanceOf(Verdict.Unreliable.class, of(fit));
            assertTrue(verdict.reason().startsWith("other starts ended elsewhere, about z[0] = "), verdict::reason);
            assertTrue(verdict.next().contains("default fit"), verdict::next);
        }
        assertInstanceOf(
                Verdict.Reliable.class,
                of(DefaultFit.of(modes(1e-4, 1e-5)).meanField().fit()));
    }

    @Test
    void noOptimumIsReliableBesideAnother() {
        Differentiable target = modes(0.35, 0.05);
        Optima optima = Restarts.of(
                        (start, seed) -> NaturalGradient.of(target)
                                .start(start, new double[][] {{0.3}})
                                .fit(seed),
                        1,
                        8)
                .fit(1);
        for (Optima.Optimum each : optima.optima()) {
            Verdict verdict = assertInstanceOf(Verdict.Unreliable.class, of(each.best()));
            assertTrue(
                    verdict.reason().startsWith("other runs ended in another optimum about z[0] = "), verdict::reason);
            assertTrue(verdict.next().startsWith("stacked() combines them"), verdict::next);
        }
        // no run ended in the third: its flank shows
        assertEquals(2, optima.optima().size());
        assertFalse(
                of(optima.stacked()) instanceof Verdict.Reliable,
                () -> of(optima.stacked()).describe());
    }

    @Test
    void undefinedDrawsAreCountedAndShown() {
        Verdict verdict =
                of(NaturalGradient.of(normalAnd(x -> x > 2.5 ? Double.NaN : 0)).fit(1));
        assertFalse(verdict instanceof Verdict.Reliable, verdict::describe);
        assertTrue(verdict.reason().contains("log p̃ is undefined at "), verdict::reason);
        assertTrue(verdict.reason().contains("(log p̃ is NaN at z[0] = 2."), verdict::reason);
        Fit q = NaturalGradient.of(normalAnd(x -> Math.abs(x - 1) < 0.01 ? Double.POSITIVE_INFINITY : 0))
                .fit(1);
        Verdict infinite = of(ImportanceSampling.through(q).fit());
        assertFalse(infinite instanceof Verdict.Reliable || infinite instanceof Verdict.Diverged, infinite::describe);
        assertTrue(infinite.reason().contains("(log p̃ is Infinity at z[0] = "), infinite::reason);
    }

    @Test
    void whereTheDefaultFitFindsNoWayItSaysWhatWasInTheWay() {
        Verdict verdict = assertInstanceOf(
                Verdict.Unreliable.class,
                of(DefaultFit.of(normalAnd(x -> x > 1.5 ? Double.NaN : 0)).fit()));
        assertTrue(verdict.reason().contains("the log density is NaN at the draw z = [1."), verdict::reason);
        assertTrue(verdict.next().contains("support"), verdict::next);
        verdict = of(DefaultFit.of(normalAnd(x -> x > 1 ? Double.NEGATIVE_INFINITY : 0))
                .fit());
        assertTrue(verdict.reason().contains("the log density is -Infinity at the draw z = [1."), verdict::reason);
        // a fit that stalls beside the border keeps its answer, and blames no start
        Fit stalled = DefaultFit.of(normalAnd(x -> x > 1 ? Double.NEGATIVE_INFINITY : 0))
                .meanField()
                .fit();
        assertInstanceOf(Verdict.Unreliable.class, of(stalled));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Pathfinder.of(normalAnd(x -> x > 1 ? Double.NEGATIVE_INFINITY : 0))
                                .fit(1))
                .getMessage();
        assertTrue(message.contains("-Infinity at the draw z = [1."), message);
    }

    @Test
    void whatRunsAwayIsNamed() {
        Differentiable rising =
                LogDensity.of(2, z -> z.at(0).square().times(-0.5).plus(z.at(1).times(0.3)));
        for (Fit fit : List.of(
                DefaultFit.of(rising).fit(),
                NaturalGradient.of(rising).fit(1),
                Pathfinder.of(rising).fit(1))) {
            Verdict verdict = of(fit);
            assertTrue(verdict instanceof Verdict.Diverged && verdict.reason().contains("z[1]"), verdict::describe);
        }
        Differentiable flat =
                LogDensity.of(2, z -> z.at(0).square().times(-0.5).plus(z.at(1).times(0)));
        String message = assertThrows(
                        NonFiniteElboException.class,
                        () -> DefaultFit.of(flat).fullRank().fit())
                .getMessage();
        assertTrue(message.contains("\"z[1]\"") && message.contains("give it a proper prior"), message);
        assertFalse(message.contains("true zero"), message);
        Verdict verdict = of(FixedDrawVi.of(flat, FullRankGaussian.of(2)).fit(1));
        assertTrue(verdict instanceof Verdict.Diverged && verdict.reason().contains("z[1]"), verdict::describe);
    }
}
