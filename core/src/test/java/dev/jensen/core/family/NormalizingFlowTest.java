package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.noise.MonteCarlo;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizingFlowTest {

    private static final List<NormalizingFlow> FLOWS = List.of(
            NormalizingFlow.sinhArcsinh(3),
            NormalizingFlow.triangular(3, 1),
            NormalizingFlow.planar(3, 2),
            NormalizingFlow.realNvp(3, 2, 4),
            NormalizingFlow.inverseAutoregressive(3, 2, 4),
            NormalizingFlow.neuralSpline(3, 2, 4, 5));

    @Test
    void startsAsTheNormalThatItIsTold() {
        double[] centre = {1, -2, 3};
        double[] z = {0.3, -1, 2, 1.5, -2.5, 3.5};
        double[] expected = new double[2];
        MeanFieldGaussian normal = MeanFieldGaussian.of(3);
        normal.logDensity(normal.initial(centre, 0.7), 2, z, expected);
        for (NormalizingFlow flow : FLOWS) {
            double[] values = new double[2];
            flow.logDensity(flow.initial(centre, 0.7), 2, z, values);
            assertArrayEquals(expected, values, 1e-12, flow.toString());
        }
    }

    @Test
    void densitiesAreFiniteFarOut() {
        for (NormalizingFlow flow : FLOWS) {
            double[] phi = flow.initial(new double[3], 1);
            double[] z = {1e6, -1e6, 1e6};
            double[] value = new double[1];
            flow.logDensity(phi, 1, z, value);
            assertEquals(-1.5e12, value[0], 1e2, flow.toString());
        }
    }

    @Test
    void theDrawsNoiseComesBack() {
        // log q at a draw is log N(ε) − Σℓ, so q's mean log density differs from the normal's by the layers' volume
        // alone
        NormalizingFlow flow = NormalizingFlow.of(2, List.of(UnitTriangular.of(2)));
        double[] phi = flow.initial(new double[2], 1);
        phi[0] = 5; // Λ, of determinant 1
        double[] noise = new double[200];
        MonteCarlo.seed(1).fill(0, 100, 2, noise);
        double[] z = new double[200];
        double[] values = new double[100];
        flow.draw(phi, 100, noise, z);
        flow.logDensity(phi, 100, z, values);
        for (int s = 0; s < 100; s++) {
            double squares = noise[2 * s] * noise[2 * s] + noise[2 * s + 1] * noise[2 * s + 1];
            assertEquals(-0.5 * squares - Math.log(2 * Math.PI), values[s], 1e-12);
            assertEquals(noise[2 * s + 1] + 5 * noise[2 * s], z[2 * s + 1], 1e-12);
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        FamilyContract.assertMessage(
                "NormalizingFlow layer 1, Planar[dimension=3], has 3 dimensions, not 2",
                () -> NormalizingFlow.of(2, List.of(Planar.of(2), Planar.of(3))));
        FamilyContract.assertMessage("at least 1 layer: 0", () -> NormalizingFlow.planar(2, 0));
        FamilyContract.assertMessage(
                "TriangularScale scales must be different coordinates from 0 to 2: 3",
                () -> NormalizingFlow.triangular(3, 1, 3));
        FamilyContract.assertMessage(
                "TriangularScale scales must be different coordinates from 0 to 2: 1",
                () -> NormalizingFlow.triangular(3, 1, 1));
        FamilyContract.assertMessage(
                "SplineCoupling bins must be from 2 to 100: 1", () -> NormalizingFlow.neuralSpline(2, 1, 3, 1));
        FamilyContract.assertMessage("parity must be 0 or 1: 2", () -> AffineCoupling.of(2, 2, 3));
        FamilyContract.assertMessage("at least 1 hidden unit: 0", () -> NormalizingFlow.realNvp(2, 1, 0));
        FamilyContract.assertMessage("at least 1 hidden unit: 0", () -> NormalizingFlow.inverseAutoregressive(2, 1, 0));
    }
}
