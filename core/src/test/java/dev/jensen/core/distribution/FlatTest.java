package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Factor;
import dev.jensen.core.density.Variables;
import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlatTest {

    private static double at(Flat law, double x) {
        Expr z = Expr.variable("z");
        ExprDensity density =
                ExprDensity.of(List.of(z), List.of(Factor.of("flat", law.logDensity(z))), Variables.unnamed(1));
        double[] value = new double[1];
        density.logDensity(1, new double[] {x}, value);
        return value[0];
    }

    @Test
    void theLogDensityIsZeroInsideAndMinusInfinityOutside() {
        assertEquals(0, at(Flat.real(), -1e300), 1e-300);
        assertEquals(0, at(Flat.positive(), 3), 1e-300);
        assertEquals(Double.NEGATIVE_INFINITY, at(Flat.positive(), -3));
        assertEquals(0, at(Flat.between(-20, 20), 19), 1e-300);
        assertEquals(Double.NEGATIVE_INFINITY, at(Flat.between(-20, 20), 21));
    }

    @Test
    void cannotBeDrawnFrom() {
        String message = assertThrows(
                        UnsupportedOperationException.class,
                        () -> Flat.real().sample(new SplittableRandom(1), new double[0], new double[1]))
                .getMessage();
        assertTrue(message.contains("proper prior"), message);
    }
}
