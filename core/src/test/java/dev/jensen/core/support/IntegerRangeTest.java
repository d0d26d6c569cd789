package dev.jensen.core.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntegerRangeTest {
    @Test
    void tellsWholeNumbers() {
        Expr x = Expr.constant(new double[] {-1, 0, 0.5, 3, 4, 4.000001, 5, 1e300, 1e15, 1 / 0.0, -1 / 0.0});
        assertArrayEquals(
                new double[] {1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1},
                ReferenceEvaluator.evaluate(IntegerRange.of(0, 4).outside(x), Map.of()));
        assertArrayEquals(
                new double[] {1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1},
                ReferenceEvaluator.evaluate(IntegerRange.from(0).outside(x), Map.of()));
    }

    @Test
    void tellsWholeNumbersOnRows() {
        Expr x = Expr.column(Plate.of("row", 4), "x", new double[] {-1, 0, 0.5, 3});
        assertArrayEquals(
                new double[] {1, 0, 1, 0},
                ReferenceEvaluator.evaluate(IntegerRange.from(0).outside(x), Map.of()));
    }

    @Test
    void namesTheRow() {
        Plate plate = Plate.of("row", 3);
        Expr y = Expr.column(plate, "y", new double[] {1, 2.5, 7});
        Expr trials = Expr.column(plate, "n", new double[] {1, 3, 5});
        assertEquals("y, row 1 must be a whole number >= 0: 2.5", message(IntegerRange.from(0), y));
        assertEquals("y, row 1 must be a whole number from 0 to 3: 2.5", message(new IntegerRange(0, trials), y));
        Expr whole = Expr.column(plate, "y", new double[] {1, 2, 7});
        assertEquals("y, row 2 must be a whole number from 0 to 5: 7", message(new IntegerRange(0, trials), whole));
        IntegerRange.from(0).check("y", whole);
    }

    private static String message(Support support, Expr x) {
        return assertThrows(IllegalArgumentException.class, () -> support.check("y", x))
                .getMessage();
    }
}
