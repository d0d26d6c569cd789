package dev.jensen.core.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;

/** What every support promises of its transform. */
abstract class SupportContract {
    private static final int LENGTH = 4;

    abstract ContinuousSupport support();

    /** Values outside, each with a part of the message that names what is wrong with it. */
    abstract Map<String, double[]> outside();

    /** How large an unconstrained number keeps every digit of the way back. */
    double reach() {
        return 5;
    }

    private int unconstrained() {
        return support().unconstrainedLength(LENGTH);
    }

    private Expr unknown() {
        return Expr.variable("u", unconstrained());
    }

    private static double[] value(Expr x, double[] u) {
        return ReferenceEvaluator.evaluate(x, Map.of("u", u));
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
        Expr back = support().unconstrain(Expr.variable("x", LENGTH));
        assertEquals(LENGTH, x.shape().size());
        for (double[] u : points()) {
            double[] again = ReferenceEvaluator.evaluate(back, Map.of("x", value(x, u)));
            assertArrayEquals(u, again, 1e-9, Arrays.toString(u));
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
        int d = unconstrained();
        for (double[] u : points()) {
            double[][] jacobian = new double[d][d];
            for (int i = 0; i < d; i++) {
                double[] row = ReferenceEvaluator.centralDifferences(x.at(i), "u", Map.of("u", u));
                System.arraycopy(row, 0, jacobian[i], 0, d);
            }
            double determinant = new LUDecomposition(new Array2DRowRealMatrix(jacobian), 0).getDeterminant();
            assertEquals(Math.log(Math.abs(determinant)), value(log, u)[0], 1e-7, Arrays.toString(u));
        }
    }

    @Test
    void isFiniteFarOut() {
        Expr unknown = unknown();
        Expr x = support().constrain(unknown);
        Expr log = support().logJacobian(unknown).sum();
        Expr gradient = Gradient.of(x.sum().plus(log), List.of(unknown)).get(0);
        for (double far : new double[] {-600, -40, 40, 600}) {
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
        double[] weights = new Random(3).doubles(LENGTH, -1, 1).toArray();
        Expr f = support()
                .constrain(u)
                .times(Expr.constant(weights))
                .sum()
                .plus(support().logJacobian(u).sum());
        Expr gradient = Gradient.of(f, List.of(u)).get(0);
        for (double[] at : points()) {
            double[] differences = ReferenceEvaluator.centralDifferences(f, "u", Map.of("u", at));
            double[] exact = value(gradient, at);
            for (int i = 0; i < exact.length; i++) {
                assertEquals(differences[i], exact[i], 1e-7 * Math.max(1, Math.abs(exact[i])), Arrays.toString(at));
            }
        }
    }

    @Test
    void mapsRowsAndMatricesVectorByVector() {
        List<double[]> points = points();
        Expr rows = Expr.columns(Plate.of("row", points.size()), "u", points.toArray(new double[0][]));
        Expr matrix = Expr.constant(points.toArray(new double[0][]));
        Expr one = unknown();
        for (int i = 0; i < points.size(); i++) {
            int row = i;
            double[] u = points.get(i);
            Expr x = support().constrain(one);
            Expr log = support().logJacobian(one);
            assertArrayEquals(value(x, u), value(support().constrain(matrix).at(row), u), 1e-15);
            assertArrayEquals(value(log, u), value(support().logJacobian(matrix).at(row), u), 1e-15);
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
        support().check("data \"y\"", Expr.constant(good));
        outside().forEach((message, bad) -> {
            Expr rows = Expr.columns(Plate.of("row", 2), "y", new double[][] {good, bad});
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
