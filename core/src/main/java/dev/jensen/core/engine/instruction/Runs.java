package dev.jensen.core.engine.instruction;

import java.util.Arrays;

/**
 * A loop nest over registers of different strides, as a list of straight runs: for each run the offset in every
 * register, and within a run steps of 1 or, where a register holds the same number all along, 0.
 */
public final class Runs {
    /** Numbers in a run. */
    final int length;

    /** For each register the step within a run, 0 or 1. */
    public final int[] step;

    /** For each register the offset of every run. */
    final int[][] offset;

    private Runs(int length, int[] step, int[][] offset) {
        this.length = length;
        this.step = step;
        this.offset = offset;
    }

    int count() {
        return offset[0].length;
    }

    /**
     * Straightens a loop nest.
     *
     * @param sizes length of each loop, outermost first
     * @param strides for each register the stride of each loop; of the innermost loop that counts, 0 or 1
     */
    public static Runs of(int[] sizes, int[]... strides) {
        int registers = strides.length;
        int[] size = new int[sizes.length];
        int[][] stride = new int[registers][sizes.length];
        int depth = 0;
        for (int loop = 0; loop < sizes.length; loop++) {
            if (sizes[loop] == 1) {
                continue;
            }
            boolean joins = depth > 0;
            for (int r = 0; r < registers && joins; r++) {
                joins = stride[r][depth - 1] == strides[r][loop] * sizes[loop];
            }
            int at = joins ? depth - 1 : depth++;
            size[at] = joins ? size[at] * sizes[loop] : sizes[loop];
            for (int r = 0; r < registers; r++) {
                stride[r][at] = strides[r][loop];
            }
        }
        boolean straight = depth > 0;
        for (int r = 0; r < registers && straight; r++) {
            straight = stride[r][depth - 1] == 0 || stride[r][depth - 1] == 1;
        }
        int[] step = new int[registers];
        int length = 1;
        int outer = depth;
        if (straight) {
            outer = depth - 1;
            length = size[outer];
            for (int r = 0; r < registers; r++) {
                step[r] = stride[r][outer];
            }
        } else {
            Arrays.fill(step, 1);
        }
        int count = 1;
        for (int loop = 0; loop < outer; loop++) {
            count = Math.multiplyExact(count, size[loop]);
        }
        int[][] offset = new int[registers][count];
        int[] index = new int[outer];
        for (int run = 0; run < count; run++) {
            for (int r = 0; r < registers; r++) {
                for (int loop = 0; loop < outer; loop++) {
                    offset[r][run] += index[loop] * stride[r][loop];
                }
            }
            for (int loop = outer - 1; loop >= 0 && ++index[loop] == size[loop]; loop--) {
                index[loop] = 0;
            }
        }
        return new Runs(length, step, offset);
    }
}
