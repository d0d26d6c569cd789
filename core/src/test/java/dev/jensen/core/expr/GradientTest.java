package dev.jensen.core.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientTest {
    @Test
    void byAnInnerNodeAndByTheUnknownBelowIt() {
        Expr x = Expr.variable("x");
        Expr inner = x.square(); // y = x², f = y³ + x, so ∂f/∂y = 3y² and df/dx = 3y²·2x + 1
        Expr f = inner.times(inner).times(inner).plus(x);
        List<Expr> gradient = Gradient.of(f, List.of(inner, x));
        Map<String, double[]> at = Map.of("x", new double[] {2});
        assertEquals(48, ReferenceEvaluator.number(gradient.get(0), at), 1e-12);
        assertEquals(193, ReferenceEvaluator.number(gradient.get(1), at), 1e-12);
    }
}
