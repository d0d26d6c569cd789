package dev.jensen.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.dense.DenseFactors;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is right stands the proof, and whatever is wrong in one place does not. */
class FactorsProofTest {
    private enum Fault {
        NONE,
        REFUSES,
        FACTOR,
        INVERSE,
        SOLUTION,
        TRANSPOSED,
        NAN
    }

    /** Plain loops, with one number wrong. */
    private record Plain(Fault fault) implements DenseFactors {
        @Override
        public int crossover() {
            return 1;
        }

        @Override
        public boolean factorize(int n, double[] a, int ao) {
            for (int i = 0; i < n; i++) {
                double pivot = Math.sqrt(a[ao + i * n + i]);
                for (int j = i; j < n; j++) {
                    a[ao + i * n + j] /= pivot;
                }
                for (int k = i + 1; k < n; k++) {
                    for (int j = k; j < n; j++) {
                        a[ao + k * n + j] -= a[ao + i * n + k] * a[ao + i * n + j];
                    }
                }
            }
            if (fault == Fault.FACTOR || fault == Fault.NAN) {
                a[ao + 40 * n + 90] = fault == Fault.NAN ? Double.NaN : 0.1;
            }
            return fault != Fault.REFUSES;
        }

        @Override
        public void invert(int n, double[] l, int lo, double[] inverse, int io) {
            for (int i = 0; i < n; i++) {
                inverse[io + i * n + i] = 1;
            }
            solve(false, n, n, l, lo, inverse, io, Fault.NONE);
            solve(true, n, n, l, lo, inverse, io, Fault.NONE);
            if (fault == Fault.INVERSE) {
                inverse[io + 90 * n + 40] += 0.1;
            }
        }

        @Override
        public void solve(boolean transposed, int n, int m, double[] l, int lo, double[] b, int bo) {
            solve(transposed, n, m, l, lo, b, bo, transposed ? Fault.TRANSPOSED : Fault.SOLUTION);
        }

        private void solve(boolean transposed, int n, int m, double[] l, int lo, double[] b, int bo, Fault wrong) {
            for (int step = 0; step < n; step++) {
                int i = transposed ? n - 1 - step : step;
                for (int c = 0; c < m; c++) {
                    double rest = b[bo + i * m + c];
                    for (int p = transposed ? i + 1 : 0; p < (transposed ? n : i); p++) {
                        rest -= l[transposed ? lo + p * n + i : lo + i * n + p] * b[bo + p * m + c];
                    }
                    b[bo + i * m + c] = rest / l[lo + i * n + i];
                }
            }
            if (fault == wrong && fault != Fault.NONE) {
                b[bo + 77 * m + 5] += 1e-6;
            }
        }
    }

    @Test
    void oneWrongNumberIsSeen() {
        for (Fault fault : Fault.values()) {
            assertEquals(fault == Fault.NONE, FactorsProof.isRight(new Plain(fault)), fault.name());
        }
        Optional<DenseFactors> proven = FactorsProof.proven(new Plain(Fault.NONE));
        assertTrue(proven.isPresent());
        assertFalse(FactorsProof.proven(new Plain(Fault.SOLUTION)).isPresent());
    }
}
