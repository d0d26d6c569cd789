package dev.jensen.core.engine.function;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.UnaryOp;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoublePredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What functions are held against covers their whole range, and no bound is wider than four units of the last place. */
class ReferenceValuesTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "EXP",
                "LOG",
                "LOG1P",
                "EXPM1",
                "TANH",
                "SIGMOID",
                "SOFTPLUS",
                "LOG_GAMMA",
                "DIGAMMA",
                "ERF",
                "NORMAL_CDF",
                "LOG_NORMAL_CDF"
            })
    void coverTheWholeRange(UnaryOp op) {
        assertTrue(Accuracy.ulps(op) <= 4, op + "'s bound");
        double[] x = ReferenceValues.of(op.name().toLowerCase(Locale.ROOT).replace('_', '-')).arguments;
        some(x, op, "subnormal numbers", v -> v > 0 && v < Double.MIN_NORMAL);
        some(x, op, "the least number", v -> v == Double.MIN_VALUE);
        some(x, op, "the greatest number", v -> v == Double.MAX_VALUE);
        some(x, op, "its negative", v -> v == -Double.MAX_VALUE);
        some(x, op, "infinity", v -> v == Double.POSITIVE_INFINITY);
        some(x, op, "negative infinity", v -> v == Double.NEGATIVE_INFINITY);
        some(x, op, "numbers near 1", v -> Math.abs(v - 1) < 0.1);
        some(x, op, "numbers below 1e-10", v -> v > 0 && v < 1e-10);
        some(x, op, "NaN", Double::isNaN);
    }

    private static void some(double[] x, UnaryOp op, String what, DoublePredicate which) {
        assertTrue(Arrays.stream(x).anyMatch(which), () -> op + " is not held against references at " + what);
    }
}
