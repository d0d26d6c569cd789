package dev.jensen.core.diagnostic;

import java.util.Arrays;

/**
 * What was observed under a name, as far as it takes to tell it from other data.
 *
 * @param name of the variable
 * @param count of its numbers
 * @param fingerprint of their values, in their order
 */
public record ObservedData(String name, int count, long fingerprint) {
    private static final long PRIME = 0x100000001b3L; // FNV-1a, by numbers in place of bytes
    private static final long BASIS = 0xcbf29ce484222325L;

    /** Of these values, which are read only. */
    public static ObservedData of(String name, double[] values) {
        long fingerprint = Arrays.stream(values)
                .mapToLong(Double::doubleToLongBits)
                .reduce(BASIS, (hash, bits) -> {
                    long mixed = (hash ^ bits) * PRIME;
                    return mixed ^ mixed >>> 29;
                });
        return new ObservedData(name, values.length, fingerprint);
    }
}
