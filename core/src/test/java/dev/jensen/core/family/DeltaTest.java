package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class DeltaTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return Delta.of(dimension);
    }

    /** A point mass has no density over ℝᵈ; it has mass 1 at φ. */
    @Test
    @Override
    void logDensityIntegratesToOne() {
        double[] values = {Double.NaN};
        Delta.of(2).logDensity(new double[] {1, 2}, 1, new double[] {1, 2}, values);
        assertArrayEquals(new double[] {0}, values);
    }
}
