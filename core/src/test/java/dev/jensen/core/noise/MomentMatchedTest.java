package dev.jensen.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentMatchedTest {
    @ParameterizedTest
    @CsvSource({"2, 3", "7, 1", "10, 6", "20, 4", "101, 5"})
    void meansAreZeroAndVariancesOne(int draws, int dimension) {
        double[] e = new double[draws * dimension];
        new MomentMatched(MonteCarlo.seed(3)).fill(5, draws, dimension, e);
        for (int i = 0; i < dimension; i++) {
            double sum = 0;
            for (int s = 0; s < draws; s++) {
                sum += e[s * dimension + i];
            }
            assertEquals(0, sum, 1e-12);
            for (int j = 0; j <= i; j++) {
                double moment = 0;
                for (int s = 0; s < draws; s++) {
                    moment += e[s * dimension + i] * e[s * dimension + j] / draws;
                }
                if (i == j || draws / 2 > dimension) {
                    assertEquals(i == j ? 1 : 0, moment, 1e-12);
                }
            }
        }
    }

    @Test
    void isAFunctionOfTheStep() {
        double[] once = new double[30];
        double[] again = new double[30];
        new MomentMatched(MonteCarlo.seed(3)).fill(5, 10, 3, once);
        new MomentMatched(MonteCarlo.seed(3)).fill(5, 10, 3, again);
        assertArrayEquals(once, again, 0.0);
    }
}
