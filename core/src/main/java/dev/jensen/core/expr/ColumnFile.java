package dev.jensen.core.expr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.CRC32C;

/**
 * Data columns in a file, in the order in which the engine reads them, so that they can stay there: the operating system
 * keeps in memory what is used, and the heap holds nothing.
 *
 * <p>The layout, all little-endian: 64 bytes of header, namely the eight ASCII characters {@code JENSENT1}, the rows N
 * (long), the numbers of a row D (int), the rows of a tile T (int), the CRC-32C of all numbers (int), the CRC-32C of the 28
 * bytes before (int), zeros. Then ⌈N/T⌉ tiles of D·T doubles, number d of a tile's row r at d·T + r; behind row N the last
 * tile repeats it. T is that of {@link Plate#tileRows} for a plate of N rows.
 *
 * <pre>{@code
 * ColumnFile.write(path, rows, 10, rowIterator);               // once
 * Expr x = ColumnFile.open(path).on(plate, "x");               // a vector of 10 for each row
 * }</pre>
 */
public final class ColumnFile {
    private static final byte[] MAGIC = {'J', 'E', 'N', 'S', 'E', 'N', 'T', '1'};
    private static final int HEADER = 64;
    private static final int CHECKED = 28; // bytes of the header before its own checksum
    private static final long MOST_BYTES_MAPPED = 1L << 30;

    private final Path path;
    private final int rows;
    private final int width;
    private final Tiles.Mapped tiles;

    private ColumnFile(Path path, int rows, int width, Tiles.Mapped tiles) {
        this.path = path;
        this.rows = rows;
        this.width = width;
        this.tiles = tiles;
    }

    /**
     * Writes a file, a tile in memory at a time; what is there is overwritten.
     *
     * @param path the file
     * @param rows how many rows there are, at least 1
     * @param width how many numbers a row has, at least 1
     * @param source exactly that many rows of that many finite numbers; the array may be the same each time
     * @throws IllegalArgumentException if there are fewer or more rows, a row is shorter or longer, or a number is not finite:
     *     which row
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Path path, int rows, int width, Iterator<double[]> source) {
        Plate plate = Plate.of("row of " + path.getFileName(), rows);
        if (width < 1) {
            throw new IllegalArgumentException(path + ": a row needs at least one number: " + width);
        }
        int tileRows = plate.tileRows();
        ByteBuffer tile = ByteBuffer.allocate(Math.multiplyExact(tileRows * Double.BYTES, width))
                .order(ByteOrder.LITTLE_ENDIAN);
        DoubleBuffer numbers = tile.asDoubleBuffer();
        CRC32C sum = new CRC32C();
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeAll(channel, ByteBuffer.allocate(HEADER));
            for (int t = 0; t < plate.tiles(); t++) {
                int real = plate.rowsIn(t);
                for (int r = 0; r < real; r++) {
                    put(
                            path,
                            numbers,
                            tileRows,
                            r,
                            next(path, source, t * tileRows + r, rows, width),
                            t * tileRows + r);
                }
                for (int r = real; r < tileRows; r++) {
                    for (int d = 0; d < width; d++) {
                        numbers.put(d * tileRows + r, numbers.get(d * tileRows + real - 1));
                    }
                }
                tile.rewind();
                sum.update(tile);
                tile.rewind();
                writeAll(channel, tile);
            }
            if (source.hasNext()) {
                throw new IllegalArgumentException(path + ": more than the " + rows + " rows that were announced");
            }
            channel.position(0);
            writeAll(channel, header(rows, width, tileRows, (int) sum.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    private static double[] next(Path path, Iterator<double[]> source, int row, int rows, int width) {
        if (!source.hasNext()) {
            throw new IllegalArgumentException(path + ": " + row + " rows, but " + rows + " were announced");
        }
        double[] next = source.next();
        if (next.length != width) {
            throw new IllegalArgumentException(
                    path + ", row " + row + " has " + next.length + " numbers, not " + width);
        }
        return next;
    }

    private static void put(Path path, DoubleBuffer tile, int tileRows, int r, double[] numbers, int row) {
        for (int d = 0; d < numbers.length; d++) {
            if (!Double.isFinite(numbers[d])) {
                throw new IllegalArgumentException(path + ", row " + row + ", element " + d + " is " + numbers[d]
                        + ": data must be finite; drop or impute the row before writing");
            }
            tile.put(d * tileRows + r, numbers[d]);
        }
    }

    private static ByteBuffer header(long rows, int width, int tileRows, int sum) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putLong(rows).putInt(width).putInt(tileRows).putInt(sum);
        header.putInt(checksum(header.array()));
        return header.rewind();
    }

    private static int checksum(byte[] header) {
        CRC32C sum = new CRC32C();
        sum.update(header, 0, CHECKED);
        return (int) sum.getValue();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Opens a file, and reads it once to check it. It must not be changed while it is in use.
     *
     * @param path a file that {@link #write} made
     * @throws IllegalArgumentException if it is none, or was cut off or altered since
     * @throws UncheckedIOException if it cannot be read
     */
    public static ColumnFile open(Path path) {
        return open(path, MOST_BYTES_MAPPED);
    }

    static ColumnFile open(Path path, long mostBytesMapped) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            while (header.hasRemaining() && channel.read(header) >= 0) {
                // until the header is there
            }
            header.rewind();
            byte[] magic = new byte[MAGIC.length];
            header.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new IllegalArgumentException(path + " is no file of columns: make one with ColumnFile.write");
            }
            long rows = header.getLong();
            int width = header.getInt();
            int tileRows = header.getInt();
            int sum = header.getInt();
            if (header.getInt() != checksum(header.array()) || rows < 1 || rows > Integer.MAX_VALUE || width < 1) {
                throw damaged(path, "its header was altered");
            }
            Plate plate = Plate.of("row", (int) rows);
            if (tileRows != plate.tileRows()) {
                throw new IllegalArgumentException(path + " has tiles of " + tileRows + " rows, but this version reads"
                        + " tiles of " + plate.tileRows() + ": write it again with ColumnFile.write");
            }
            long bytes = Math.multiplyExact((long) plate.tiles() * tileRows * Double.BYTES, (long) width);
            if (channel.size() != HEADER + bytes) {
                throw damaged(
                        path,
                        "it has " + channel.size() + " bytes, but " + rows + " rows of " + width + " take "
                                + (HEADER + bytes));
            }
            return new ColumnFile(
                    path,
                    (int) rows,
                    width,
                    map(path, channel, bytes, step(path, tileRows, width, mostBytesMapped), sum));
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + path.toAbsolutePath(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path.toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    /** The bytes of as many whole tiles as are mapped together, since a buffer holds less than 2 GiB. */
    private static long step(Path path, int tileRows, int width, long mostBytesMapped) {
        long bytesOfTile = (long) tileRows * width * Double.BYTES;
        long step = Math.max(1, mostBytesMapped / bytesOfTile) * bytesOfTile;
        if (step > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(path + " has rows of more numbers than can be mapped: split them");
        }
        return step;
    }

    private static Tiles.Mapped map(Path path, FileChannel channel, long bytes, long step, int sum) throws IOException {
        DoubleBuffer[] parts = new DoubleBuffer[(int) ((bytes + step - 1) / step)];
        CRC32C read = new CRC32C();
        for (int i = 0; i < parts.length; i++) {
            ByteBuffer part = channel.map(MapMode.READ_ONLY, HEADER + i * step, Math.min(step, bytes - i * step));
            parts[i] = part.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
            read.update(part);
        }
        if ((int) read.getValue() != sum) {
            throw damaged(path, "its numbers were altered");
        }
        return new Tiles.Mapped(parts, step / Double.BYTES);
    }

    private static IllegalArgumentException damaged(Path path, String how) {
        return new IllegalArgumentException(
                path + " is damaged: " + how + "; write it again with ColumnFile.write, or fetch it again");
    }

    /** Returns how many rows the file has, the size of the plate that they are for. */
    public int rows() {
        return rows;
    }

    /** Returns how many numbers a row has. */
    public int width() {
        return width;
    }

    /**
     * The data of a plate's rows. They stay in the file for as long as the expression is reachable.
     *
     * @param plate of as many rows
     * @param name what messages call them
     * @return a vector per row; a scalar where rows have one number
     * @throws IllegalArgumentException if the plate has another number of rows
     */
    public Expr on(Plate plate, String name) {
        if (plate.size() != rows) {
            throw new IllegalArgumentException("data \"" + name + "\" in " + path + " have " + rows + " rows, plate \""
                    + plate.name() + "\" has " + plate.size() + ": make the plate with the file's rows()");
        }
        return Column.mapped(plate, name, width, tiles);
    }

    @Override
    public String toString() {
        return path + ": " + rows + " rows of " + width;
    }
}
