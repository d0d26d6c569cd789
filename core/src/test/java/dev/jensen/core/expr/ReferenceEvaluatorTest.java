package dev.jensen.core.expr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceEvaluatorTest {
    private static final Plate PLATE = Plate.of("home", 3);
    private static final IntColumn COUNTY = IntColumn.of(PLATE, "county", new int[] {1, 0, 1}, 2);

    private static double[] value(Expr x) {
        return ReferenceEvaluator.evaluate(
                x, Map.of("a", new double[] {1, 2}, "m", new double[] {4, 2, 2, 5}, "s", new double[] {0.5}));
    }

    private static final Expr A = Expr.variable("a", 2);
    private static final Expr M = Expr.variable("m", 2, 2);
    private static final Expr ROWS = Expr.columns(PLATE, "x", new double[][] {{1, 10}, {2, 20}, {3, 30}});

    @Test
    void polygammaHasTabulatedValues() {
        // mpmath 1.4.1 polygamma(n, x)
        assertEquals(-0.577215664901532861, ReferenceEvaluator.polygamma(0, 1), 1e-15);
        assertEquals(1.6449340668482264, ReferenceEvaluator.polygamma(1, 1), 1e-14);
        assertEquals(-2.4041138063191886, ReferenceEvaluator.polygamma(2, 1), 1e-14);
        assertEquals(6.4939394022668291, ReferenceEvaluator.polygamma(3, 1), 1e-13);
        assertEquals(4.9348022005446793, ReferenceEvaluator.polygamma(1, 0.5), 1e-13);
        assertEquals(0.036489973978576521, ReferenceEvaluator.polygamma(0, -0.5), 1e-14);
        assertEquals(4.6001618527380874, ReferenceEvaluator.polygamma(0, 100), 1e-14);
    }

    @Test
    void broadcastsRowsAndInnerDimensions() {
        assertArrayEquals(new double[] {1, 2, 3, 20, 40, 60}, value(ROWS.times(A)));
        assertArrayEquals(new double[] {5, 4, 3, 7}, value(M.plus(A)));
        assertArrayEquals(new double[] {5, 3, 4, 7}, value(M.plus(A.reshape(2, 1))));
    }

    @Test
    void reduces() {
        assertArrayEquals(new double[] {11, 22, 33}, value(ROWS.sum()));
        assertArrayEquals(new double[] {6, 60}, value(ROWS.sumRows()));
        assertArrayEquals(new double[] {6, 7}, value(M.sum(0)));
        assertArrayEquals(new double[] {6, 7}, value(M.sum(1)));
        assertArrayEquals(new double[] {4, 2, 6, 7}, value(M.cumulativeSum(0)));
        assertArrayEquals(new double[] {2 + Math.log(1 + Math.exp(-1))}, value(A.logSumExp()), 1e-15);
    }

    @Test
    void movesParts() {
        assertArrayEquals(new double[] {2, 1, 2}, value(A.gather(COUNTY)));
        assertArrayEquals(new double[] {2, 4, 20, 40}, value(ROWS.scatterAdd(COUNTY)));
        assertArrayEquals(new double[] {4, 2, 2, 5}, value(M.transpose()));
        assertArrayEquals(new double[] {4, 5}, value(M.diagonal()));
        assertArrayEquals(new double[] {1, 2, 1, 2, .5}, value(Expr.concat(List.of(A, A, Expr.variable("s")))));
    }

    @Test
    void solves() {
        assertArrayEquals(new double[] {8, 12}, value(M.matVec(A)));
        assertArrayEquals(new double[] {2, 0, 1, 2}, value(M.choleskyFactor()));
        Expr solution =
                M.choleskyFactor().solveLowerTransposed(M.choleskyFactor().solveLower(A));
        assertArrayEquals(new double[] {1, 2}, value(M.matVec(solution)), 1e-15);
        assertArrayEquals(new double[] {21, 42, 63}, value(ROWS.dot(A)));
    }

    @Test
    void gradientsAreCentralDifferences() {
        Map<String, double[]> at = Map.of("a", new double[] {1, 2}, "m", new double[] {4, 2, 2, 5});
        Expr f = M.choleskyFactor()
                .solveLower(A.exp())
                .square()
                .sum()
                .log()
                .plus(ROWS.dot(A).tanh().sumRows());
        assertArrayEquals(
                ReferenceEvaluator.centralDifferences(f, "a", at),
                ReferenceEvaluator.evaluate(Gradient.of(f, List.of(A)).get(0), at),
                1e-9);
    }
}
