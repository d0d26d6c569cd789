package dev.jensen.core.engine.instruction;

import java.util.Arrays;

/**
 * A sum over the rows of a plate. Every chunk of rows has its own partial sum, and these are added in the order of the
 * chunks, so that the result does not depend on which thread did which chunk.
 */
public final class Accumulator {
    final double[] array;
    private final int base;
    private final int size;
    private final int chunks;
    private final double[] total;
    private final int totalBase;

    /** Sums {@code size} numbers into {@code total} from {@code totalBase} on. */
    public Accumulator(int size, int chunks, double[] total, int totalBase) {
        this.size = size;
        this.chunks = chunks;
        this.total = total;
        this.totalBase = totalBase;
        this.array = chunks == 1 ? total : new double[size * chunks + 8];
        this.base = chunks == 1 ? totalBase : 0;
    }

    int offset(int chunk) {
        return base + chunk * size;
    }

    /** Zeroes the sums of all chunks. */
    public void clear() {
        Arrays.fill(array, base, base + size * chunks, 0.0);
    }

    /** Adds the partial sums up, and multiplies. */
    public void combine(double scale) {
        if (chunks == 1) {
            if (scale != 1) {
                for (int i = 0; i < size; i++) {
                    total[totalBase + i] *= scale;
                }
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int chunk = 0; chunk < chunks; chunk++) {
                sum += array[chunk * size + i];
            }
            total[totalBase + i] = sum * scale;
        }
    }
}
