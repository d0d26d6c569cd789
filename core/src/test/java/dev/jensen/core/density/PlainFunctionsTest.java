package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainFunctionsTest {

    @Test
    void evaluatesEveryPointOfABatch() {
        Differentiable sum = Differentiable.ofFunction(2, (z, gradient) -> {
            gradient[0] = 2 * z[0];
            gradient[1] = 3;
            return z[0] * z[0] + 3 * z[1];
        });
        double[] points = {1, 2, 3, 4, 99, 99};
        double[] values = {0, 0, -1};
        double[] gradients = {0, 0, 0, 0, -1, -1};
        sum.gradient(2, points, values, gradients);
        assertArrayEquals(new double[] {7, 21, -1}, values);
        assertArrayEquals(new double[] {2, 3, 6, 3, -1, -1}, gradients);
        double[] alone = new double[2];
        sum.logDensity(2, points, alone);
        assertArrayEquals(new double[] {7, 21}, alone);
    }

    @Test
    void theUsersFunctionCannotHarmOurArrays() {
        LogDensity vandal = LogDensity.ofFunction(2, z -> {
            Arrays.fill(z, Double.NaN);
            return 1;
        });
        double[] points = {1, 2, 3, 4};
        vandal.logDensity(2, points, new double[2]);
        assertArrayEquals(new double[] {1, 2, 3, 4}, points);
    }

    @Test
    void aCoordinateOfTheGradientThatIsNeverWrittenIsNaN() {
        Differentiable forgetful = Differentiable.ofFunction(2, (z, gradient) -> gradient[0] = 1);
        double[] gradients = new double[2];
        forgetful.gradient(1, new double[2], new double[1], gradients);
        assertArrayEquals(new double[] {1, Double.NaN}, gradients);
    }

    @Test
    void anExceptionSaysAtWhichPointItWasThrown() {
        IllegalStateException cause = new IllegalStateException("no such tree");
        LogDensity fails = LogDensity.ofFunction(2, z -> {
            if (z[0] > 1) {
                throw cause;
            }
            return 0;
        });
        TargetException e = assertThrows(
                TargetException.class, () -> fails.logDensity(2, new double[] {1, 2, 3, 4}, new double[2]));
        assertEquals(
                "the log density threw java.lang.IllegalStateException: no such tree at z = [3.0, 4.0];"
                        + " where the density is zero, return Double.NEGATIVE_INFINITY instead",
                e.getMessage());
        assertSame(cause, e.getCause());
        assertArrayEquals(new double[] {3, 4}, e.point());
        Differentiable failsToo = Differentiable.ofFunction(20, (z, gradient) -> {
            throw cause;
        });
        e = assertThrows(
                TargetException.class, () -> failsToo.gradient(1, new double[20], new double[1], new double[20]));
        assertTrue(e.getMessage().contains("0.0, … 20 coordinates]"), e.getMessage());
    }

    @Test
    void isCalledFromManyThreadsAtOnce() {
        LogDensity slow = LogDensity.ofFunction(1, z -> {
            double mine = z[0];
            Thread.onSpinWait();
            return mine == z[0] ? mine : Double.NaN;
        });
        assertTrue(IntStream.range(0, 2000).parallel().allMatch(i -> {
            double[] value = new double[1];
            slow.logDensity(1, new double[] {i}, value);
            return value[0] == i;
        }));
    }

    @Test
    void needsADimension() {
        String message = assertThrows(IllegalArgumentException.class, () -> LogDensity.ofFunction(0, z -> 0))
                .getMessage();
        assertEquals("a log density's dimension must be at least 1: 0", message);
    }
}
