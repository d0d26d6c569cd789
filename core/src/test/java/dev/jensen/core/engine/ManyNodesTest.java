package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Graphs of thousands of small nodes: work linear in their number, and no recursion into their depth. */
class ManyNodesTest {
    /** A walk over the elements of one vector, seen with noise: x[t] = x[t−1] + z[t], and Σ (x[t] − sin t)². */
    private static Expr walk(Expr z, int steps) {
        Expr x = Expr.constant(0);
        List<Expr> terms = new ArrayList<>();
        for (int t = 0; t < steps; t++) {
            x = x.plus(z.at(t));
            terms.add(x.minus(Math.sin(t)).square());
        }
        return Expr.total(terms);
    }

    /** ∂/∂z[s] Σ (x[t] − sin t)² = 2 Σ_{t ≥ s} (x[t] − sin t). */
    private static double[] walkGradient(double[] z) {
        double[] gradient = new double[z.length];
        double x = 0;
        for (int t = 0; t < z.length; t++) {
            x += z[t];
            gradient[t] = 2 * (x - Math.sin(t));
        }
        for (int t = z.length - 2; t >= 0; t--) {
            gradient[t] += gradient[t + 1];
        }
        return gradient;
    }

    /** Numbers that the values of all nodes take. */
    private static long numbers(List<Expr> roots) {
        return Graph.topological(roots).stream()
                .mapToLong(node -> node.shape().size())
                .sum();
    }

    @Test
    void aVectorTakenApartHasItsGradient() {
        int steps = 300;
        int draws = 3;
        Expr z = Expr.variable("z", steps);
        Expr f = walk(z, steps);
        Program program =
                Program.of(List.of(z), List.of(f, Gradient.of(f, List.of(z)).get(0)));
        double[] points = new double[draws * steps];
        Arrays.setAll(points, i -> Math.cos(3 * i));
        Frame frame = program.frame(draws);
        frame.set(0, points, 0, steps);
        frame.run();
        double[] gradients = new double[draws * steps];
        frame.get(1, gradients, 0, steps);
        for (int draw = 0; draw < draws; draw++) {
            double[] point = Arrays.copyOfRange(points, draw * steps, (draw + 1) * steps);
            double[] own = Arrays.copyOfRange(gradients, draw * steps, (draw + 1) * steps);
            assertArrayEquals(walkGradient(point), own, 1e-9);
        }
    }

    @Test
    void gradientsAndSecondDerivativesOfPartsGrowInProportion() {
        long[] first = new long[2];
        long[] second = new long[2];
        for (int k = 0; k < 2; k++) {
            int steps = 200 << k;
            Expr z = Expr.variable("z", steps);
            Expr v = Expr.variable("v", steps);
            Expr gradient = Gradient.of(walk(z, steps), List.of(z)).get(0);
            Expr along = gradient.times(v).sum();
            first[k] = numbers(Graph.shared(List.of(gradient)));
            second[k] = numbers(Graph.shared(Gradient.of(along, List.of(z))));
        }
        assertTrue(first[1] < 2.1 * first[0], "twice the steps: " + Arrays.toString(first));
        assertTrue(second[1] < 2.1 * second[0], "twice the steps: " + Arrays.toString(second));
    }

    @Test
    void overlappingSlicesHaveTheirGradient() {
        Expr z = Expr.variable("z", 6);
        Expr matrix = z.reshape(2, 3);
        Expr f = z.slice(0, 4)
                .exp()
                .sum()
                .plus(z.slice(2, 6).square().sum())
                .plus(matrix.at(1).times(matrix.at(0)).sum())
                .plus(z.at(5).times(z.at(0)))
                .plus(z.take(new int[] {1, 1, 4}, 3).square().sum());
        Map<String, double[]> at = Map.of("z", new double[] {0.3, -0.2, 0.5, 1.1, -0.7, 0.2});
        Expr gradient = Gradient.of(f, List.of(z)).get(0);
        assertArrayEquals(
                ReferenceEvaluator.centralDifferences(f, "z", at), ReferenceEvaluator.evaluate(gradient, at), 1e-9);
        Frame frame = Program.of(List.of(z), List.of(gradient)).frame(1);
        frame.set(0, at.get("z"), 0, 6);
        frame.run();
        double[] value = new double[6];
        frame.get(0, value, 0, 6);
        assertArrayEquals(ReferenceEvaluator.evaluate(gradient, at), value, 1e-14);
    }

    @Test
    void partsOnRowsHaveTheirGradient() {
        Plate plate = Plate.of("row", 5);
        Expr data = Expr.columns(
                plate, "x", new double[][] {{1, 2, 3}, {-1, 0.5, 2}, {0, 1, 1}, {2, -2, 0.5}, {0.1, 0.2, 0.3}});
        Expr b = Expr.variable("b", 3);
        Expr parts = data.times(b);
        Expr f = parts.at(0)
                .exp()
                .plus(parts.at(1).times(parts.at(2)))
                .plus(parts.slice(1, 3).square().sum())
                .sumRows();
        Map<String, double[]> at = Map.of("b", new double[] {0.3, -0.2, 0.5});
        Expr gradient = Gradient.of(f, List.of(b)).get(0);
        Frame frame = Program.of(List.of(b), List.of(gradient)).frame(1);
        frame.set(0, at.get("b"), 0, 3);
        frame.run();
        double[] value = new double[3];
        frame.get(0, value, 0, 3);
        assertArrayEquals(ReferenceEvaluator.centralDifferences(f, "b", at), value, 1e-8);
    }

    /** On a stack of 200 kB, on which ten bytes would have to do for a call. */
    @Test
    void aChainOfTwentyThousandStepsIsNoRecursion() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread small = new Thread(null, () -> aChain(20_000), "a small stack", 200_000);
        small.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        small.start();
        small.join();
        assertNull(failure.get());
    }

    private static void aChain(int steps) {
        Expr a = Expr.variable("a");
        Expr x = a;
        for (int t = 0; t < steps; t++) {
            x = x.times(0.5).plus(a);
        }
        Program program =
                Program.of(List.of(a), List.of(x, Gradient.of(x, List.of(a)).get(0)));
        Frame frame = program.frame(2);
        frame.set(0, new double[] {3, -1}, 0, 1);
        frame.run();
        double[] value = new double[2];
        frame.get(0, value, 0, 1);
        assertArrayEquals(new double[] {6, -2}, value, 1e-12);
        frame.get(1, value, 0, 1);
        assertArrayEquals(new double[] {2, 2}, value, 1e-12);
    }

    @Test
    void aRecursionOverRowsIsSummedInProportion() {
        Plate plate = Plate.of("row", 3);
        Expr data = Expr.column(plate, "x", new double[] {1, 2, 3});
        Expr a = Expr.variable("a");
        Expr x = data;
        for (int t = 0; t < 60; t++) {
            x = x.plus(x.times(a)); // (1 + a)^t, and 2^60 sums if none were known again
        }
        Expr f = x.sumRows();
        assertEquals(6 * Math.pow(1.01, 60), ReferenceEvaluator.number(f, Map.of("a", new double[] {0.01})), 1e-12);
    }

    @Test
    void aLongSumOverRowsIsNoRecursion() {
        Plate plate = Plate.of("row", 3);
        Expr data = Expr.column(plate, "x", new double[] {1, 2, 3});
        Expr a = Expr.variable("a");
        Expr x = data;
        for (int t = 0; t < 50_000; t++) {
            x = x.plus(data.times(a).sin());
        }
        assertTrue(Graph.topological(List.of(x.sumRows())).size() > 50_000);
    }

    @Test
    void manyTermsAreOneSum() {
        List<Expr> terms = new ArrayList<>();
        Expr z = Expr.variable("z", 40);
        for (int i = 0; i < 40; i++) {
            terms.add(z.at(i).square());
            terms.add(Expr.constant(1));
        }
        Expr total = Expr.total(terms);
        double[] ones = new double[40];
        Arrays.fill(ones, 2);
        assertEquals(200, ReferenceEvaluator.number(total, Map.of("z", ones)), 1e-12);
        assertEquals(0, ReferenceEvaluator.number(Expr.total(List.of()), Map.of()));
        assertArrayEquals(
                new double[] {4, 5, 6},
                ReferenceEvaluator.evaluate(
                        Expr.total(List.of(Expr.constant(new double[] {1, 2, 3}), Expr.constant(3))), Map.of()));
    }
}
