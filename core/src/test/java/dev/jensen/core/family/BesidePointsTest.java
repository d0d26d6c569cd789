package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BesidePointsTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        if (dimension < 2) {
            return MeanFieldGaussian.of(dimension); // points need a family beside them
        }
        return dimension == 2
                ? BesidePoints.of(MeanFieldGaussian.of(1), 0)
                : BesidePoints.of(FullRankGaussian.of(dimension - 2), 1, dimension - 1);
    }

    /** Over the coordinates that are no points. */
    @Test
    @Override
    void logDensityIntegratesToOne() {
        double[] values = new double[1];
        double[] alone = new double[1];
        BesidePoints.of(MeanFieldGaussian.of(1), 0)
                .logDensity(new double[] {0.3, -0.2, 7}, 1, new double[] {7, 0.5}, values);
        MeanFieldGaussian.of(1).logDensity(new double[] {0.3, -0.2}, 1, new double[] {0.5}, alone);
        assertArrayEquals(alone, values);
    }

    @Test
    void pointsStayWhereTheyAre() {
        var family = BesidePoints.of(MeanFieldGaussian.of(1), 0, 2);
        double[] phi = family.initial(new double[] {1, 2, 3}, 0.5);
        double[] z = new double[6];
        family.draw(phi, 2, new double[] {1, -1}, z);
        assertArrayEquals(new double[] {1, 2.5, 3, 1, 1.5, 3}, z, 1e-15);
    }

    @Test
    void itsOutlineMakesItAgain() {
        var family = BesidePoints.of(FullRankGaussian.of(2), 1, 3);
        var again = (BesidePoints<?>) Outline.of(family).orElseThrow().family();
        assertArrayEquals(new int[] {1, 3}, again.points());
        assertEquals(FullRankGaussian.of(2).parameterCount() + 2, again.parameterCount());
    }

    @Test
    void pointsOutOfOrderAreRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> BesidePoints.of(MeanFieldGaussian.of(2), 1, 1));
        assertEquals("BesidePoints points[1] must be ascending and between 0 and 3: 1", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> BesidePoints.of(MeanFieldGaussian.of(2)));
        assertEquals(
                "BesidePoints needs at least one point: take MeanFieldGaussian[dimension=2] itself", e.getMessage());
    }
}
