package dev.jensen.optim.average;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AveragesTest {
    @Nested
    class PlainMean extends AverageContract {
        PlainMean() {
            super(new PolynomialDecay(0));
        }

        @Override
        double weight(long t, long n) {
            return 1;
        }
    }

    /** Unrolled, the recursion with η = 3 gives iterate k = 1, 2, … the weight k (k + 1) (k + 2). */
    @Nested
    class Polynomial extends AverageContract {
        Polynomial() {
            super(PolynomialDecay.standard());
        }

        @Override
        double weight(long t, long n) {
            return (t + 1.0) * (t + 2) * (t + 3);
        }
    }

    @Nested
    class Tail extends AverageContract {
        Tail() {
            super(UniformTail.from(20));
        }

        @Override
        double weight(long t, long n) {
            return n <= 20 ? (t == n - 1 ? 1 : 0) : (t >= 20 ? 1 : 0);
        }
    }

    @Nested
    class Half extends AverageContract {
        Half() {
            super(LastHalf.ofAll());
        }

        @Override
        double weight(long t, long n) {
            long newest = Long.highestOneBit(n - 1); // the last power of two at or before the last step
            return t >= newest / 2 ? 1 : 0;
        }
    }

    @Test
    void refusalsNameTheNumberAndItsRange() {
        assertEquals(
                "PolynomialDecay eta must be finite and >= 0: -1.0",
                assertThrows(IllegalArgumentException.class, () -> new PolynomialDecay(-1))
                        .getMessage());
        assertEquals(
                "UniformTail from must be >= 0: -1",
                assertThrows(IllegalArgumentException.class, () -> UniformTail.from(-1))
                        .getMessage());
    }
}
