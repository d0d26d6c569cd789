package dev.jensen.core.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntervalTest extends SupportContract {
    @Override
    ContinuousSupport support() {
        return Interval.of(-1, 4);
    }

    @Override
    Map<String, double[]> outside() {
        return Map.of(
                "element 3 must be between -1 and 4: 5",
                new double[] {1, 2, 3, 5},
                "element 0 must be between -1 and 4: -2",
                new double[] {-2, 2, 3, 1});
    }

    @Test
    void takesUnknownBounds() {
        Expr low = Expr.variable("low");
        Expr high = Expr.variable("high");
        Interval between = Interval.of(low, high);
        Map<String, double[]> at = Map.of("low", new double[] {2}, "high", new double[] {6});
        assertEquals(4, ReferenceEvaluator.number(between.constrain(Expr.constant(0)), at));
        assertEquals(0, ReferenceEvaluator.number(between.logJacobian(Expr.constant(0)), at), 1e-15); // log(4 · ¼)
        assertEquals(1, ReferenceEvaluator.number(between.outside(Expr.constant(1)), at));
    }

    @Test
    void refusesBoundsInTheWrongOrder() {
        String text = assertThrows(IllegalArgumentException.class, () -> Interval.of(3, 2))
                .getMessage();
        assertEquals("the interval's lower bound must be finite and below the upper bound 2: 3", text);
    }
}
