package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.Objects;

/** An integer that every row of a plate has: the county of a home, used by {@link Expr#gather}. */
public final class IntColumn {
    private final Plate plate;
    private final String name;
    private final int[] values;
    private final int size;
    private final int[] runStarts;

    private IntColumn(Plate plate, String name, int[] values, int size, int[] runStarts) {
        this.runStarts = runStarts;
        this.plate = plate;
        this.name = name;
        this.values = values;
        this.size = size;
    }

    /**
     * An index column.
     *
     * @param plate whose rows
     * @param name what messages call it
     * @param values one for each row, each from 0 to {@code size - 1}; copied
     * @param size how many things there are to point at
     * @return the column
     * @throws IllegalArgumentException naming the row whose value is out of range
     */
    public static IntColumn of(Plate plate, String name, int[] values, int size) {
        Objects.requireNonNull(name, "name");
        if (values.length != plate.size()) {
            throw new IllegalArgumentException(
                    "index column \"" + name + "\" has " + values.length + " values, plate \"" + plate.name()
                            + "\" has " + plate.size() + " rows: give one value for each row");
        }
        for (int row = 0; row < values.length; row++) {
            if (values[row] < 0 || values[row] >= size) {
                throw new IllegalArgumentException("index column \"" + name + "\", row " + row + " is " + values[row]
                        + ": indices run from 0 to " + (size - 1)
                        + (values[row] == size ? "; subtract 1 if they count from 1" : ""));
            }
        }
        int[] padded = Arrays.copyOf(values, plate.tiles() * plate.tileRows());
        return new IntColumn(plate, name, padded, size, runStarts(values, plate.size()));
    }

    /** Which row of all a row of a minibatch is. */
    static IntColumn rowNumbers(Plate sampled) {
        return new IntColumn(sampled, "row of " + sampled.name(), new int[0], sampled.size(), new int[0]);
    }

    /** The same integers, of the rows of a minibatch. */
    IntColumn of(Plate sampled) {
        return new IntColumn(sampled, name, values, size, new int[0]);
    }

    /**
     * The plate.
     *
     * @return whose rows the integers belong to
     */
    public Plate plate() {
        return plate;
    }

    /**
     * What messages call it.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * How many things the integers point at.
     *
     * @return one more than the greatest legal value
     */
    public int size() {
        return size;
    }

    /**
     * The integers, padded with 0 to whole tiles; on the plate of a minibatch, those of all rows, or none where each row
     * points at itself.
     *
     * @return the column's own array, not to be written
     */
    public int[] values() {
        return values;
    }

    private static int[] runStarts(int[] values, int rows) {
        int[] starts = new int[rows];
        int runs = 0;
        for (int row = 0; row < rows; row++) {
            if (row == 0 || values[row] != values[row - 1]) {
                starts[runs++] = row;
            }
        }
        return Arrays.copyOf(starts, runs);
    }

    /**
     * Where runs of equal integers start. Data that are sorted by group have few and long ones.
     *
     * @return row numbers in ascending order, the first 0, or none on the plate of a minibatch; the column's own array, not to be written
     */
    public int[] runStarts() {
        return runStarts;
    }

    @Override
    public String toString() {
        return name;
    }
}
