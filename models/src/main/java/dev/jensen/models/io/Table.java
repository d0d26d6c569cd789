package dev.jensen.models.io;

import dev.jensen.core.density.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Columns by name, read from a CSV file (RFC 4180) whose first line names them. Lines that begin with {@code #} and empty lines
 * are skipped; blanks around values are dropped. Immutable and thread-safe.
 */
public final class Table {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    /** What Java reads beyond it, such as NaN, Infinity, 0x1p3, 3d, is none of a table's numbers. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private static final int SHOWN = 8;
    private static final String DECIMAL_NUMBER = "a finite decimal number";
    private static final Set<String> MISSING = Set.of("", "NA", "NaN");

    private final String source;
    private final Map<String, List<String>> columns;
    private final int[] lines;

    private Table(String source, Map<String, List<String>> columns, int[] lines) {
        this.source = source;
        this.columns = columns;
        this.lines = lines;
    }

    // ---------------------------------------------------------------- reading

    /**
     * Reads a file in UTF-8.
     *
     * @throws IllegalArgumentException if it is empty, is not in UTF-8, is separated by semicolons or tabs, ends inside a quoted value, or has a line with more or
     *     fewer values than the first: which line
     * @throws UncheckedIOException if it cannot be read; the message names the file
     */
    public static Table read(Path file) {
        Objects.requireNonNull(file, "file");
        if (Files.isDirectory(file)) {
            String what = file.toAbsolutePath() + " is a directory: name a file in it";
            throw new UncheckedIOException(what, new FileSystemException(file.toString(), null, "is a directory"));
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return parse(stream, file.getFileName() + "");
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + file.toAbsolutePath(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a resource that lies beside a class, in UTF-8.
     *
     * @param beside the class
     * @param name such as {@code "radon.csv"}
     * @throws IllegalArgumentException if there is none, or for what {@link #read(Path)} refuses
     * @throws UncheckedIOException if it cannot be read
     */
    public static Table resource(Class<?> beside, String name) {
        Objects.requireNonNull(name, "name of the resource");
        try (InputStream stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no resource \"" + name + "\" beside " + beside.getName());
            }
            return parse(stream, name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a stream in UTF-8 to its end; does not close it.
     *
     * @param source what messages call it
     * @throws IllegalArgumentException for what {@link #read(Path)} refuses
     * @throws UncheckedIOException if it cannot be read
     */
    public static Table read(InputStream stream, String source) {
        Objects.requireNonNull(stream, () -> "stream of " + source);
        try {
            return parse(stream, source);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source + ": " + e.getMessage(), e);
        }
    }

    private static Table parse(InputStream stream, String source) throws IOException {
        CSVParser parser = CSVParser.parse(new StringReader(text(stream.readAllBytes(), source)), FORMAT);
        try {
            return parse(parser, source);
        } catch (UncheckedIOException e) { // the parser's iterator wraps what goes wrong on the way
            IOException cause = e.getCause();
            if (cause instanceof CSVException) {
                throw new IllegalArgumentException(
                        source + " cannot be read as CSV: " + cause.getMessage()
                                + "; close each quoted value, and write \"\" for a quote inside one",
                        cause);
            }
            throw cause;
        }
    }

    /** A new decoder refuses what is not UTF-8; the charset itself would put U+FFFD in its place. */
    private static String text(byte[] bytes, String source) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(left).toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < left.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new IllegalArgumentException(source + ", line " + line + ", is not in UTF-8: save it as UTF-8", e);
        }
    }

    private static Table parse(CSVParser parser, String source) {
        Iterator<CSVRecord> records = parser.iterator();
        if (!records.hasNext()) {
            throw new IllegalArgumentException(source + " is empty: its first line must name the columns");
        }
        List<String> header = header(source, records.next());
        requireCommas(source, header);
        List<List<String>> columns = new ArrayList<>();
        header.forEach(name -> columns.add(new ArrayList<>()));
        List<Integer> lines = new ArrayList<>();
        while (records.hasNext()) {
            CSVRecord record = records.next();
            int line = (int) parser.getCurrentLineNumber();
            if (record.size() != header.size()) {
                String cut = record.size() < header.size() && !records.hasNext()
                        ? "; it is the last one: the file looks cut off, so copy or download it again"
                        : "";
                throw new IllegalArgumentException(source + ", line " + line + " has " + record.size()
                        + (record.size() == 1 ? " value, but " : " values, but ") + header.size()
                        + " columns are named: " + String.join(", ", header) + cut);
            }
            for (int column = 0; column < header.size(); column++) {
                columns.get(column).add(record.get(column));
            }
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(source + " names its columns, but has no rows");
        }
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            byName.put(header.get(column), List.copyOf(columns.get(column)));
        }
        return new Table(
                source, byName, lines.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<String> header(String source, CSVRecord record) {
        List<String> names = new ArrayList<>();
        for (String name : record) {
            String clean = names.isEmpty() && name.startsWith("\uFEFF") ? name.substring(1) : name; // byte order mark
            if (names.contains(clean)) {
                throw new IllegalArgumentException(source + " has two columns \"" + clean + "\": rename one of them");
            }
            names.add(clean);
        }
        return names;
    }

    private static void requireCommas(String source, List<String> header) {
        String name = header.get(0);
        String separator = name.contains(";") ? "semicolons" : name.contains("\t") ? "tabs" : "";
        if (header.size() == 1 && !separator.isEmpty()) {
            throw new IllegalArgumentException(source + " has one column, \"" + name
                    + "\", and seems to be separated by " + separator
                    + ": save it with commas between the values, and points in decimal numbers");
        }
    }

    // ---------------------------------------------------------------- columns

    /** Returns how many rows there are. */
    public int rows() {
        return lines.length;
    }

    /** Returns the names of the columns, in the order of the file. */
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Returns a column as text.
     *
     * @throws IllegalArgumentException if there is no such column, with the nearest name that there is
     */
    public List<String> strings(String column) {
        List<String> values = columns.get(Objects.requireNonNull(column, "name of the column"));
        if (values == null) {
            throw NearestName.unknown("column", column, columns.keySet());
        }
        return values;
    }

    /**
     * Returns a column as numbers, a new array.
     *
     * @throws IllegalArgumentException if there is no such column, or a value is not a finite decimal number (an empty
     *     cell, {@code NA} and {@code NaN} are none): which line and text
     */
    public double[] doubles(String column) {
        List<String> texts = strings(column);
        double[] values = new double[texts.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = number(column, row, texts.get(row), DECIMAL_NUMBER);
        }
        return values;
    }

    /**
     * Returns whether a column can be read as numbers, of which some may be missing: at least one cell is a number, and no other
     * holds anything but {@code NA} or {@code NaN}.
     *
     * @throws IllegalArgumentException if there is no such column, with the nearest name that there is
     */
    public boolean isNumeric(String column) {
        List<String> texts = strings(column);
        return texts.stream().anyMatch(text -> DECIMAL.matcher(text).matches())
                && texts.stream()
                        .allMatch(text ->
                                MISSING.contains(text) || DECIMAL.matcher(text).matches());
    }

    /**
     * Returns a column as numbers, a new array, NaN where a cell is empty, {@code NA} or {@code NaN}.
     *
     * @throws IllegalArgumentException if there is no such column, or another value is not a finite decimal number: which line
     *     and text
     */
    public double[] doublesOrMissing(String column) {
        List<String> texts = strings(column);
        double[] values = new double[texts.size()];
        for (int row = 0; row < values.length; row++) {
            String text = texts.get(row);
            values[row] = MISSING.contains(text)
                    ? Double.NaN
                    : number(
                            column,
                            row,
                            text,
                            "a finite decimal number, nor empty, NA or NaN, which say that it is missing");
        }
        return values;
    }

    /**
     * Returns a column as whole numbers, a new array.
     *
     * @throws IllegalArgumentException if there is no such column, or a value is not a whole number: which line and text
     */
    public int[] ints(String column) {
        List<String> texts = strings(column);
        int[] values = new int[texts.size()];
        for (int row = 0; row < values.length; row++) {
            double value = number(column, row, texts.get(row), DECIMAL_NUMBER);
            values[row] = (int) value;
            if (values[row] != value) {
                throw wrong(column, row, texts.get(row), "a whole number between -2147483648 and 2147483647");
            }
        }
        return values;
    }

    /**
     * Returns a column of names as levels, in the order in which they first appear.
     *
     * @throws IllegalArgumentException if there is no such column, with the nearest name that there is, or a name is blank:
     *     which line
     */
    public Levels levels(String column) {
        List<String> names = strings(column);
        for (int row = 0; row < names.size(); row++) {
            if (names.get(row).isBlank()) {
                throw wrong(column, row, "", "a name");
            }
        }
        return Levels.of(names);
    }

    /**
     * Returns the table of the rows whose value in a column is wanted.
     *
     * @param column to look at
     * @param wanted whether to keep a row with this text
     * @throws IllegalArgumentException if there is no such column, or no row is wanted
     */
    public Table where(String column, Predicate<String> wanted) {
        List<String> texts = strings(column);
        int[] kept = IntStream.range(0, rows())
                .filter(row -> wanted.test(texts.get(row)))
                .toArray();
        if (kept.length == 0) {
            throw new IllegalArgumentException(
                    source + " has no row whose \"" + column + "\" is wanted; it holds " + some(texts));
        }
        Map<String, List<String>> some = new LinkedHashMap<>();
        columns.forEach((name, values) ->
                some.put(name, Arrays.stream(kept).mapToObj(values::get).toList()));
        return new Table(
                source, some, Arrays.stream(kept).map(row -> lines[row]).toArray());
    }

    private static String some(List<String> texts) {
        List<String> different = texts.stream().distinct().limit(SHOWN + 1).toList();
        return String.join(", ", different.subList(0, Math.min(SHOWN, different.size())))
                + (different.size() > SHOWN ? ", …" : "");
    }

    private double number(String column, int row, String text, String expected) {
        double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw wrong(column, row, text, expected);
        }
        return value;
    }

    private IllegalArgumentException wrong(String column, int row, String text, String expected) {
        String what = text.isEmpty() ? "nothing" : "\"" + text + "\"";
        return new IllegalArgumentException(
                source + ", line " + lines[row] + ", column \"" + column + "\" holds " + what + ", not " + expected
                        + ": correct it, or, where it is missing, leave the row out or impute it first");
    }

    @Override
    public String toString() {
        return source + ": " + rows() + " rows of " + String.join(", ", columns.keySet());
    }
}
