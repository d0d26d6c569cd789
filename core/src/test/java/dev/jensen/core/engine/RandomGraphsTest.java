package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.plain.PlainKernels;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import dev.jensen.core.expr.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random small graphs of every kind of operation: the engine's value and gradient, on every set of kernels, are those of the
 * reference evaluator, and the gradient goes along a random direction as the reference's values do.
 */
class RandomGraphsTest {
    private static final int GRAPHS = 40;
    private static final int NODES = 14;
    private static final int LARGEST = 12;
    private static final int DRAWS = 3;

    @TestFactory
    Stream<DynamicTest> agreesWithTheReference() {
        return IntStream.range(0, GRAPHS).mapToObj(seed -> DynamicTest.dynamicTest("graph " + seed, () -> check(seed)));
    }

    private static void check(int seed) {
        Random random = new Random(seed);
        Expr f = random.graph();
        List<Expr> outputs = new ArrayList<>(List.of(f));
        outputs.addAll(Gradient.of(f, random.unknowns));
        List<Map<String, double[]>> points = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            points.add(random.point());
        }
        Program program = Program.of(random.unknowns, outputs);
        for (Kernels kernels : List.of(new PlainKernels(), KernelChoice.best())) {
            Frame frame = program.on(kernels).frame(DRAWS);
            for (int i = 0; i < random.unknowns.size(); i++) {
                int size = random.unknowns.get(i).shape().size();
                double[] values = new double[DRAWS * size];
                for (int draw = 0; draw < DRAWS; draw++) {
                    System.arraycopy(points.get(draw).get(name(i)), 0, values, draw * size, size);
                }
                frame.set(i, values, 0, size);
            }
            frame.run();
            for (int draw = 0; draw < DRAWS; draw++) {
                List<double[]> expected = ReferenceEvaluator.evaluate(outputs, points.get(draw));
                for (int k = 0; k < outputs.size(); k++) {
                    int size = outputs.get(k).shape().size();
                    double[] all = new double[DRAWS * size];
                    frame.get(k, all, 0, size);
                    double[] own = new double[size];
                    System.arraycopy(all, draw * size, own, 0, size);
                    assertArrayEquals(expected.get(k), own, 1e-10 * largest(expected.get(k)), "output " + k);
                }
            }
        }
        slope(f, outputs, points.get(0), random);
    }

    /** The derivative along a direction, by five points. */
    private static void slope(Expr f, List<Expr> outputs, Map<String, double[]> at, Random random) {
        Map<String, double[]> direction = random.point();
        double h = 1e-4;
        double[] moved = new double[4];
        int[] steps = {-2, -1, 1, 2};
        for (int s = 0; s < 4; s++) {
            Map<String, double[]> point = new HashMap<>();
            for (Map.Entry<String, double[]> entry : at.entrySet()) {
                double[] values = entry.getValue().clone();
                for (int i = 0; i < values.length; i++) {
                    values[i] += steps[s] * h * direction.get(entry.getKey())[i];
                }
                point.put(entry.getKey(), values);
            }
            moved[s] = ReferenceEvaluator.number(f, point);
        }
        double expected = (moved[0] - 8 * moved[1] + 8 * moved[2] - moved[3]) / (12 * h);
        double actual = 0;
        double scale = 1;
        for (int i = 0; i < random.unknowns.size(); i++) {
            double[] gradient = ReferenceEvaluator.evaluate(outputs.get(i + 1), at);
            for (int e = 0; e < gradient.length; e++) {
                actual += gradient[e] * direction.get(name(i))[e];
                scale = Math.max(scale, Math.abs(gradient[e]));
            }
        }
        assertEquals(expected, actual, 1e-6 * scale + 1e-9 * Math.abs(moved[1]), "slope");
    }

    private static double largest(double[] values) {
        double largest = 1;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static String name(int unknown) {
        return "u" + unknown;
    }

    /** Grows a graph from unknowns and data. */
    private static final class Random {
        private static final int GROUPS = 3;

        private final SplittableRandom random;
        private final Plate plate;
        private final IntColumn index;
        private final Expr data;
        private final List<Expr> nodes = new ArrayList<>();
        final List<Expr> unknowns = new ArrayList<>();

        Random(int seed) {
            random = new SplittableRandom(seed);
            plate = Plate.of("row", new int[] {1, 5, 41, 300}[random.nextInt(4)]);
            index = IntColumn.of(
                    plate,
                    "group",
                    IntStream.range(0, plate.size())
                            .map(i -> random.nextInt(GROUPS))
                            .toArray(),
                    GROUPS);
            data = Expr.column(plate, "x", random.doubles(plate.size(), -1, 1).toArray());
            for (int[] inner : new int[][] {{}, {GROUPS}, {2, GROUPS}, {plate.size()}}) {
                unknowns.add(Expr.variable(name(unknowns.size()), inner));
            }
            nodes.addAll(unknowns.subList(0, 3));
            nodes.add(unknowns.get(3).toRows(plate));
            nodes.add(data);
        }

        Map<String, double[]> point() {
            Map<String, double[]> point = new HashMap<>();
            for (int i = 0; i < unknowns.size(); i++) {
                point.put(
                        name(i),
                        random.doubles(unknowns.get(i).shape().size(), -1, 1).toArray());
            }
            return point;
        }

        Expr graph() {
            for (int i = 0; i < NODES; i++) {
                Expr node = grown();
                nodes.add(
                        node.shape().size() > LARGEST
                                ? node.take(table(4, node.shape().size()), 4)
                                : node);
            }
            List<Expr> terms = new ArrayList<>();
            for (Expr node : nodes.subList(5, nodes.size())) {
                Expr sum = node.tanh().sum();
                terms.add(sum.shape().hasRows() ? sum.sumRows() : sum);
            }
            return Expr.total(terms).plus(unknowns.get(0).square());
        }

        private Expr any() {
            return nodes.get(random.nextInt(nodes.size()));
        }

        private int[] table(int length, int size) {
            return IntStream.range(0, length).map(i -> random.nextInt(size)).toArray();
        }

        private Expr grown() {
            Expr a = any();
            int rank = a.shape().rank();
            int axis = rank == 0 ? 0 : random.nextInt(rank);
            return switch (random.nextInt(rank > 0 ? 20 : 12)) {
                case 0, 1, 2 -> together(a, any());
                case 3, 4 -> curve(a);
                case 5 -> Expr.stack(List.of(a, curve(a), a.times(0.5)));
                case 6 -> Expr.concat(List.of(a.flat(), curve(a).flat()));
                case 7 -> many(a);
                case 8 ->
                    a.shape().hasRows()
                            ? a.sumRows().times(0.1)
                            : a.onRows(plate).times(data);
                case 9 ->
                    a.shape().hasRows()
                            ? a.scatterAdd(index).times(0.1)
                            : a.minus(data).square();
                case 10 -> outer(a, any());
                case 11 -> a.flat().put(table(a.shape().size(), 4), 4);
                case 12 -> a.sum(axis);
                case 13 -> a.logSumExp(axis);
                case 14 -> a.cumulativeSum(axis);
                case 15 -> a.at(random.nextInt(a.shape().dimension(0)));
                case 16 -> slice(a);
                case 17 -> a.take(table(3, a.shape().size()), 3);
                case 18 -> a.softmax(axis);
                default ->
                    a.shape().dimension(rank - 1) == GROUPS && !a.shape().hasRows() ? a.gather(index) : a.mean(axis);
            };
        }

        private Expr curve(Expr a) {
            return switch (random.nextInt(9)) {
                case 0 -> a.sin();
                case 1 -> a.tanh().exp();
                case 2 -> a.sigmoid();
                case 3 -> a.softplus();
                case 4 -> a.square().plus(0.5).log();
                case 5 -> a.square().plus(1).sqrt();
                case 6 -> a.normalCdf();
                case 7 -> a.negate();
                default -> a.tanh().square();
            };
        }

        private Expr together(Expr a, Expr b) {
            if (Shape.broadcast(a.shape(), b.shape()) == null) {
                return curve(a);
            }
            return switch (random.nextInt(6)) {
                case 0 -> a.plus(b);
                case 1 -> a.minus(b);
                case 2 -> a.tanh().times(b);
                case 3 -> a.dividedBy(b.square().plus(1));
                case 4 -> a.tanh().times(b.sin()).plus(a);
                default -> Expr.select(data.lessThan(0.2), a, b);
            };
        }

        private Expr slice(Expr a) {
            int length = a.shape().dimension(0);
            int from = random.nextInt(length);
            return a.slice(from, from + 1 + random.nextInt(length - from));
        }

        /** A sum of so many terms that it is one operation. */
        private Expr many(Expr a) {
            return Expr.total(IntStream.range(1, 20)
                            .mapToObj(k -> a.times(k).sin())
                            .toList())
                    .times(0.1);
        }

        private Expr outer(Expr a, Expr b) {
            int n = a.shape().size();
            int m = b.shape().size();
            return n * m > LARGEST
                    ? curve(b)
                    : a.reshape(n, 1).matMul(b.reshape(1, m)).tanh();
        }
    }
}
