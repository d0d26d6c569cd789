package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.Stacking;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Whitened;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.SamplerStart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Fits and numbers that fit by their lengths alone. */
class OtherFitsTest {
    private static ExprDensity target(int d) {
        return LogDensity.of(d, z -> z.square().times(-0.5));
    }

    private static Fit whitened(ExprDensity target, double slope) {
        double[][] factor = {{1, 0}, {slope, 1}};
        return FixedDrawVi.of(target, Whitened.of(MeanFieldGaussian.of(2), new double[2], factor))
                .fit(1);
    }

    private static String refusal(Executable run) {
        return assertThrows(IllegalArgumentException.class, run).getMessage();
    }

    @Test
    void fitsThatAreWhitenedOtherwiseAreNotStacked() {
        ExprDensity target = target(2);
        Fit one = whitened(target, 0.5);
        assertEquals(
                2, Stacking.of(List.of(one, whitened(target, 0.5))).family().dimension());
        String message = refusal(() -> Stacking.of(List.of(one, whitened(target, -0.5))));
        assertTrue(message.startsWith("stacking needs fits of one target by one family: Whitened"), message);
    }

    @Test
    void startsAreOfTheirOwnFit() {
        Fit two = FixedDrawVi.of(target(2), MeanFieldGaussian.of(2)).fit(1);
        Fit three = FixedDrawVi.of(target(3), MeanFieldGaussian.of(3)).fit(1);
        SamplerStart start = SamplerStart.of(two, 4, 1);
        assertEquals(4, start.draws(two).count());
        assertEquals(
                "the starts have 2 coordinates, the fit's target 3: give the fit that they were taken of",
                refusal(() -> start.draws(three)));
    }

    @Test
    void aStepHasDraws() {
        assertEquals(
                "the draws of a step must be at least 1: 0",
                refusal(() -> DefaultFit.of(target(2)).draws(0)));
    }
}
