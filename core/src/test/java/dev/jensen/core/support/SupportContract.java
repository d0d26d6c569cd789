package dev.jensen.core.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import dev.jensen.core.expr.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;

/** What every support promises of its transform. */
abstract class SupportContract {
    abstract ContinuousSupport support();

    /** The dimensions of a value. */
    int[] inner() {
        return new int[] {4};
    }

    /** Values of the unknowns that bounds depend on. */
    Map<String, double[]> unknownBounds() {
        return Map.of();
    }

    /** Values outside, each with a part of the message that names what is wrong with it. */
    abstract Map<String, double[]> outside();

    /** How large an unconstrained number keeps every digit of the way back. */
    double reach() {
        return 5;
    }

    /** Unconstrained numbers that no double is beyond: the value's elements and the log Jacobian stay finite. */
    double far() {
        return 600;
    }

    /** Whether u is the only one that its value has. */
    boolean isOneToOne() {
        return true;
    }

    /** The elements that are the coordinates of the densities' measure. */
    int[] coordinates() {
        return IntStream.range(0, unconstrained()).toArray();
    }

    /** The factor by which the map makes volumes larger, from its Jacobian matrix [element][u]. */
    double logVolume(double[][] jacobian, double[] u) {
        int[] coordinates = coordinates();
        double[][] square = new double[coordinates.length][];
        for (int i = 0; i < square.length; i++) {
            square[i] = jacobian[coordinates[i]];
        }
        return Math.log(Math.abs(new LUDecomposition(new Array2DRowRealMatrix(square), 0).getDeterminant()));
    }

    private int length() {
        return Arrays.stream(inner()).reduce(1, (a, b) -> a * b);
    }

    private int unconstrained() {
        return support().unconstrained(inner())[0];
    }

    private Expr unknown() {
        return Expr.variable("u", unconstrained());
    }

    private double[] value(Expr x, double[] u) {
        return ReferenceEvaluator.evaluate(x, at("u", u));
    }

    private Map<String, double[]> at(String name, double[] values) {
        Map<String, double[]> all = new HashMap<>(unknownBounds());
        all.put(name, values);
        return all;
    }

    /** The way back works on rows of a plate too, and on stacks. */
    @Test
    void comesBackOnRowsAndFromStacks() {
        List<double[]> values = new ArrayList<>();
        points().forEach(u -> values.add(value(support().constrain(unknown()), u)));
        int n = values.size();
        Expr rows = Expr.columns(Plate.of("row", n), "x", values.toArray(new double[0][]))
                .reshape(inner());
        int[] stacked =
                IntStream.concat(IntStream.of(n), Arrays.stream(inner())).toArray();
        Expr stack = Expr.constant(values.toArray(new double[0][])).reshape(stacked);
        Expr one = support().unconstrain(Expr.variable("x", inner()));
        double[] onRows = value(support().unconstrain(rows), new double[0]);
        for (int i = 0; i < n; i++) {
            double[] u = ReferenceEvaluator.evaluate(one, at("x", values.get(i)));
            assertArrayEquals(u, every(onRows, i, n), 1e-9);
            assertArrayEquals(u, value(support().unconstrain(stack).at(i), u), 1e-9);
        }
    }

    private List<double[]> points() {
        Random random = new Random(11);
        List<double[]> points = new ArrayList<>();
        points.add(new double[unconstrained()]);
        for (int i = 0; i < 20; i++) {
            double reach = i < 10 ? 1 : reach();
            points.add(random.doubles(unconstrained(), -reach, reach).toArray());
        }
        return points;
    }

    @Test
    void goesThereAndBack() {
        Expr x = support().constrain(unknown());
        Expr back = support().unconstrain(Expr.variable("x", inner()));
        assertArrayEquals(inner(), x.shape().inner());
        for (double[] u : points()) {
            double[] value = value(x, u);
            double[] again = ReferenceEvaluator.evaluate(back, at("x", value));
            if (isOneToOne()) {
                assertArrayEquals(u, again, 1e-9, Arrays.toString(u));
            }
            assertArrayEquals(value, value(x, again), 1e-8, Arrays.toString(u));
        }
    }

    @Test
    void staysInside() {
        Expr outside = support().outside(support().constrain(unknown()));
        for (double[] u : points()) {
            for (double flag : value(outside, u)) {
                assertEquals(0, flag, Arrays.toString(u));
            }
        }
    }

    @Test
    void knowsItsJacobian() {
        Expr x = support().constrain(unknown());
        Expr log = support().logJacobian(unknown()).sum();
        for (double[] u : points()) {
            double[][] jacobian = new double[length()][];
            for (int i = 0; i < jacobian.length; i++) {
                jacobian[i] = ReferenceEvaluator.centralDifferences(x.flat().at(i), "u", at("u", u));
            }
            double expected = logVolume(jacobian, u);
            assertEquals(expected, value(log, u)[0], 1e-7 * Math.max(1, Math.abs(expected)), Arrays.toString(u));
        }
    }

    @Test
    void isFiniteFarOut() {
        Expr unknown = unknown();
        Expr x = support().constrain(unknown);
        Expr log = support().logJacobian(unknown).sum();
        Expr gradient = Gradient.of(x.sum().plus(log), List.of(unknown)).get(0);
        for (double far : new double[] {-far(), -40, 40, far()}) {
            for (int i = 0; i < unconstrained(); i++) {
                double[] u = new double[unconstrained()];
                u[i] = far;
                for (Expr e : List.of(x, log, gradient)) {
                    assertTrue(Arrays.stream(value(e, u)).allMatch(Double::isFinite), e + " at " + Arrays.toString(u));
                }
            }
        }
    }

    @Test
    void hasTheGradientOfItsDifferences() {
        Expr u = unknown();
        double[] weights = new Random(3).doubles(length(), -1, 1).toArray();
        Expr f = support()
                .constrain(u)
                .times(Expr.constant(weights).reshape(inner()))
                .sum()
                .plus(support().logJacobian(u).sum());
        List<Expr> by = new ArrayList<>(List.of(u));
        Graph.topological(List.of(f)).stream()
                .filter(node -> node.operation() instanceof Variable && node != u)
                .forEach(by::add);
        assertEquals(unknownBounds().size() + 1, by.size());
        List<Expr> gradient = Gradient.of(f, by);
        for (double[] at : points()) {
            for (int v = 0; v < by.size(); v++) {
                String name = by.get(v).operation().toString();
                double[] differences = ReferenceEvaluator.centralDifferences(f, name, at("u", at));
                double[] exact = value(gradient.get(v), at);
                for (int i = 0; i < exact.length; i++) {
                    assertEquals(differences[i], exact[i], 1e-7 * Math.max(1, Math.abs(exact[i])), Arrays.toString(at));
                }
            }
        }
    }

    /** A Hessian needs the second derivatives, also at the point where a fit starts. */
    @Test
    void hasTheHessianOfItsDifferences() {
        Expr u = unknown();
        Expr f = support().constrain(u).sum().plus(support().logJacobian(u).sum());
        double[] direction = new Random(4).doubles(unconstrained(), -1, 1).toArray();
        Expr slope = Gradient.of(f, List.of(u))
                .get(0)
                .times(Expr.constant(direction))
                .sum();
        Expr product = Gradient.of(slope, List.of(u)).get(0);
        for (double[] at : points()) {
            double[] differences = ReferenceEvaluator.centralDifferences(slope, "u", at("u", at));
            double[] exact = value(product, at);
            for (int i = 0; i < exact.length; i++) {
                assertEquals(differences[i], exact[i], 1e-6 * Math.max(1, Math.abs(exact[i])), Arrays.toString(at));
            }
        }
    }

    @Test
    void mapsRowsAndMatricesVectorByVector() {
        List<double[]> points = points();
        Expr rows = Expr.columns(Plate.of("row", points.size()), "u", points.toArray(new double[0][]));
        Expr stack = Expr.constant(points.toArray(new double[0][]));
        Expr one = unknown();
        for (int i = 0; i < points.size(); i++) {
            int row = i;
            double[] u = points.get(i);
            Expr x = support().constrain(one);
            Expr log = support().logJacobian(one);
            assertArrayEquals(value(x, u), value(support().constrain(stack).at(row), u), 1e-15);
            assertArrayEquals(value(log, u), value(support().logJacobian(stack).at(row), u), 1e-15);
            assertArrayEquals(value(x, u), every(value(support().constrain(rows), u), row, points.size()), 1e-15);
            assertArrayEquals(value(log, u), every(value(support().logJacobian(rows), u), row, points.size()), 1e-15);
        }
    }

    /** The elements of a row in [element][row]. */
    private static double[] every(double[] values, int row, int rows) {
        double[] out = new double[values.length / rows];
        for (int e = 0; e < out.length; e++) {
            out[e] = values[e * rows + row];
        }
        return out;
    }

    @Test
    void namesTheRowOfBadData() {
        double[] good = value(support().constrain(unknown()), points().get(1));
        support().check("data \"y\"", Expr.constant(good).reshape(inner()));
        double[] nan = good.clone();
        nan[nan.length - 1] = Double.NaN;
        double[] flag = value(support().outside(Expr.constant(nan).reshape(inner())), new double[unconstrained()]);
        assertEquals(0, flag[flag.length - 1], "NaN is not taken for an ordinary value outside");
        assertThrows(
                IllegalArgumentException.class,
                () -> support().check("y", Expr.constant(nan).reshape(inner())));
        outside().forEach((message, bad) -> {
            Expr rows = Expr.columns(Plate.of("row", 2), "y", new double[][] {good, bad})
                    .reshape(inner());
            double[] flags = value(support().outside(rows), new double[0]);
            boolean flagged = false;
            for (int i = 1; i < flags.length; i += 2) {
                flagged |= flags[i] != 0;
            }
            assertTrue(flagged, message);
            String text = assertThrows(
                            IllegalArgumentException.class, () -> support().check("data \"y\"", rows))
                    .getMessage();
            assertTrue(text.startsWith("data \"y\", row 1") && text.contains(message), text);
        });
    }
}
