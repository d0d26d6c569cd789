package dev.jensen.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EcdfEnvelopeTest {
    private static final int REPEATS = 1000;

    /** Even values fall below a level as often as it says: 4 standard errors of a share of 1,000, and never more often. */
    @Test
    void evenValuesLeaveTheEnvelopeAsOftenAsTheLevelSays() {
        EcdfEnvelope envelope = EcdfEnvelope.of(50, 19);
        int[][] bounds = envelope.bounds(0.1);
        SplittableRandom random = new SplittableRandom(1);
        int below = 0;
        int outside = 0;
        for (int r = 0; r < REPEATS; r++) {
            int[] values = random.ints(50, 0, 20).toArray();
            int[] upTo = envelope.upTo(values);
            boolean isOutside = false;
            for (int k = 0; k < 19; k++) {
                isOutside |= upTo[k] < bounds[0][k] || upTo[k] > bounds[1][k];
            }
            outside += isOutside ? 1 : 0;
            below += envelope.pValue(values) <= 0.1 ? 1 : 0;
        }
        double error = Math.sqrt(0.1 * 0.9 / REPEATS);
        assertEquals(outside, below);
        assertTrue(outside <= (0.1 + 4 * error) * REPEATS, "" + outside);
        assertTrue(outside >= (0.07 - 4 * error) * REPEATS, "" + outside); // levels are discrete
    }

    /** Two values of 0 and 1: both alike has probability ½, and nothing is odder. */
    @Test
    void isExactWhereItCanBeCounted() {
        EcdfEnvelope envelope = EcdfEnvelope.of(2, 1);
        assertEquals(0.5, envelope.pValue(new int[] {0, 0}), 1e-12);
        assertEquals(0.5, envelope.pValue(new int[] {1, 1}), 1e-12);
        assertEquals(1, envelope.pValue(new int[] {0, 1}), 1e-12);
    }

    @Test
    void unevenValuesAreFound() {
        EcdfEnvelope envelope = EcdfEnvelope.of(100, 99);
        int[] even = new int[100];
        Arrays.setAll(even, i -> i);
        assertEquals(1, envelope.pValue(even), 1e-9);
        int[] ends = new int[100];
        Arrays.setAll(ends, i -> i < 50 ? i / 2 : 99 - (i - 50) / 2);
        assertTrue(envelope.pValue(ends) < 1e-3, () -> "" + envelope.pValue(ends));
    }

    @Test
    void badInputIsNamed() {
        assertMessage("at least 1 value", () -> EcdfEnvelope.of(0, 9));
        assertMessage("from 0 to 9: 10", () -> EcdfEnvelope.of(1, 9).pValue(new int[] {10}));
        assertMessage("for 1 values: 2", () -> EcdfEnvelope.of(1, 9).pValue(new int[2]));
        assertMessage("between 0 and 1: 1.0", () -> EcdfEnvelope.of(1, 9).bounds(1));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable bad) {
        String message = assertThrows(IllegalArgumentException.class, bad).getMessage();
        assertTrue(message.contains(part), message);
    }
}
