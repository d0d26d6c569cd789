package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a matrix that has no Cholesky factor, alone and on one row of many. */
class FailedFactorizationTest {
    private static final double[][] SINGULAR = {{1, 1, 0}, {1, 1, 0}, {0, 0, 1}};

    private static String reason(Expr factor, double at) {
        Expr x = Expr.variable("x");
        Expr log = MultivariateNormal.of(0, factor).logDensity(Expr.zeros(3)).plus(x);
        var search = new NonFiniteSearch(List.of(x), List.of(Factor.of("y", log)), new double[] {at});
        return search.first().map(Factored.NonFinite::describe).orElse("");
    }

    @Test
    void namesThePivotTheJitterAndTheWayOut() {
        String message = reason(Expr.constant(SINGULAR).choleskyFactor(), 0);
        assertTrue(
                message.endsWith(
                        "because a matrix [3, 3] is not positive definite: its pivot 1 is 0.0, its diagonal element"
                                + " there 1.0; jitter tried: 0.0; 1.0E-12 more would do: raise the jitter, as choleskyFactor(name, jitter) takes it, or drop"
                                + " points that all but coincide"),
                message);
    }

    @Test
    void namesTheVariable() {
        Expr indefinite = Expr.constant(new double[][] {{1, 2, 0}, {2, 1, 0}, {0, 0, 1}});
        String message = reason(indefinite.choleskyFactor("f", 1e-8), 0);
        assertTrue(
                message.contains("the covariance of \"f\" [3, 3] is not positive definite: its pivot 1 is -2.99"),
                message);
        assertTrue(message.contains("jitter tried: 1.0E-8; none up to 1.0E-4 would do"), message);
    }

    @Test
    void jitterHelps() {
        assertEquals("", reason(Expr.constant(SINGULAR).choleskyFactor("f", 1e-10), 0));
        var error = assertThrows(
                IllegalArgumentException.class, () -> Expr.constant(SINGULAR).choleskyFactor("f", -1));
        assertEquals("choleskyFactor: jitter of \"f\" must be a finite number >= 0: -1.0", error.getMessage());
    }

    /** The other rows have their factors: 1 is log det of a unit matrix' factor, plus one. */
    @Test
    void namesTheRow() {
        Expr x = Expr.variable("x");
        Plate plate = Plate.of("row", 3);
        Expr unit = Expr.constant(new double[][] {{1, 0}, {0, 1}});
        Expr matrices = Expr.column(plate, "c", new double[] {0, 1.5, 0})
                .times(Expr.constant(new double[][] {{0, 1}, {1, 0}}))
                .plus(unit);
        Expr log = matrices.choleskyFactor().logDeterminantFromFactor().plus(x);
        double[] values = new double[3];
        ExprFunction.of(List.of(x), List.of(log)).evaluate(1, new double[] {1}, values);
        assertEquals(1, values[0]);
        assertTrue(Double.isNaN(values[1]));
        assertEquals(1, values[2]);
        var search = new NonFiniteSearch(List.of(x), List.of(Factor.of("y", log)), new double[1]);
        String message = search.first().map(Factored.NonFinite::describe).orElse("");
        assertTrue(message.contains("a matrix, row 1, [2, 2] is not positive definite: its pivot 1 is -1.25"), message);
    }
}
