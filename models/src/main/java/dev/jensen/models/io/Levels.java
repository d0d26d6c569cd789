package dev.jensen.models.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct names in a column, and for each row the position of its name among them: what a plate of groups and an index
 * into it are made of. Immutable and thread-safe.
 */
public final class Levels {
    private final List<String> labels;
    private final int[] index;

    private Levels(List<String> labels, int[] index) {
        this.labels = labels;
        this.index = index;
    }

    /** Finds the levels of a column, in the order in which they first appear. */
    public static Levels of(List<String> names) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        int[] index = new int[names.size()];
        for (int row = 0; row < index.length; row++) {
            Integer known = positions.putIfAbsent(names.get(row), positions.size());
            index[row] = known == null ? positions.size() - 1 : known;
        }
        return new Levels(new ArrayList<>(positions.keySet()), index);
    }

    /** Returns how many distinct names there are. */
    public int size() {
        return labels.size();
    }

    /** Returns the distinct names. */
    public List<String> labels() {
        return List.copyOf(labels);
    }

    /** Returns for each row the position of its name among the labels, counted from 0; a new array. */
    public int[] index() {
        return index.clone();
    }

    /**
     * Returns the value of each level, where all rows of a level have the same: a predictor of the group that is written beside
     * each of its members.
     *
     * @param what the values are called
     * @param rows one for each row
     * @return one for each level
     * @throws IllegalArgumentException if two rows of a level differ: which rows, level and values
     */
    public double[] valueOfEach(String what, double[] rows) {
        if (rows.length != index.length) {
            throw new IllegalArgumentException(
                    "\"" + what + "\" has " + rows.length + " values, but the levels have " + index.length + " rows");
        }
        double[] values = new double[labels.size()];
        int[] first = new int[labels.size()];
        Arrays.fill(first, -1);
        for (int row = 0; row < rows.length; row++) {
            int level = index[row];
            if (first[level] < 0) {
                first[level] = row;
                values[level] = rows[row];
            } else if (Double.compare(values[level], rows[row]) != 0) {
                throw new IllegalArgumentException("\"" + what + "\" of " + labels.get(level) + " is " + values[level]
                        + " in row " + first[level] + " but " + rows[row] + " in row " + row
                        + ": a level's value must be the same in all its rows");
            }
        }
        return values;
    }

    /**
     * Returns the value of each level, where all rows of a level have the same: the state of each county, from the state of
     * each home.
     *
     * @param what the values are called
     * @param rows one for each row
     * @return one for each level
     * @throws IllegalArgumentException if two rows of a level differ: which rows, level and values
     */
    public int[] valueOfEach(String what, int[] rows) {
        double[] values = valueOfEach(what, Arrays.stream(rows).asDoubleStream().toArray());
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    @Override
    public String toString() {
        return labels.size() + " levels in " + index.length + " rows";
    }
}
