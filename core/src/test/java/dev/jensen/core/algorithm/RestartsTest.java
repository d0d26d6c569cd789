package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.fit.Fit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartsTest {

    /** ¾ N(−3, 0.5²) + ¼ N(3, 0.5²), times e: log evidence 1. */
    private static Differentiable twoModes() {
        return LogDensity.of(1, z -> {
            Expr left = z.at(0).plus(3).times(2).square().times(-0.5).plus(Math.log(0.75));
            Expr right = z.at(0).minus(3).times(2).square().times(-0.5).plus(Math.log(0.25));
            return Expr.stack(List.of(left, right)).logSumExp(0).plus(1 + Math.log(2) - 0.5 * Math.log(2 * Math.PI));
        });
    }

    private static Restarts restarts(int starts) {
        Differentiable target = twoModes();
        return Restarts.of(
                (start, seed) -> NaturalGradient.of(target)
                        .start(start, new double[][] {{0.3}})
                        .fit(seed),
                1,
                starts);
    }

    @Test
    void saysThatThereAreTwoModesAndStacksThem() {
        Optima optima = restarts(8).fit(1);
        assertEquals(2, optima.optima().size());
        assertEquals(8, optima.optima().get(0).runs() + optima.optima().get(1).runs());
        assertTrue(optima.isMultimodal());
        assertTrue(optima.toString().contains("8 runs ended in 2 optima"), optima::toString);
        assertTrue(optima.toString().contains("stacked() combines them"), optima::toString);
        assertEquals(1 + Math.log(0.75), optima.best().elbo().value(), 0.02);
        assertEquals(Math.log(3), optima.spread(), 0.03);
        Fit stacked = optima.stacked();
        double[] weights = ((MixtureFamily<?>) stacked.family()).weights(stacked.parameters());
        assertEquals(0.75, weights[0], 0.01);
        assertEquals(1, stacked.elbo().value(), 0.02);
    }

    @Test
    void theSameBitsOnAnyNumberOfThreads() {
        Fit one = restarts(4).threads(1).fit(7).stacked();
        Fit many = restarts(4).threads(4).fit(7).stacked();
        assertArrayEquals(one.parameters(), many.parameters());
    }

    @Test
    void oneModeIsOneOptimum() {
        Differentiable target = LogDensity.of(2, z -> z.square().sum().times(-0.5));
        Optima optima = Restarts.of(NaturalGradient.of(target)::fit, 3).fit(2);
        assertEquals(1, optima.optima().size());
        assertFalse(optima.isMultimodal());
        assertTrue(optima.toString().startsWith("3 runs ended in 1 optimum"), optima::toString);
        // one law stacked with itself is itself
        assertEquals(optima.best().elbo().value(), optima.stacked().elbo().value(), 1e-6);
    }

    @Test
    void refusesBadInput() {
        Differentiable target = twoModes();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Restarts.of(NaturalGradient.of(target)::fit, 1))
                .getMessage();
        assertTrue(message.contains("at least 2 starts: 1"), message);
        Restarts failing = Restarts.of(
                seed -> {
                    throw new IllegalArgumentException("nothing works");
                },
                2);
        message = assertThrows(IllegalArgumentException.class, () -> failing.fit(1))
                .getMessage();
        assertTrue(message.contains("every one of 2 runs failed") && message.contains("nothing works"), message);
        Fit paths = Pathfinder.of(target).fit(1);
        message = assertThrows(IllegalArgumentException.class, () -> Stacking.of(List.of(paths)))
                .getMessage();
        assertTrue(message.contains("laws with paths"), message);
    }

    @Test
    void nothingIsNotStacked() {
        assertEquals(
                "stacking needs at least one fit: 0",
                assertThrows(IllegalArgumentException.class, () -> Stacking.of(List.of()))
                        .getMessage());
    }
}
