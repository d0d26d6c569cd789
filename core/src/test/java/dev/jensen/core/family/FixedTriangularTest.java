package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.noise.MonteCarlo;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedTriangularTest extends FamilyContract {

    private static FixedTriangular layer(int d) {
        int[] order = new int[d];
        double[][] factor = new double[d][d];
        for (int i = 0; i < d; i++) {
            order[i] = d - 1 - i;
            for (int j = 0; j <= i; j++) {
                factor[i][j] = i == j ? 0.5 + 0.25 * i : 0.3 / (1 + i + j);
            }
        }
        return FixedTriangular.of(order, factor);
    }

    @Override
    Family family(int dimension) {
        return NormalizingFlow.of(dimension, List.of(UnitTriangular.of(dimension), layer(dimension)));
    }

    @Test
    void theDensityOnTheWayUpIsTheOneOnTheWayDown() {
        int d = 4;
        NormalizingFlow flow = NormalizingFlow.of(
                d,
                List.of(TriangularScale.of(d, 2, 0), LocationScale.of(d), layer(d), SinhArcsinh.of(d), Planar.of(d)));
        double[] phi = flow.initial(new double[] {1, -2, 3, 0}, 0.7);
        double[] moved = new double[phi.length];
        MonteCarlo.seed(3).fill(0, 1, phi.length, moved);
        for (int i = 0; i < phi.length; i++) {
            phi[i] += 0.1 * moved[i];
        }
        double[] noise = new double[20 * d];
        MonteCarlo.seed(4).fill(0, 20, d, noise);
        double[] z = new double[20 * d];
        double[] up = new double[20];
        double[] down = new double[20];
        flow.drawWithDensity(phi, 20, noise, z, up);
        flow.logDensity(phi, 20, z, down);
        assertArrayEquals(down, up, 1e-9);
    }

    @Test
    void refusesAnOrderThatIsNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> FixedTriangular.of(new int[] {0, 0}, new double[][] {{1, 0}, {0, 1}}));
        assertThrows(
                IllegalArgumentException.class,
                () -> FixedTriangular.of(new int[] {0, 1}, new double[][] {{1, 0}, {0, -1}}));
    }
}
