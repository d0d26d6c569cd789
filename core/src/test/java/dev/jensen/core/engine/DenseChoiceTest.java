package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.dense.DenseBackend;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who multiplies large matrices, and what a person reads who wants a library that is not there. */
class DenseChoiceTest {
    private record Fake(String name, Optional<String> obstacle) implements DenseBackend {
        @Override
        public int crossover() {
            return 300;
        }

        @Override
        public void subtractProduct(
                int m,
                int k,
                int n,
                double[] a,
                int ao,
                int aRow,
                int aCol,
                double[] b,
                int bo,
                int bRow,
                int bCol,
                double[] c,
                int co,
                int cRow) {
            throw new UnsupportedOperationException();
        }
    }

    private static final DenseBackend BROKEN = new Fake("broken", Optional.of("it lacks a library: add it"));
    private static final DenseBackend GOOD = new Fake("good", Optional.empty());
    private static final List<DenseBackend> BOTH = List.of(BROKEN, GOOD);

    @Test
    void theFirstThatRunsIsTaken() {
        DenseChoice choice = DenseChoice.choose(BOTH, null, null);
        assertSame(GOOD, choice.backend());
        assertEquals(27_000_000, choice.least());
        assertNull(DenseChoice.choose(List.of(BROKEN), null, null).backend());
        assertNull(DenseChoice.choose(List.of(), null, null).backend());
    }

    @Test
    void propertiesDecide() {
        assertNull(DenseChoice.choose(BOTH, "own", null).backend());
        assertSame(GOOD, DenseChoice.choose(BOTH, "good", "100").backend());
        assertEquals(1_000_000, DenseChoice.choose(BOTH, "good", "100").least());
    }

    @Test
    void badChoicesAreNamed() {
        assertEquals(
                "system property dev.jensen.dense is broken, but it lacks a library: add it",
                assertThrows(IllegalStateException.class, () -> DenseChoice.choose(BOTH, "broken", null))
                        .getMessage());
        assertEquals(
                "system property dev.jensen.dense is mkl, but the class path has only [broken, good]: add the artifact"
                        + " that has it, or choose own",
                assertThrows(IllegalArgumentException.class, () -> DenseChoice.choose(BOTH, "mkl", null))
                        .getMessage());
        for (String from : List.of("0", "many", "-3")) {
            assertEquals(
                    "system property dev.jensen.dense.from must be a whole number from 1 to 1000000: " + from,
                    assertThrows(IllegalArgumentException.class, () -> DenseChoice.choose(BOTH, null, from))
                            .getMessage());
        }
    }
}
