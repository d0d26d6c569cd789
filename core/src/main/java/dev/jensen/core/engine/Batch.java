package dev.jensen.core.engine;

import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The rows of a plate that a run of a frame looks at. Padding repeats the last of them, as in a data column. */
final class Batch {
    private final Plate plate;
    private final Map<IntColumn, int[]> indices = new HashMap<>();

    /** The rows in the order of the batch. */
    final int[] rows;

    /** How many rows there are. */
    int count;

    Batch(Plate plate) {
        this.plate = plate;
        this.rows = new int[plate.tiles() * plate.tileRows()];
    }

    /** By what a sum over the rows is multiplied so that it stands for all rows. */
    double scale() {
        return (double) plate.size() / count;
    }

    /** Real rows from some row on, at most {@code most}. */
    int rowsFrom(int row, int most) {
        return Math.max(0, Math.min(most, count - row));
    }

    /** The integers of the batch's rows, in an array that is filled anew for each choice. */
    int[] of(IntColumn index) {
        return index.values().length == 0 ? rows : indices.computeIfAbsent(index, key -> new int[rows.length]);
    }

    void choose(RowChoice choice) {
        count = choice.choose(plate, rows);
        Arrays.fill(rows, count, rows.length, rows[count - 1]);
        for (Map.Entry<IntColumn, int[]> index : indices.entrySet()) {
            int[] from = index.getKey().values();
            int[] to = index.getValue();
            for (int i = 0; i < to.length; i++) {
                to[i] = from[rows[i]];
            }
        }
    }
}
