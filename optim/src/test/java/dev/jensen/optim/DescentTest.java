package dev.jensen.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.optim.average.PolynomialDecay;
import dev.jensen.optim.rule.Adam;
import dev.jensen.optim.rule.ClipNorm;
import dev.jensen.optim.rule.Scale;
import dev.jensen.optim.rule.Sgd;
import dev.jensen.optim.schedule.Schedule;
import dev.jensen.optim.stop.NoImprovement;
import dev.jensen.optim.stop.SmallGradient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DescentTest {
    private static final Descent QUADRATIC =
            Descent.minimise(Objectives.quadratic(t -> 0)).rule(Sgd.at(0.1));

    @Test
    void minimises() {
        Minimum minimum = QUADRATIC.stop(SmallGradient.below(1e-9)).from(new double[3]);
        assertEquals(Ending.CONVERGED, minimum.ending());
        assertArrayEquals(Objectives.centre(), minimum.point(), 1e-7);
        assertEquals(0, minimum.value(), 1e-12);
    }

    @Test
    void takesExactlyTheStepsAllowed() {
        AtomicLong calls = new AtomicLong();
        Minimum minimum = QUADRATIC
                .listen(progress -> assertEquals(calls.incrementAndGet(), progress.step()))
                .maximumSteps(17)
                .from(new double[3]);
        assertEquals(Ending.STEP_LIMIT, minimum.ending());
        assertEquals(17, minimum.steps());
        assertEquals(17, calls.get());
    }

    @Test
    void endsWhenTheTimeIsUp() {
        Minimum minimum = QUADRATIC.budget(Duration.ofMillis(50)).from(new double[3]);
        assertEquals(Ending.BUDGET_SPENT, minimum.ending());
        Trace trace = minimum.trace();
        double seconds = trace.seconds(trace.size() - 1);
        assertTrue(seconds >= 0.05, () -> "ended early, after " + seconds + " s");
    }

    @Test
    void endsWhenCancelled() {
        AtomicLong steps = new AtomicLong();
        Minimum minimum = QUADRATIC
                .listen(progress -> steps.set(progress.step()))
                .cancel(() -> steps.get() == 5)
                .from(new double[3]);
        assertEquals(Ending.CANCELLED, minimum.ending());
        assertEquals(5, minimum.steps());
    }

    @Test
    void endsWhenItsThreadIsInterruptedAndLeavesTheStatusSet() {
        Minimum minimum = QUADRATIC
                .maximumSteps(1_000_000)
                .listen(progress -> {
                    if (progress.step() == 3) {
                        Thread.currentThread().interrupt();
                    }
                })
                .from(new double[3]);
        assertTrue(Thread.interrupted());
        assertEquals(Ending.CANCELLED, minimum.ending());
        assertEquals(3, minimum.steps());
    }

    @Test
    void ofTwoStopsTheFirstToSpeakNamesTheEnding() {
        Stop whenLow = Stop.when(progress -> progress.value() < 0.01);
        assertEquals(
                Ending.CONVERGED,
                QUADRATIC
                        .stop(whenLow.or(Stop.afterSteps(100_000)))
                        .from(new double[3])
                        .ending());
        assertEquals(
                Ending.STEP_LIMIT,
                QUADRATIC
                        .stop(whenLow.or(Stop.afterSteps(2)))
                        .from(new double[3])
                        .ending());
    }

    @Test
    void bothOfTwoStopsSeeEveryStepAndTheFirstGoesBeforeTheSecond() {
        AtomicLong seen = new AtomicLong();
        Stop counting = () -> progress -> seen.incrementAndGet() == 4 ? Ending.CANCELLED : null;
        assertEquals(
                Ending.STEP_LIMIT,
                QUADRATIC
                        .stop(Stop.afterSteps(4).or(counting))
                        .from(new double[3])
                        .ending());
        assertEquals(4, seen.get());
    }

    @Test
    void everyListenerIsShownEveryStep() {
        AtomicLong one = new AtomicLong();
        AtomicLong other = new AtomicLong();
        QUADRATIC
                .listen(progress -> one.incrementAndGet())
                .maximumSteps(7)
                .listen(progress -> other.incrementAndGet())
                .from(new double[3]);
        assertEquals(7, one.get());
        assertEquals(7, other.get());
    }

    @Test
    void aRuleThatGivesNaNIsNamedAndMovesNothing() {
        Rule broken = dimension -> (step, x, u) -> u[2] = step == 3 ? 0.0 / 0.0 : 0;
        NonFiniteException e = assertThrows(
                NonFiniteException.class,
                () -> Descent.minimise(Objectives.quadratic(t -> 0))
                        .rule(broken.then(Scale.by(0)))
                        .maximumSteps(10)
                        .from(new double[] {1, 2, 3}));
        assertEquals("the rule's update[2] is NaN", e.what());
        assertEquals(3, e.step());
        assertArrayEquals(new double[] {1, 2, 3}, e.point());
    }

    @Test
    void aUsersRuleIsALambda() {
        Rule sign = dimension -> (step, x, u) -> {
            for (int i = 0; i < u.length; i++) {
                u[i] = Math.signum(u[i]);
            }
        };
        Minimum minimum = Descent.minimise(Objectives.quadratic(t -> 0))
                .rule(sign.then(Scale.by(Schedule.polynomial(1, 0.75))))
                .maximumSteps(10_000)
                .from(new double[3]);
        assertArrayEquals(Objectives.centre(), minimum.point(), 1e-2);
    }

    @Test
    void anAverageIsNearerThanTheLastIterate() {
        Descent noisy = Descent.minimise(Objectives.noisyParabola(3, 5))
                .rule(Sgd.at(0.1))
                .maximumSteps(20_000);
        Minimum averaged = noisy.average(PolynomialDecay.standard()).from(new double[] {10});
        // The last iterate has sd 3 √(0.1 / 1.9) = 0.7, the average 3 √(16 / 7 / 20,000) = 0.03. Seed fixed; 4 sd.
        assertEquals(0, averaged.point()[0], 0.13);
        assertArrayEquals(noisy.from(new double[] {10}).point(), averaged.last());
    }

    @Test
    void canBeTurnedByHand() {
        Run run = QUADRATIC.maximumSteps(10).start(new double[3]);
        assertThrows(IllegalStateException.class, run::result);
        assertTrue(run.advance());
        assertEquals(Ending.CANCELLED, run.result().ending());
        Minimum minimum = run.finish();
        assertFalse(run.advance());
        assertArrayEquals(QUADRATIC.maximumSteps(10).from(new double[3]).point(), minimum.point());
    }

    @Test
    void modifiesNeitherStartNorItself() {
        double[] start = {1, 2, 3};
        QUADRATIC.maximumSteps(10).from(start);
        assertArrayEquals(new double[] {1, 2, 3}, start);
        assertThrows(IllegalStateException.class, () -> QUADRATIC.from(start), "still without an end");
    }

    @Test
    void aStepAllocatesNothing() {
        Run run = Descent.minimise(Objectives.quadratic(t -> 0))
                .rule(ClipNorm.at(10).then(Adam.at(Schedule.polynomial(0.1, 0.5).warmUp(10))))
                .average(PolynomialDecay.standard())
                .stop(NoImprovement.standard().or(SmallGradient.below(0)))
                .maximumSteps(1_000_000)
                .budget(Duration.ofHours(1))
                .cancel(() -> false)
                .start(new double[3]);
        long bytes = Allocation.bytes(() -> {
            for (int step = 0; step < 5_000; step++) {
                run.advance();
            }
        });
        assertTrue(bytes < 5_000, () -> bytes + " bytes in 5,000 steps");
    }

    @Test
    void theTraceHoldsMeansOfEqualStretches() {
        List<Double> values = new ArrayList<>();
        Minimum minimum = Descent.minimise(Objectives.noisyParabola(1, 2))
                .rule(Sgd.at(0.01))
                .maximumSteps(5_000)
                .listen(progress -> values.add(progress.value()))
                .from(new double[] {5});
        Trace trace = minimum.trace();
        assertEquals(625, trace.size());
        long from = 0;
        for (int i = 0; i < trace.size(); i++) {
            double sum = 0;
            for (long step = from; step < trace.step(i); step++) {
                sum += values.get((int) step);
            }
            assertEquals(sum / (trace.step(i) - from), trace.value(i), 1e-12);
            from = trace.step(i);
        }
        assertEquals(5_000, from);
    }

    @Test
    void refusalsNameWhatIsMissingAndTheWayOut() {
        Descent descent = Descent.minimise(Objectives.quadratic(t -> 0));
        assertMessage(
                IllegalStateException.class,
                "a descent needs a rule, such as rule(Adam.at(0.01))",
                () -> descent.maximumSteps(10).from(new double[3]));
        assertMessage(
                IllegalStateException.class,
                "nothing would ever end this descent: give it a stop, maximumSteps, a budget or a cancel, "
                        + "or turn it yourself from start(…)",
                () -> QUADRATIC.from(new double[3]));
        assertMessage(
                IllegalArgumentException.class,
                "start has 2 numbers, but the objective has dimension 3",
                () -> QUADRATIC.maximumSteps(10).from(new double[2]));
        assertMessage(
                IllegalArgumentException.class,
                "start[1] must be finite: NaN",
                () -> QUADRATIC.maximumSteps(10).from(new double[] {0, Double.NaN, 0}));
        assertMessage(IllegalArgumentException.class, "maximum steps must be >= 1: 0", () -> QUADRATIC.maximumSteps(0));
        assertMessage(
                IllegalArgumentException.class, "budget must be > 0: PT0S", () -> QUADRATIC.budget(Duration.ZERO));
    }

    private static void assertMessage(Class<? extends Exception> type, String message, Runnable code) {
        assertEquals(message, assertThrows(type, code::run).getMessage());
    }

    @Test
    void stopsAtTheFirstNonFiniteValueWithTheBestSoFar() {
        // Diverges: each step multiplies the distance by −2, until the square of the last coordinate overflows.
        NonFiniteException e = assertThrows(
                NonFiniteException.class,
                () -> Descent.minimise(Objectives.quadratic(t -> 0))
                        .rule(Sgd.at(1))
                        .maximumSteps(10_000)
                        .from(new double[3]));
        assertTrue(e.step() > 500 && e.step() < 2_000, () -> "step " + e.step());
        assertTrue(
                e.getMessage().startsWith("step " + e.step() + ": the value is Infinity; the parameters of step "),
                e.getMessage());
        assertTrue(e.getMessage().contains("Lower the step size, clip the gradient (ClipNorm)"), e.getMessage());
        assertTrue(Math.abs(e.point()[2]) > 1e150);
        assertTrue(e.hasBest());
        assertTrue(Math.abs(e.best()[2]) < 1e12, () -> "best is from the first steps: " + e.best()[2]);
    }

    @Test
    void namesTheCoordinateOfANonFiniteGradientAndMovesNothing() {
        StochasticObjective breaksAtTen = new StochasticObjective() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double valueAndGradient(long step, double[] x, double[] gradient) {
                gradient[0] = 1;
                gradient[1] = step == 10 ? Double.NaN : 1;
                return x[0];
            }
        };
        NonFiniteException e = assertThrows(
                NonFiniteException.class,
                () -> Descent.minimise(breaksAtTen)
                        .rule(Sgd.at(1))
                        .maximumSteps(20)
                        .from(new double[2]));
        assertEquals("gradient[1] is NaN", e.what());
        assertEquals(10, e.step());
        assertArrayEquals(new double[] {-10, -10}, e.point());
        assertArrayEquals(new double[] {-9, -9}, e.best());
    }

    @Test
    void saysSoIfTheStartItselfIsNotFinite() {
        StochasticObjective broken = new StochasticObjective() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double valueAndGradient(long step, double[] x, double[] gradient) {
                return Double.NaN;
            }
        };
        NonFiniteException e = assertThrows(
                NonFiniteException.class,
                () -> Descent.minimise(broken).rule(Sgd.at(1)).maximumSteps(20).from(new double[1]));
        assertEquals(
                "the start: the value is NaN; begin where the objective and its gradient are finite", e.getMessage());
        assertFalse(e.hasBest());
        assertThrows(IllegalStateException.class, e::best);
    }

    @Test
    void keepsWhatTheObjectiveItselfSaysOfANonFiniteNumber() {
        NonFiniteException own = new NonFiniteException("factor \"y\", row 3: log density is NaN", new double[1]);
        StochasticObjective broken = new StochasticObjective() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double valueAndGradient(long step, double[] x, double[] gradient) {
                if (step == 40) {
                    throw own;
                }
                gradient[0] = 0;
                return 1;
            }
        };
        NonFiniteException e = assertThrows(
                NonFiniteException.class,
                () -> Descent.minimise(broken).rule(Sgd.at(1)).maximumSteps(100).from(new double[] {7}));
        assertTrue(e.getMessage().startsWith("step 40: factor \"y\", row 3: log density is NaN; "), e.getMessage());
        assertSame(own, e.getCause());
        assertArrayEquals(new double[] {7}, e.best());
    }

    @Test
    void theBestOfADivergingRunThatIsCutShortIsFromItsGoodPart() {
        // Converges for 160 steps, then runs away.
        Rule turning = dimension -> (step, x, u) -> {
            for (int i = 0; i < u.length; i++) {
                u[i] *= step < 160 ? 0.1 : -0.1;
            }
        };
        Minimum minimum = Descent.minimise(Objectives.quadratic(t -> 0))
                .rule(turning)
                .maximumSteps(1_000)
                .from(new double[3]);
        assertArrayEquals(Objectives.centre(), minimum.best(), 0.5);
        assertTrue(minimum.value() > 1e6, () -> minimum.toString());
    }
}
