package dev.jensen.core.family;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlowAlongPathsTest {

    @Test
    void followsLayersOfEveryKind() {
        NormalizingFlow flow = NormalizingFlow.of(
                5,
                List.of(
                        Planar.of(5),
                        AffineCoupling.of(5, 1, 2),
                        UnitTriangular.of(5),
                        SplineCoupling.of(5, 0, 2, 4),
                        TriangularScale.of(5, 0),
                        SinhArcsinh.of(5)));
        FamilyContract.assertDensityAlongPaths(flow, parameters(flow));
    }

    @Test
    void followsAWhitenedFlow() {
        double[][] factor = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j <= i; j++) {
                factor[i][j] = i == j ? 1.2 : 0.3 / (1 + i - j);
            }
        }
        Whitened<NormalizingFlow> whitened =
                Whitened.of(NormalizingFlow.realNvp(5, 2, 3), new double[] {1, 0, 2, 0, -1}, factor);
        FamilyContract.assertDensityAlongPaths(whitened, parameters(whitened));
    }

    private static double[] parameters(Reparameterized family) {
        double[] phi = family.initial(new double[5], 0.8);
        for (int k = 0; k < phi.length; k++) {
            phi[k] += 0.2 * Math.sin(k);
        }
        return phi;
    }
}
