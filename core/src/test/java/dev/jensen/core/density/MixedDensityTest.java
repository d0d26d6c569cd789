package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.expr.Expr;
import org.junit.jupiter.api.Test;

class MixedDensityTest {

    private static final MixedDensity TARGET = MixedDensity.of(new int[] {2, 3}, 1, (z, x) -> {
        Expr mean = Categorical.pick(Expr.constant(new double[] {-1, 0, 4}), z.at(1));
        return x.at(0).minus(mean).square().times(-0.5).plus(z.at(0).times(x.at(0)));
    });

    @Test
    void hasAGradientInWhatIsContinuous() {
        double[] points = {1, 2, 0.5, 0, 0, -3};
        double[] values = new double[2];
        TARGET.logDensity(2, points, values);
        assertArrayEquals(new double[] {-0.5 * 3.5 * 3.5 + 0.5, -0.5 * 4}, values, 1e-15);
        double[] again = new double[2];
        double[] gradients = new double[2];
        TARGET.continuousGradient(2, points, again, gradients);
        assertArrayEquals(values, again);
        assertArrayEquals(new double[] {3.5 + 1, 2}, gradients, 1e-15);
        assertArrayEquals(new int[] {2, 3}, TARGET.outcomes());
    }

    @Test
    void refusesWhatIsNoOutcome() {
        for (double wrong : new double[] {3, -1, 0.5, Double.NaN}) {
            assertEquals(
                    "discrete coordinate 1 of point [0.0, " + wrong
                            + ", 2.0] must be a whole number from 0 to 2: " + wrong
                            + "; fit it with a discrete or a mixed family, or sum it out",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> TARGET.logDensity(1, new double[] {0, wrong, 2}, new double[1]))
                            .getMessage());
        }
        assertEquals(
                "discrete coordinate 1 must have at least 2 outcomes: 1",
                assertThrows(IllegalArgumentException.class, () -> MixedDensity.of(new int[] {2, 1}, z -> z.sum()))
                        .getMessage());
    }
}
