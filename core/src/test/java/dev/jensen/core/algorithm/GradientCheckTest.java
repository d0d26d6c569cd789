package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExactGradient;
import dev.jensen.core.family.MeanFieldGaussian;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A gradient that somebody wrote is compared with finite differences when a fit starts. */
class GradientCheckTest {

    /** Independent normals with scales from 1e-4 to 1e4, plus a large constant; one coordinate's gradient is off by a factor. */
    private static Differentiable normals(int d, int wrong, double factor) {
        return Differentiable.ofFunction(d, (z, gradient) -> {
            double value = -1e4;
            for (int i = 0; i < d; i++) {
                double scale = Math.pow(10, 8.0 * i / Math.max(1, d - 1) - 4);
                value -= 0.5 * z[i] * z[i] / (scale * scale);
                gradient[i] = -z[i] / (scale * scale) * (i == wrong ? factor : 1);
            }
            return value;
        });
    }

    private static String refusal(Differentiable target) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> DefaultFit.of(target).maximumSteps(3).fit())
                .getMessage();
    }

    @Test
    void namesTheCoordinateBothValuesAndTheWayOut() {
        String message = refusal(Differentiable.ofFunction(2, (z, gradient) -> {
            gradient[0] = -z[0];
            gradient[1] = -z[1];
            return -0.5 * z[0] * z[0] - z[1] * z[1];
        }));
        assertTrue(message.startsWith("the gradient of log p̃ disagrees with its values in coordinate 1"), message);
        assertTrue(message.contains("finite differences say"), message);
        assertTrue(message.contains("ExactGradient.of(…)"), message);
    }

    @Test
    void pathsAndParticlesRefuseItToo() {
        Differentiable wrong = normals(1, 0, 3);
        for (Executable run : List.<Executable>of(
                () -> Pathfinder.of(wrong).fit(1), () -> Svgd.of(wrong).fit(1))) {
            String message = assertThrows(IllegalArgumentException.class, run).getMessage();
            assertTrue(message.contains("disagrees with its values in coordinate 0"), message);
        }
    }

    @Test
    void findsASignAmongMany() {
        String message = refusal(Differentiable.ofFunction(100, (z, gradient) -> {
            double value = 0;
            for (int i = 0; i < z.length; i++) {
                value -= 0.5 * (z[i] - 1) * (z[i] - 1);
                gradient[i] = i == 77 ? z[i] - 1 : 1 - z[i];
            }
            return value;
        }));
        assertTrue(message.contains("in coordinate 77") && message.contains("it says -"), message);
    }

    @Test
    void saysNothingOfARightOneWhateverItsScales() {
        for (int d : new int[] {1, 5, 60}) {
            assertDoesNotThrow(
                    () -> new Finite(normals(d, -1, 1), MeanFieldGaussian.of(d)).requireFinite(new double[d]));
        }
    }

    @Test
    void aFactorOfOnePointOneIsSeen() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Finite(normals(5, 2, 1.1), MeanFieldGaussian.of(5)).requireFinite(new double[5]))
                .getMessage();
        assertTrue(message.contains("in coordinate 2"), message);
    }

    @Test
    void whoeverVouchesIsBelieved() {
        Differentiable wrong = normals(5, 2, 1.1);
        assertDoesNotThrow(
                () -> new Finite(ExactGradient.of(wrong), MeanFieldGaussian.of(5)).requireFinite(new double[5]));
    }
}
