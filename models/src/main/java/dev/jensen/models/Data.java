package dev.jensen.models;

import dev.jensen.core.density.NearestName;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.NewData;
import dev.jensen.models.io.Levels;
import dev.jensen.models.io.Table;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns by name, which a model is stated on, and may be stated on again: each is numbers, whole numbers, vectors or names.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * Data homes = Data.of("y", logRadon).and("floor", floor).and("county", counties);
 * Model radon = Model.of("radon", homes, (m, data) -> {
 *     var levels = data.levels("county");
 *     var county = m.plate("county", levels.labels());
 *     var home = m.plate("home", data.rows());
 *     var countyOf = m.index("county of home", levels.index(), home, county);
 *     …
 *     m.observe("y", Normal.of(alpha.gather(countyOf), sigma), data.observed("y"), home);
 * });
 * Fit fit = radon.fit();
 * fit.predict(Data.of("floor", new double[] {0}).and("county", "AITKIN")).summary();
 * }</pre>
 */
public final class Data implements NewData {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?|NaN|NA|");

    private final Map<String, Values> columns;
    private final @Nullable Set<String> asked; // takes the names that are asked for

    private Data(Map<String, Values> columns, @Nullable Set<String> asked) {
        this.columns = columns;
        this.asked = asked;
    }

    /** The same columns; the names of those that are asked for are added to a set. */
    Data watched(Set<String> names) {
        return new Data(columns, names);
    }

    /** What a column holds. */
    private sealed interface Values {
        int rows();

        String words();
    }

    private record Numbers(double[] values) implements Values {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String words() {
            return "numbers";
        }
    }

    private record Vectors(double[][] values) implements Values {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String words() {
            return "vectors";
        }
    }

    private record Names(List<String> values) implements Values {
        @Override
        public int rows() {
            return values.size();
        }

        @Override
        public String words() {
            return "names";
        }

        /** Says which is the first that is no number, where one is: of a table, what keeps its column from being one of numbers. */
        String noNumber() {
            for (int row = 0; row < values.size(); row++) {
                if (!NUMBER.matcher(values.get(row)).matches()) {
                    return ", such as \"" + values.get(row) + "\" in row " + row;
                }
            }
            return "";
        }
    }

    // ---------------------------------------------------------------- making

    /** Returns data without columns, to begin with. */
    public static Data empty() {
        return new Data(Map.of(), null);
    }

    /** Returns data of one column of numbers, which are copied. */
    public static Data of(String name, double... values) {
        return empty().and(name, values);
    }

    /** Returns data of one column of whole numbers, which are copied. */
    public static Data of(String name, int[] values) {
        return empty().and(name, values);
    }

    /** Returns data of one column of vectors, which are copied. */
    public static Data of(String name, double[][] rows) {
        return empty().and(name, rows);
    }

    /** Returns data of one column of names. */
    public static Data of(String name, List<String> values) {
        return empty().and(name, values);
    }

    /** Returns data of one column of names. */
    public static Data of(String name, String... values) {
        return empty().and(name, values);
    }

    /**
     * Returns the columns of a table: as numbers where all cells are numbers, as names otherwise. Cells that are empty, {@code NA} or
     * {@code NaN} are missing numbers, which {@link #observed} takes and {@link #doubles} refuses.
     */
    public static Data of(Table table) {
        Data data = empty();
        for (String column : table.columns()) {
            data = table.isNumeric(column)
                    ? data.and(column, table.doublesOrMissing(column))
                    : data.and(column, table.strings(column));
        }
        return data;
    }

    /** Returns these data and a column of numbers, which are copied; NaN stands for one that is missing. */
    public Data and(String name, double... values) {
        return with(name, new Numbers(given(name, values).clone()));
    }

    /** Returns these data and a column of whole numbers, which are copied. */
    public Data and(String name, int[] values) {
        return with(
                name,
                new Numbers(Arrays.stream(given(name, values)).asDoubleStream().toArray()));
    }

    /** Returns these data and a column of vectors, which are copied. */
    public Data and(String name, double[][] rows) {
        double[][] copy = given(name, rows).clone();
        for (int row = 0; row < copy.length; row++) {
            int at = row;
            copy[row] = Objects.requireNonNull(rows[row], () -> "column \"" + name + "\", row " + at + " is null")
                    .clone();
        }
        return with(name, new Vectors(copy));
    }

    /** Returns these data and a column of names. */
    public Data and(String name, List<String> values) {
        return with(name, new Names(List.copyOf(given(name, values))));
    }

    /** Returns these data and a column of names. */
    public Data and(String name, String... values) {
        return and(name, List.of(given(name, values)));
    }

    private Data with(String name, Values values) {
        Map<String, Values> more = new LinkedHashMap<>(columns);
        if (more.putIfAbsent(name, values) != null) {
            throw new IllegalArgumentException(
                    "column \"" + name + "\" is given twice: give each column a name of its own");
        }
        return new Data(more, asked);
    }

    private static <T> T given(String name, T values) {
        Objects.requireNonNull(name, "name of a column");
        return Objects.requireNonNull(values, () -> "values of column \"" + name + "\" must not be null");
    }

    // ---------------------------------------------------------------- reading

    /** Returns the names of the columns, in the order in which they were given. */
    public Set<String> columns() {
        return Collections.unmodifiableSet(columns.keySet());
    }

    /**
     * Returns whether a column holds names.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public boolean isNames(String column) {
        return values(column) instanceof Names;
    }

    /** Returns whether there is a column of this name. */
    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /**
     * Returns how many rows there are.
     *
     * @throws IllegalStateException if there is no column, or two differ: then ask for the rows of one
     */
    public int rows() {
        if (columns.isEmpty()) {
            throw new IllegalStateException("data without columns have no rows: give a column first");
        }
        String first = columns.keySet().iterator().next();
        int rows = rows(first);
        for (String column : columns.keySet()) {
            if (rows(column) != rows) {
                throw new IllegalStateException("column \"" + first + "\" has " + rows + " rows, but \"" + column
                        + "\" has " + rows(column) + ": make them equally long, or ask for rows(\"" + column + "\")");
            }
        }
        return rows;
    }

    /**
     * Returns how many rows a column has.
     *
     * @throws IllegalArgumentException if there is no such column, with the nearest name that there is
     */
    public int rows(String column) {
        return values(column).rows();
    }

    /**
     * Returns a column of numbers, a new array.
     *
     * @throws IllegalArgumentException if there is no such column, it holds something else, or a number is not finite: which row
     */
    public double[] doubles(String column) {
        double[] values = numbers(column).clone();
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row])) {
                throw new IllegalArgumentException("column \"" + column + "\", row " + row + " is " + values[row]
                        + ": it must be finite; leave the row out, or make what is missing a latent: observeWithMissing(name,"
                        + " law, data.observed(\"" + column + "\"), plate)");
            }
        }
        return values;
    }

    /**
     * Returns a column of whole numbers, a new array.
     *
     * @throws IllegalArgumentException if there is no such column, it holds something else, or a number is not whole: which row
     */
    public int[] ints(String column) {
        double[] values = doubles(column);
        int[] whole = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            whole[row] = (int) values[row];
            if (whole[row] != values[row]) {
                throw new IllegalArgumentException("column \"" + column + "\", row " + row + " is " + values[row]
                        + ", not a whole number between -2147483648 and 2147483647: ask for doubles(\"" + column
                        + "\")");
            }
        }
        return whole;
    }

    /**
     * Returns the only number of a column: a constant of the model that comes with the data.
     *
     * @throws IllegalArgumentException if there is no such column, or it holds something else than one finite number
     */
    public double number(String column) {
        double[] values = doubles(column);
        if (values.length != 1) {
            throw new IllegalArgumentException("column \"" + column + "\" has " + values.length
                    + " rows, not one number: ask for doubles(\"" + column + "\")");
        }
        return values[0];
    }

    /**
     * Returns a column of vectors, a new array.
     *
     * @throws IllegalArgumentException if there is no such column, it holds something else, or a number is not finite: which row
     */
    public double[][] vectors(String column) {
        double[][] rows = copy(column);
        for (int row = 0; row < rows.length; row++) {
            for (double value : rows[row]) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "column \"" + column + "\", row " + row + " holds " + value
                                    + ": it must be finite; leave the row out, or give its columns apart, as numbers of which some may be missing");
                }
            }
        }
        return rows;
    }

    private double[][] copy(String column) {
        Values values = values(column);
        if (values instanceof Vectors vectors) {
            return Arrays.stream(vectors.values()).map(double[]::clone).toArray(double[][]::new);
        }
        throw wrong(column, values, "vectors");
    }

    /**
     * Returns a column of names.
     *
     * @throws IllegalArgumentException if there is no such column, or it holds something else
     */
    public List<String> strings(String column) {
        Values values = values(column);
        if (values instanceof Names names) {
            return names.values();
        }
        throw wrong(column, values, "names");
    }

    /**
     * Returns the levels of a column of names or of whole numbers, in the order in which they first appear: the labels of a plate,
     * and the index into it. By its label a level is known again in new data.
     *
     * @throws IllegalArgumentException if there is no such column, or it holds something else, or a name is blank: which row
     */
    public Levels levels(String column) {
        List<String> names = values(column) instanceof Numbers
                ? Arrays.stream(ints(column)).mapToObj(Integer::toString).toList()
                : strings(column);
        for (int row = 0; row < names.size(); row++) {
            if (names.get(row).isBlank()) {
                throw new IllegalArgumentException(
                        "column \"" + column + "\", row " + row + " is blank: give each row the name of its level");
            }
        }
        return Levels.of(names);
    }

    /**
     * Returns a column for {@link ModelBuilder#observe(String, dev.jensen.core.distribution.Distribution, Observed,
     * dev.jensen.core.expr.Plate)}. New data need not have it: it is what a prediction is about.
     *
     * @throws IllegalArgumentException if the column holds names
     */
    public Observed observed(String column) {
        if (!has(column)) {
            return Observed.none();
        }
        return values(column) instanceof Vectors
                ? Observed.of(copy(column))
                : Observed.of(numbers(column).clone());
    }

    private double[] numbers(String column) {
        Values values = values(column);
        if (values instanceof Numbers numbers) {
            return numbers.values();
        }
        throw wrong(column, values, "numbers");
    }

    private Values values(String column) {
        Values values = columns.get(Objects.requireNonNull(column, "name of the column"));
        if (values == null) {
            throw NearestName.unknown("column", column, columns.keySet());
        }
        if (asked != null) {
            asked.add(column);
        }
        return values;
    }

    private static IllegalArgumentException wrong(String column, Values values, String asked) {
        String way = values instanceof Numbers
                ? "doubles, ints or levels"
                : values instanceof Names ? "strings or levels" : "vectors";
        String which = values instanceof Names names && asked.equals("numbers") ? names.noNumber() : "";
        return new IllegalArgumentException("column \"" + column + "\" holds " + values.words() + which + ", not "
                + asked + ": ask for its " + way + ", or give other data");
    }

    // ---------------------------------------------------------------- prediction

    @Override
    public Draws predictedBy(Fit fit, int draws, long seed) {
        return ModelVariables.of(fit).predict(fit, this, draws, seed);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("data:");
        columns.forEach((name, values) -> text.append(' ')
                .append(name)
                .append(" [")
                .append(values.rows())
                .append(' ')
                .append(values.words())
                .append(']'));
        return text.toString();
    }
}
