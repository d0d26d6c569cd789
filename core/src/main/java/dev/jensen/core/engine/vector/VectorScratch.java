package dev.jensen.core.engine.vector;

import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.UnaryKernel;

/**
 * Room for the intermediate results of kernels that are several loops one after the other, a block of rows at a time.
 *
 * <p>Why several loops: C2 inlines only so much into one method, about 18,000 nodes, which is 60 to 100 Vector API calls,
 * fewer where that API's own methods have had their types guessed wrong before; a vector that goes to or comes from a call left
 * out is allocated. So loops should stay below 60, constants counted.
 */
public final class VectorScratch {
    /** The rows of a block. */
    static final int BLOCK = 256;

    /** The offset of each of the four columns after the first. */
    static final int SECOND = BLOCK + Kernels.SLACK;

    static final int THIRD = 2 * SECOND;
    static final int FOURTH = 3 * SECOND;

    private static final ThreadLocal<double[]> COLUMNS = ThreadLocal.withInitial(() -> new double[4 * SECOND]);

    private VectorScratch() {}

    /** Four columns of this thread's. */
    static double[] columns() {
        return COLUMNS.get();
    }

    /** The kernel that hands runs on to {@code kernel} in blocks. */
    static UnaryKernel inBlocks(UnaryKernel kernel) {
        return (x, xo, out, oo, n) -> {
            for (int from = 0; from < n; from += BLOCK) {
                kernel.apply(x, xo + from, out, oo + from, Math.min(BLOCK, n - from));
            }
        };
    }
}
