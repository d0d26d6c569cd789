package dev.jensen.core.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LowerBoundedTest extends SupportContract {
    @Override
    ContinuousSupport support() {
        return LowerBounded.of(-2);
    }

    @Override
    Map<String, double[]> outside() {
        return Map.of("element 2 must be >= -2: -3", new double[] {1, 2, -3, 4});
    }

    @Test
    void refusesABoundThatIsNoNumber() {
        String text = assertThrows(IllegalArgumentException.class, () -> LowerBounded.of(Double.NaN))
                .getMessage();
        assertEquals("the lower bound must be finite: NaN", text);
        Expr bounds = Expr.constant(new double[] {0, Double.POSITIVE_INFINITY});
        text = assertThrows(IllegalArgumentException.class, () -> LowerBounded.of(bounds))
                .getMessage();
        assertEquals("the lower bound[1] must be finite: Infinity", text);
    }
}
