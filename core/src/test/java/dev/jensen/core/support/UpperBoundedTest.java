package dev.jensen.core.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpperBoundedTest extends SupportContract {
    @Override
    ContinuousSupport support() {
        return UpperBounded.of(Expr.constant(new double[] {1, 2, 3, 4}));
    }

    @Override
    Map<String, double[]> outside() {
        return Map.of("element 1 must be <= 2: 2.5", new double[] {1, 2.5, 3, 4});
    }

    @Test
    void refusesABoundThatIsNoNumber() {
        String text = assertThrows(IllegalArgumentException.class, () -> UpperBounded.of(Double.NaN))
                .getMessage();
        assertEquals("the upper bound must be finite: NaN", text);
        Expr bounds = Expr.constant(new double[] {0, Double.POSITIVE_INFINITY});
        text = assertThrows(IllegalArgumentException.class, () -> UpperBounded.of(bounds))
                .getMessage();
        assertEquals("the upper bound[1] must be finite: Infinity", text);
    }
}
