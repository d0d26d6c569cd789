package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class WhitenedTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        double[] mean = new double[dimension];
        double[][] factor = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            mean[i] = 0.1 * i;
            for (int j = 0; j <= i; j++) {
                factor[i][j] = i == j ? 1.2 : 0.3 / (1 + i - j);
            }
        }
        return Whitened.of(MeanFieldStudentT.of(dimension, 9), mean, factor);
    }

    @Test
    void isTheTransformedFamily() {
        double[] mean = {1, -2};
        double[][] factor = {{2, 0}, {-1, 0.5}};
        Whitened<MeanFieldGaussian> whitened = Whitened.of(MeanFieldGaussian.of(2), mean, factor);
        FullRankGaussian full = FullRankGaussian.of(2);
        double[] phi = whitened.initial(mean, 1);
        double[] z = {0.3, 4, -2, 1};
        double[] values = new double[2];
        double[] expected = new double[2];
        whitened.logDensity(phi, 2, z, values);
        full.logDensity(full.parameters(mean, factor), 2, z, expected);
        assertArrayEquals(expected, values, 1e-13);
    }
}
