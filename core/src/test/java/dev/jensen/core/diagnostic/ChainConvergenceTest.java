package dev.jensen.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Held to ArviZ 0.23.4: {@code az.rhat(method="rank")}, {@code az.ess(method="bulk")} and {@code "mean"} of the same numbers. */
class ChainConvergenceTest {
    static double[][] chains(double memory, double apart) {
        double[][] chains = new double[4][100];
        for (int c = 0; c < 4; c++) {
            double at = 0;
            for (int t = 0; t < 100; t++) {
                double u = ((c * 100 + t + 1) * 0.6180339887498949) % 1;
                at = memory * at + Math.log(u / (1 - u));
                chains[c][t] = at + c * apart;
            }
        }
        return chains;
    }

    private static void assertIs(double rHat, double bulk, double mean, double[][] chains) {
        assertEquals(rHat, ChainConvergence.rHat(chains), 1e-6);
        assertEquals(bulk, ChainConvergence.bulkSampleSize(chains), 1e-6 * bulk);
        assertEquals(mean, ChainConvergence.meanSampleSize(chains), 1e-6 * mean);
    }

    @Test
    void isThatOfArviz() {
        assertIs(1.053308904204407, 73.56017772010765, 74.22416016664096, chains(0.9, 0));
        assertIs(1.1470951225336998, 20.47032004725908, 20.005998599361362, chains(0.97, 0.5));
        assertIs(0.9909968284265461, 1014.8101699906255, 828.971193710461, chains(0, 0));
        assertIs(0.9907454081595503, 1040.823996531185, 1040.823996531185, chains(-0.5, 0));
    }

    @Test
    void badInputIsNamed() {
        String few = assertThrows(
                        IllegalArgumentException.class, () -> ChainConvergence.rHat(new double[][] {{1, 2, 3}}))
                .getMessage();
        assertTrue(few.contains("at least 4 draws"), few);
        String ragged = assertThrows(
                        IllegalArgumentException.class, () -> ChainConvergence.rHat(new double[][] {{1, 2, 3, 4}, {1}}))
                .getMessage();
        assertTrue(ragged.contains("as long as each other"), ragged);
    }
}
