package dev.jensen.optim.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The first three functions are those of Moré and Thuente (1994), section 5. */
class StrongWolfeTest {
    private static DifferentiableFunction function(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        return new DifferentiableFunction() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                gradient[0] = slope.applyAsDouble(x[0]);
                return value.applyAsDouble(x[0]);
            }
        };
    }

    private static void satisfiesBothConditionsFromAnyFirstTrial(DifferentiableFunction f) {
        double[] slope0 = new double[1];
        double value0 = f.valueAndGradient(new double[1], slope0);
        for (double first = 1e-6; first < 1e6; first *= 7) {
            StrongWolfe search = new StrongWolfe(f, 1);
            assertTrue(search.from(new double[1], value0, slope0[0], new double[] {1}, first));
            String where = "first trial " + first + ", ended at " + search.x()[0];
            assertTrue(search.value() <= value0 + 1e-4 * search.x()[0] * slope0[0], where);
            assertTrue(Math.abs(search.gradient()[0]) <= 0.9 * Math.abs(slope0[0]), where);
        }
    }

    @Test
    void concaveAtFirst() {
        double b = 2;
        satisfiesBothConditionsFromAnyFirstTrial(
                function(a -> -a / (a * a + b), a -> (a * a - b) / ((a * a + b) * (a * a + b))));
    }

    @Test
    void cubicAtFirst() {
        double b = 0.004;
        satisfiesBothConditionsFromAnyFirstTrial(function(
                a -> Math.pow(a + b, 5) - 2 * Math.pow(a + b, 4),
                a -> 5 * Math.pow(a + b, 4) - 8 * Math.pow(a + b, 3)));
    }

    @Test
    void quadraticWithWaves() {
        double waves = 39 * Math.PI / 2;
        satisfiesBothConditionsFromAnyFirstTrial(function(
                a -> (a - 1) * (a - 1) + 0.01 * Math.sin(waves * a),
                a -> 2 * (a - 1) + 0.01 * waves * Math.cos(waves * a)));
    }

    @Test
    void aWallThatIsNotFinite() {
        satisfiesBothConditionsFromAnyFirstTrial(
                function(a -> a < 3 ? -Math.log(3 - a) - 2 * a : Double.NaN, a -> 1 / (3 - a) - 2));
    }

    @Test
    void whereTheDecreaseDrownsInRoundingTheSlopeDecides() {
        // ½ (x − 1e-4)² on top of 1e10, which rounds it away and here happens to round up after the start.
        DifferentiableFunction f = function(a -> a == 0 ? 1e10 : Math.nextUp(1e10), a -> a - 1e-4);
        StrongWolfe search = new StrongWolfe(f, 1);
        assertTrue(search.from(new double[1], 1e10, -1e-4 * 1e-4, new double[] {1e-4}, 1));
        assertEquals(1e-4, search.x()[0], 1e-9);
    }

    @Test
    void saysSoIfNothingLowerIsFound() {
        StrongWolfe search = new StrongWolfe(function(a -> a, a -> -1), 1);
        assertFalse(search.from(new double[1], 0, -1, new double[] {1}, 1));
    }
}
