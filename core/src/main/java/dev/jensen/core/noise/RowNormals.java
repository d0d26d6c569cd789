package dev.jensen.core.noise;

/** Independent standard normals of numbered rows, a pure function of key, stream, row and element. */
public final class RowNormals {
    private static final int KEYS = 0x6e01; // apart from the streams of a run's own draws

    private RowNormals() {}

    /**
     * Returns a key, which is a whole number below 2⁵³, so that a double holds it.
     *
     * @param seed of the run
     * @param step of the run
     * @param draw within the step
     */
    public static double key(long seed, long step, int draw) {
        return Counter.bits(Counter.origin(seed, KEYS, step), draw) >>> 11;
    }

    /**
     * Fills in the numbers of one element of consecutive rows.
     *
     * @param key made by {@link #key}
     * @param stream at least 0
     * @param element of the row's numbers, from 0
     * @param first number of the first row
     * @param count how many rows
     * @param out length at least count, overwritten
     */
    public static void fill(double key, int stream, int element, int first, int count, double[] out) {
        long origin = Counter.origin((long) key, stream, element);
        for (int i = 0; i < count; i++) {
            out[i] = Counter.centred(Counter.bits(origin, first + i) >> 11);
        }
        NormalQuantile.ofCentred(count, out);
    }

    /**
     * Fills in the numbers of one element of some rows.
     *
     * @param rows the rows' numbers
     * @param from the first of them that counts
     * @param count how many count
     * @param out length at least count, overwritten
     */
    public static void fill(double key, int stream, int element, int[] rows, int from, int count, double[] out) {
        long origin = Counter.origin((long) key, stream, element);
        for (int i = 0; i < count; i++) {
            out[i] = Counter.centred(Counter.bits(origin, rows[from + i]) >> 11);
        }
        NormalQuantile.ofCentred(count, out);
    }
}
