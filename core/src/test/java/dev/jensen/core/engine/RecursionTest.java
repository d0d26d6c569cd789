package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Recursion;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recursion is its step written out T times: value, gradient and Hessian-vector product. */
class RecursionTest {
    private static final int DRAWS = 3;

    /** A step, its start, and what is made of what it carries; unknowns a [], b [2], m [2, 2]; data x. */
    enum Case {
        /** σ² ← a + b₀x² + b₁σ². */
        GARCH {
            @Override
            List<Expr> start(Unknowns u) {
                return List.of(u.a.square());
            }

            @Override
            List<Expr> step(Unknowns u, Expr x, List<Expr> h) {
                return List.of(u.a.square()
                        .plus(u.b.at(0).square().times(x.square()))
                        .plus(h.get(0).times(u.b.at(1).tanh())));
            }
        },
        /** A carry that only later steps look at, and two that change places. */
        LAGS {
            @Override
            List<Expr> start(Unknowns u) {
                return List.of(u.a, Expr.constant(0.5), u.b.at(1));
            }

            @Override
            List<Expr> step(Unknowns u, Expr x, List<Expr> h) {
                return List.of(x.plus(h.get(2).times(h.get(1)).sin()), h.get(0), h.get(1));
            }
        },
        /** A vector carried through a matrix, and a number beside it. */
        MATRIX {
            @Override
            List<Expr> start(Unknowns u) {
                return List.of(u.b, u.a);
            }

            @Override
            List<Expr> step(Unknowns u, Expr x, List<Expr> h) {
                Expr turned = u.m.matVec(h.get(0)).plus(u.b.times(x)).tanh();
                return List.of(turned, h.get(1).times(0.9).plus(turned.dot(h.get(0))));
            }
        },
        /** The forward algorithm of a hidden Markov chain. */
        FORWARD {
            @Override
            List<Expr> start(Unknowns u) {
                return List.of(u.b);
            }

            @Override
            List<Expr> step(Unknowns u, Expr x, List<Expr> h) {
                Expr emission = u.b.minus(x).square().times(-0.5);
                Expr stay = u.m.minus(h.get(0).reshape(2, 1).negate()).logSumExp(0);
                return List.of(stay.plus(emission));
            }
        },
        /** A window of past values moved on by one. */
        WINDOW {
            @Override
            List<Expr> start(Unknowns u) {
                return List.of(Expr.constant(new double[] {1, 0.5, 0.25}));
            }

            @Override
            List<Expr> step(Unknowns u, Expr x, List<Expr> h) {
                Expr weights = Expr.stack(List.of(u.a, u.b.at(0), u.b.at(1))).softmax(0);
                Expr fresh = weights.dot(h.get(0)).times(x.exp());
                return List.of(Expr.concat(List.of(fresh, h.get(0).slice(0, 2))));
            }
        },
        /** What a step gives does not depend on what it takes. */
        FORGETS {
            @Override
            List<Expr> start(Unknowns u) {
                return List.of(u.a, u.a);
            }

            @Override
            List<Expr> step(Unknowns u, Expr x, List<Expr> h) {
                return List.of(x.times(u.b.at(0)), u.b.at(1));
            }
        };

        abstract List<Expr> start(Unknowns u);

        abstract List<Expr> step(Unknowns u, Expr x, List<Expr> h);
    }

    private static final class Unknowns {
        final Expr a = Expr.variable("a");
        final Expr b = Expr.variable("b", 2);
        final Expr m = Expr.variable("m", 2, 2);

        List<Expr> all() {
            return List.of(a, b, m);
        }
    }

    private static double[] data(int steps) {
        return new SplittableRandom(3).doubles(steps, -1, 1).toArray();
    }

    private static Expr rowTerm(Expr before, Expr after, Expr x) {
        return before.sin().sum().plus(after.tanh().sum()).times(x.plus(2));
    }

    private static Expr recursion(Case kind, Unknowns u, int steps) {
        Plate time = Plate.of("time", steps);
        Expr x = Expr.column(time, "x", data(steps));
        Recursion path = Recursion.over(time, kind.start(u), h -> kind.step(u, x, h));
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < kind.start(u).size(); i++) {
            terms.add(rowTerm(path.before(i), path.after(i), x).sumRows());
            terms.add(path.last(i).sum().tanh());
        }
        return Expr.total(terms);
    }

    private static Expr unrolled(Case kind, Unknowns u, int steps) {
        double[] data = data(steps);
        List<Expr> h = kind.start(u);
        List<Expr> terms = new ArrayList<>();
        for (int t = 0; t < steps; t++) {
            Expr x = Expr.constant(data[t]);
            List<Expr> next = kind.step(u, x, h);
            for (int i = 0; i < h.size(); i++) {
                terms.add(rowTerm(h.get(i), next.get(i), x));
            }
            h = next;
        }
        for (Expr last : h) {
            terms.add(last.sum().tanh());
        }
        return Expr.total(terms);
    }

    /** The value, the gradient, and the derivative of the gradient along a fixed direction. */
    private static List<Expr> derivatives(Expr f, Unknowns u) {
        List<Expr> outputs = new ArrayList<>(List.of(f));
        List<Expr> gradient = Gradient.of(f, u.all());
        outputs.addAll(gradient);
        List<Expr> along = new ArrayList<>();
        for (Expr part : gradient) {
            along.add(part.sum().times(0.7));
            along.add(part.square().sum());
        }
        outputs.addAll(Gradient.of(Expr.total(along), u.all()));
        return outputs;
    }

    private static double[] point(int draw) {
        return new SplittableRandom(draw).doubles(7, -0.9, 0.9).toArray();
    }

    private static List<double[]> run(Unknowns u, List<Expr> outputs, int draws, int threads) {
        Program program = Program.of(u.all(), outputs).threads(threads);
        Frame frame = program.frame(draws);
        for (int draw = 0; draw < draws; draw++) {
            double[] all = new double[7 * draws];
            for (int s = 0; s < draws; s++) {
                System.arraycopy(point(s), 0, all, 7 * s, 7);
            }
            frame.set(0, all, 0, 7);
            frame.set(1, all, 1, 7);
            frame.set(2, all, 3, 7);
        }
        frame.run();
        List<double[]> results = new ArrayList<>();
        for (int k = 0; k < outputs.size(); k++) {
            double[] out = new double[program.outputSize(k) * draws];
            frame.get(k, out, 0, program.outputSize(k));
            results.add(out);
        }
        return results;
    }

    @ParameterizedTest
    @EnumSource
    void isItsStepWrittenOut(Case kind) {
        for (int steps : new int[] {1, 2, kind == Case.GARCH ? 300 : 9}) {
            Unknowns u = new Unknowns();
            List<Expr> outputs = derivatives(recursion(kind, u, steps), u);
            List<double[]> expected = run(u, derivatives(unrolled(kind, u, steps), u), DRAWS, 1);
            List<double[]> actual = run(u, outputs, DRAWS, 1);
            for (int k = 0; k < outputs.size(); k++) {
                double size =
                        Arrays.stream(expected.get(k)).map(Math::abs).max().orElseThrow();
                assertArrayEquals(
                        expected.get(k), actual.get(k), 1e-10 * Math.max(1, size), "output " + k + " of " + steps);
            }
            List<double[]> threaded = run(u, outputs, DRAWS, 3);
            for (int k = 0; k < outputs.size(); k++) {
                assertArrayEquals(actual.get(k), threaded.get(k), "threads");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWhatTheReferenceSays(Case kind) {
        Unknowns u = new Unknowns();
        List<Expr> outputs = derivatives(recursion(kind, u, 9), u);
        Map<String, double[]> at = new HashMap<>();
        at.put("a", Arrays.copyOfRange(point(0), 0, 1));
        at.put("b", Arrays.copyOfRange(point(0), 1, 3));
        at.put("m", Arrays.copyOfRange(point(0), 3, 7));
        List<double[]> expected = ReferenceEvaluator.evaluate(outputs, at);
        List<double[]> actual = run(u, outputs, 1, 1);
        for (int k = 0; k < outputs.size(); k++) {
            double size = Arrays.stream(expected.get(k)).map(Math::abs).max().orElseThrow();
            assertArrayEquals(expected.get(k), actual.get(k), 1e-11 * Math.max(1, size));
        }
        double[] differences = ReferenceEvaluator.centralDifferences(outputs.get(0), "b", at);
        assertArrayEquals(differences, expected.get(2), 1e-7);
    }

    @Test
    void drawsTogetherAreDrawsAlone() {
        Unknowns u = new Unknowns();
        List<Expr> outputs = derivatives(recursion(Case.GARCH, u, 40), u);
        List<double[]> together = run(u, outputs, 5, 1);
        List<double[]> alone = run(u, outputs, 1, 1);
        for (int k = 0; k < outputs.size(); k++) {
            assertArrayEquals(alone.get(k), Arrays.copyOf(together.get(k), alone.get(k).length), "output " + k);
        }
    }

    /** Ten times the steps: the same nodes, ten times the work, ten times the memory. */
    @Test
    void graphDoesNotGrowWithTime() {
        Unknowns u = new Unknowns();
        List<Expr> shorter = derivatives(recursion(Case.GARCH, u, 1_000), u);
        List<Expr> longer = derivatives(recursion(Case.GARCH, u, 10_000), u);
        int nodes = Graph.topological(longer).size();
        assertEquals(Graph.topological(shorter).size(), nodes);
        assertTrue(nodes < 700, nodes + " nodes");
        Work of1 = Program.of(u.all(), shorter).frame(1).work();
        Work of10 = Program.of(u.all(), longer).frame(1).work();
        assertTrue(of10.calls() < 11 * of1.calls(), of10 + " against " + of1);
        assertTrue(of10.scalars() < 11 * of1.scalars(), of10 + " against " + of1);
        assertTrue(of10.registers() < 11 * of1.registers(), of10 + " against " + of1);
        assertTrue(Double.isFinite(run(u, longer, 1, 1).get(0)[0]));
    }

    /** What is affine in the number carried is a loop of its own, however it was written. */
    @Test
    void affineStepsAreRecognised() {
        Plate time = Plate.of("time", 50);
        Expr a = Expr.variable("a");
        Expr b = Expr.variable("b", 2);
        Expr x = Expr.column(time, "x", data(50));
        List<UnaryOperator<Expr>> steps = List.of(
                h -> x.minus(a.times(h)),
                h -> h.minus(b.at(0)).times(a).plus(b.at(1)).dividedBy(x.plus(3)),
                h -> h.plus(x),
                h -> h.times(a).negate().plus(h.times(x)),
                h -> x.minus(h.times(0.2)).minus(h.dividedBy(a.plus(3))));
        for (UnaryOperator<Expr> step : steps) {
            Expr f = Recursion.over(time, b.at(1), step).after().sin().sumRows();
            List<Expr> outputs = new ArrayList<>(List.of(f));
            outputs.addAll(Gradient.of(f, List.of(a, b)));
            Frame frame = Program.of(List.of(a, b), outputs).frame(1);
            assertTrue(frame.work().calls() < 150, "no program of a step: " + frame.work());
            frame.set(0, new double[] {0.4}, 0, 1);
            frame.set(1, new double[] {-0.3, 0.8}, 0, 2);
            frame.run();
            Map<String, double[]> at = Map.of("a", new double[] {0.4}, "b", new double[] {-0.3, 0.8});
            double h = 0.8;
            double sum = 0;
            for (int t = 0; t < 50; t++) {
                Expr next = step.apply(Expr.constant(h));
                h = ReferenceEvaluator.evaluate(next.onRows(time), at)[t];
                sum += Math.sin(h);
            }
            double[] value = new double[1];
            frame.get(0, value, 0, 1);
            assertEquals(sum, value[0], 1e-9 * Math.max(1, Math.abs(sum)));
            double[] gradient = new double[1];
            frame.get(1, gradient, 0, 1);
            double expected = ReferenceEvaluator.centralDifferences(f, "a", at)[0];
            assertEquals(expected, gradient[0], 1e-6 * Math.max(1, Math.abs(expected)));
        }
    }

    /** β σ² + (what has no σ²): the step multiplies and adds, and its derivative multiplies and adds. */
    @Test
    void whatDoesNotRecurIsNotInTheStep() {
        Unknowns u = new Unknowns();
        int steps = 1000;
        Expr f = recursion(Case.GARCH, u, steps);
        List<Expr> outputs = new ArrayList<>(List.of(f));
        outputs.addAll(Gradient.of(f, u.all()));
        long scalars = Program.of(u.all(), outputs).frame(1).work().scalars();
        assertTrue(scalars < 4 * steps + 200, scalars + " operations on single numbers");
    }

    private static String message(Expr start, UnaryOperator<Expr> step) {
        Plate time = Plate.of("day", 4);
        return assertThrows(IllegalArgumentException.class, () -> Recursion.over(time, start, step))
                .getMessage();
    }

    @Test
    void refusesWhatDoesNotFit() {
        Expr other = Expr.column(Plate.of("county", 2), "x", new double[2]);
        assertEquals(
                "scan: an expression of \"carry 0\", \"b\" [2] per day: the step gives this for carry 0, which starts as"
                        + " scalar: shapes must not change from step to step",
                message(Expr.constant(0), h -> h.plus(Expr.variable("b", 2))));
        assertEquals(
                "plus: \"carry 0\" scalar per day has 4 rows, \"x\" scalar per county has 2: bring one to the other's plate"
                        + " with gather(index column), or sum it with sumRows()",
                message(Expr.constant(0), h -> h.plus(other)));
        assertEquals(
                "scan: \"carry 0\" scalar per day: the step uses SumRows[] of what it carries, which takes all times"
                        + " together: a step knows one time only, so carry what the next one needs to know",
                message(Expr.constant(0), h -> h.minus(h.sumRows())));
        assertEquals(
                "scan: \"x\" scalar per county: the start is before all times, so it cannot have rows; use at(…) of"
                        + " toAxis()",
                message(other, h -> h));
        assertEquals(
                "scan: \"x\" scalar per county: has 2 rows of plate \"county\", not the 4 of plate \"day\": bring it there"
                        + " with gather(index column)",
                message(Expr.constant(0), h -> other));
        Plate time = Plate.of("day", 4);
        assertEquals(
                "scan over \"day\" starts with 1 values, and its step gives 2: it must give what the next step takes",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Recursion.over(time, List.of(Expr.constant(0)), h -> List.of(h.get(0), h.get(0))))
                        .getMessage());
        assertEquals(
                "scan over \"day\" carries nothing: give a start",
                assertThrows(IllegalArgumentException.class, () -> Recursion.over(time, List.of(), h -> h))
                        .getMessage());
    }
}
