package dev.jensen.core.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.dense.DenseBackend;
import dev.jensen.core.dense.DenseFactors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who multiplies large matrices, and what a person reads who wants a library that is not there. */
class DenseChoiceTest {
    private record Fake(String name, Optional<String> obstacle, Optional<DenseFactors> factors)
            implements DenseBackend {
        @Override
        public int crossover() {
            return 300;
        }

        @Override
        public void multiply(
                int m,
                int k,
                int n,
                double alpha,
                double[] a,
                int ao,
                int aRow,
                int aCol,
                double[] b,
                int bo,
                int bRow,
                int bCol,
                double beta,
                double[] c,
                int co,
                int cRow) {
            throw new UnsupportedOperationException();
        }
    }

    private static final DenseFactors FACTORS = new DenseFactors() {
        @Override
        public int crossover() {
            return 400;
        }

        @Override
        public boolean factorize(int n, double[] a, int ao) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void invert(int n, double[] l, int lo, double[] inverse, int io) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void solve(boolean transposed, int n, int m, double[] l, int lo, double[] b, int bo) {
            throw new UnsupportedOperationException();
        }
    };

    private static final DenseBackend BROKEN =
            new Fake("broken", Optional.of("it lacks a library: add it"), Optional.empty());
    private static final DenseBackend GOOD = new Fake("good", Optional.empty(), Optional.empty());
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
    void factorsHaveASizeOfTheirOwn() {
        assertNull(DenseChoice.choose(BOTH, "good", null).factors());
        DenseBackend both = new Fake("both", Optional.empty(), Optional.of(FACTORS));
        DenseChoice choice = DenseChoice.choose(List.of(both), null, null);
        assertSame(FACTORS, choice.factors());
        assertEquals(27_000_000, choice.least());
        assertEquals(64_000_000, choice.leastOfFactors());
        assertEquals(1_000_000, DenseChoice.choose(List.of(both), null, "100").leastOfFactors());
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
