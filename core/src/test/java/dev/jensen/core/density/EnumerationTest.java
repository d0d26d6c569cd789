package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnumerationTest {

    private static double[] evaluate(Expr output) {
        ExprFunction function = ExprFunction.of(List.of(), List.of(output));
        double[] values = new double[function.size()];
        function.evaluate(1, new double[0], values);
        return values;
    }

    @Test
    void sumsEachRowOverTheOutcomes() {
        double[] y = {0.3, -2, 1000};
        double[] weights = {0.2, 0.8};
        Expr data = Expr.column(Plate.of("row", 3), "y", y);
        Expr w = Expr.constant(weights);
        double[] sums = evaluate(
                Enumeration.logSum(2, k -> w.at(k).log().minus(data.minus(k).square())));
        double[] shares = evaluate(Enumeration.probabilities(
                2, k -> w.at(k).log().minus(data.minus(k).square())));
        for (int row = 0; row < 3; row++) {
            double a = Math.log(0.2) - y[row] * y[row];
            double b = Math.log(0.8) - (y[row] - 1) * (y[row] - 1);
            double expected = Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
            assertEquals(expected, sums[row], 1e-13 * Math.abs(expected));
            assertEquals(Math.exp(a - expected), shares[row], 1e-9);
            assertEquals(1, shares[row] + shares[3 + row], 1e-14);
        }
    }

    @Test
    void needsAnOutcome() {
        assertEquals(
                "an unknown must have at least 1 outcome: 0",
                assertThrows(IllegalArgumentException.class, () -> Enumeration.logSum(0, k -> Expr.constant(0)))
                        .getMessage());
    }
}
