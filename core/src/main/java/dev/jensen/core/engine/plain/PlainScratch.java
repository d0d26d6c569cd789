package dev.jensen.core.engine.plain;

/**
 * Room for plain kernels, a block of rows at a time. C2 turns a loop into vector instructions only where all of its arrays are
 * read and written at the same index, and where nothing in it moves bits between numbers and integers. So runs are copied to
 * columns that begin at 0, which costs a tenth of a nanosecond a number, and what needs bits is a loop of its own.
 */
final class PlainScratch {
    /** The rows of a block. */
    static final int ROWS = 256;

    /** The number of columns. */
    static final int COLUMNS = 16;

    /** Runs shorter than this go number by number. */
    static final int SHORT = 32;

    private static final ThreadLocal<double[][]> ALL = ThreadLocal.withInitial(() -> new double[COLUMNS + 1][ROWS]);

    private PlainScratch() {}

    /** {@link #COLUMNS} columns of this thread's, and one more. */
    static double[][] columns() {
        return ALL.get();
    }
}
