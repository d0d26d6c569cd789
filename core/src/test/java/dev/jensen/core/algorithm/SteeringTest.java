package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import dev.jensen.optim.rule.Sgd;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same words end every algorithm early, and each answers with the best so far, marked. */
class SteeringTest {
    private static final TwiceDifferentiable TARGET = LogDensity.of(
            3,
            z -> z.minus(Expr.constant(new double[] {1, -2, 30}))
                    .square()
                    .times(Expr.constant(new double[] {1, 10, 0.01}))
                    .plus(z.square().log1p())
                    .sum()
                    .times(-0.5));

    /** An algorithm, with how to run it. */
    record Case<A extends Steerable<A>>(String name, A algorithm, Function<A, Fit> run) {
        Fit fit(Function<A, A> word) {
            return run.apply(word.apply(algorithm));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case<?>> algorithms() {
        return Stream.of(
                new Case<>("default", DefaultFit.of(TARGET), DefaultFit::fit),
                new Case<>("mean field by default", DefaultFit.of(TARGET).meanField(), DefaultFit::fit),
                new Case<>("FixedDrawVi", FixedDrawVi.of(TARGET, FullRankGaussian.of(3)), a -> a.fit(1)),
                new Case<>(
                        "StochasticGradientVi",
                        StochasticGradientVi.of(TARGET, MeanFieldGaussian.of(3)),
                        a -> a.fit(1)),
                new Case<>("NaturalGradient", NaturalGradient.of(TARGET), a -> a.fit(1)),
                new Case<>("BatchAndMatch", BatchAndMatch.of(TARGET), a -> a.fit(1)),
                new Case<>("LowRankBatchAndMatch", LowRankBatchAndMatch.of(TARGET, 1), a -> a.fit(1)),
                new Case<>("Pathfinder", Pathfinder.of(TARGET).paths(1), a -> a.fit(1)),
                new Case<>("LaplaceApproximation", LaplaceApproximation.of(TARGET), a -> a.fit(1)),
                new Case<>("Svgd", Svgd.of(TARGET).particles(10), a -> a.fit(1)));
    }

    @AfterEach
    void isNotInterrupted() {
        Thread.interrupted();
    }

    private static void assertCutShort(Ending ending, Fit fit) {
        assertEquals(ending, fit.origin().ending());
        Verdict verdict = fit.verdict().orElseThrow();
        assertInstanceOf(Verdict.BudgetSpent.class, verdict, verdict::describe);
        String next = ending == Ending.CANCELLED ? "fit again, and let it come to its end" : "allow more";
        assertTrue(verdict.next().contains(next), verdict::next);
        for (double number : fit.parameters()) {
            assertTrue(Double.isFinite(number));
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    <A extends Steerable<A>> void aCancelEndsIt(Case<A> each) {
        AtomicInteger looks = new AtomicInteger();
        assertCutShort(Ending.CANCELLED, each.fit(a -> a.cancel(() -> looks.incrementAndGet() >= 2)));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    <A extends Steerable<A>> void aBudgetOfTimeEndsIt(Case<A> each) {
        assertCutShort(Ending.BUDGET_SPENT, each.fit(a -> a.budget(Duration.ofNanos(1))));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    <A extends Steerable<A>> void aBudgetOfGradientsEndsIt(Case<A> each) {
        assertCutShort(Ending.BUDGET_SPENT, each.fit(a -> a.gradients(12)));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    <A extends Steerable<A>> void aNumberOfStepsEndsItAndAListenerSeesThem(Case<A> each) {
        AtomicInteger steps = new AtomicInteger();
        assertCutShort(Ending.STEP_LIMIT, each.fit(a -> a.maximumSteps(2).listen(progress -> steps.incrementAndGet())));
        assertTrue(steps.get() == 2, steps::toString);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    <A extends Steerable<A>> void anInterruptEndsIt(Case<A> each) {
        Thread.currentThread().interrupt();
        assertCutShort(Ending.CANCELLED, each.fit(Function.identity()));
        assertTrue(Thread.currentThread().isInterrupted());
    }

    /** Where nobody presses Ctrl-C, nothing else happens, and nothing is left behind. */
    @ParameterizedTest
    @MethodSource("algorithms")
    <A extends Steerable<A>> void listeningToCtrlCChangesNothing(Case<A> each) {
        Fit plain = each.fit(a -> a.maximumSteps(3));
        Fit listening = each.fit(a -> a.stopOnCtrlC().maximumSteps(3));
        assertEquals(plain.elbo(), listening.elbo());
        assertEquals(plain.verdict(), listening.verdict());
    }

    @Test
    void restartsEndTogether() {
        Restarts restarts = Restarts.of(
                        seed -> StochasticGradientVi.of(TARGET, MeanFieldGaussian.of(3))
                                .stop(() -> progress -> null)
                                .rule(Sgd.at(1e-6))
                                .maximumSteps(Long.MAX_VALUE)
                                .fit(seed),
                        3)
                .threads(2);
        Optima optima = restarts.budget(Duration.ofMillis(100)).fit(1);
        assertInstanceOf(Verdict.BudgetSpent.class, optima.best().verdict().orElseThrow());
        AtomicInteger looks = new AtomicInteger();
        optima = restarts.cancel(() -> looks.incrementAndGet() > 1).fit(1);
        assertEquals(Ending.CANCELLED, optima.best().origin().ending());
    }

    @Test
    void chainsEndTogether() {
        Fit fit = NaturalGradient.of(TARGET).fit(1);
        AtomicInteger looks = new AtomicInteger();
        var agreement = McmcCheck.of(fit)
                .transitions(0, 100_000)
                .cancel(() -> looks.incrementAndGet() > 1000)
                .run();
        assertTrue(agreement.kept() >= 20 && agreement.kept() <= 1000, agreement::toString);
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> McmcCheck.of(fit).budget(Duration.ofNanos(1)).run())
                .getMessage();
        assertTrue(message.contains("too few to compare: allow more time"), message);
    }

    @Test
    void aLoopStillDoes() {
        assertCutShort(
                Ending.STEP_LIMIT,
                NaturalGradient.of(TARGET).loop(Loop.endless().maximumSteps(1)).fit(1));
    }
}
