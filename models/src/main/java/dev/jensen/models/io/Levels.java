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

    /**
     * Finds the levels of a column, in the order in which they first appear.
     *
     * @throws IllegalArgumentException if a row has no name: which
     */
    public static Levels of(List<String> names) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        int[] index = new int[names.size()];
        for (int row = 0; row < index.length; row++) {
            String name = names.get(row);
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("row " + row + " of " + index.length
                        + " has no name of its group: leave the row out, or give it a group such as \"unknown\"");
            }
            Integer known = positions.putIfAbsent(name, positions.size());
            index[row] = known == null ? positions.size() - 1 : known;
        }
        return new Levels(new ArrayList<>(positions.keySet()), index);
    }

    /**
     * Makes levels of groups that lie one after the other, each with rows of its own number: a ragged plate.
     *
     * @param sizes how many rows each group has, at least 1; the groups are labelled 0, 1, …
     * @throws IllegalArgumentException if a group has no row: which one
     */
    public static Levels ofSizes(int... sizes) {
        int rows = 0;
        for (int group = 0; group < sizes.length; group++) {
            if (sizes[group] < 1) {
                throw new IllegalArgumentException("group " + group + " of " + sizes.length + " has " + sizes[group]
                        + " rows: each needs at least 1; leave the group out, or predict for it afterwards");
            }
            rows = Math.addExact(rows, sizes[group]);
        }
        int[] index = new int[rows];
        int row = 0;
        for (int group = 0; group < sizes.length; group++) {
            Arrays.fill(index, row, row + sizes[group], group);
            row += sizes[group];
        }
        return new Levels(numbers(sizes.length), index);
    }

    /**
     * Makes levels of the numbers of groups, counted from 0, of which none may be without rows: for data that have numbers where
     * others have names. Where the numbers are right already, and groups without rows are meant, {@code m.index(name, groups, rows,
     * plate)} takes the array itself.
     *
     * @param groups for each row the number of its group; copied
     * @throws IllegalArgumentException if a number is negative, or the numbers have a gap: which one
     */
    public static Levels ofNumbers(int... groups) {
        int count = 0;
        for (int row = 0; row < groups.length; row++) {
            if (groups[row] < 0) {
                throw new IllegalArgumentException(
                        "group of row " + row + " is " + groups[row] + ": groups are counted from 0");
            }
            count = Math.max(count, groups[row] + 1);
        }
        int[] rows = new int[count];
        for (int group : groups) {
            rows[group]++;
        }
        for (int group = 0; group < count; group++) {
            if (rows[group] == 0) {
                throw new IllegalArgumentException("no row is of group " + group + ", although groups run from 0 to "
                        + (count - 1) + ": number them without gaps, "
                        + (group == 0 ? "subtract 1 if they count from 1, " : "")
                        + "or give names, as Levels.of(names)");
            }
        }
        return new Levels(numbers(count), groups.clone());
    }

    private static List<String> numbers(int count) {
        List<String> labels = new ArrayList<>();
        for (int group = 0; group < count; group++) {
            labels.add(Integer.toString(group));
        }
        return labels;
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
