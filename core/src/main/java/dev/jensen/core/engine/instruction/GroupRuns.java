package dev.jensen.core.engine.instruction;

import dev.jensen.core.expr.IntColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The runs of equal indices of data that are sorted by group, where they are long enough to be handled whole. */
final class GroupRuns {
    /** Mean length from which on it pays. */
    private static final int LONG = 8;

    private final int[] starts;

    private GroupRuns(int[] starts) {
        this.starts = starts;
    }

    /** The runs of an index; none where they are short, or where the rows are those of a minibatch. */
    static @Nullable GroupRuns of(IntColumn index) {
        int runs = index.runStarts().length;
        return runs > 0 && index.plate().size() >= LONG * runs ? new GroupRuns(index.runStarts()) : null;
    }

    /** The run that a row belongs to. */
    int at(int row) {
        int found = Arrays.binarySearch(starts, row);
        return found >= 0 ? found : -found - 2;
    }

    /** The row after the last of a run, at most {@code end}, which the last run reaches. */
    int end(int run, int end) {
        return run + 1 < starts.length ? Math.min(starts[run + 1], end) : end;
    }
}
