package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data that every row of a plate has, copied once into the engine's layout: tile by tile, within a tile one run of rows
 * for each inner element. Padding repeats the last row, so that it lies in the data's own range.
 */
public final class Column implements Operation {
    /** Numbers of a matrix from which on it lies in strips: half of a second-level cache. */
    private static final long LARGE = 1 << 16;

    private final String name;
    private final Tiles tiles;

    /** Rows whose numbers of one inner element lie side by side. */
    private final int run;

    private final int elements;

    private Column(String name, Plate plate, int elements, Tiles tiles) {
        this.name = name;
        this.run = tiles instanceof Tiles.Strips ? Tiles.STRIP : plate.tileRows();
        this.elements = elements;
        this.tiles = tiles;
    }

    /** Gives the numbers of data that are not in an array: the same number whenever it is asked. */
    @FunctionalInterface
    public interface Source {
        /**
         * Gives a number.
         *
         * @param row from 0
         * @param element of the row's numbers, from 0
         * @return the number
         */
        double at(int row, int element);
    }

    static Column of(Plate plate, String name, int elements, Source source) {
        int rows = plate.tileRows();
        long length = Tiles.Strips.START + (long) plate.tiles() * rows * elements + Tiles.SLACK;
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "data column \"" + name + "\" has " + length + " numbers, more than one array can hold ("
                            + Integer.MAX_VALUE + "): split it into several columns");
        }
        Narrowing narrowing = new Narrowing((long) plate.size() * elements);
        for (int row = 0; row < plate.size(); row++) {
            for (int e = 0; e < elements; e++) {
                double value = source.at(row, e);
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("data column \"" + name + "\", row " + row
                            + (elements > 1 ? ", element " + e : "") + " is " + value
                            + ": data must be finite; drop or impute the row before fitting");
                }
                narrowing.see(value);
            }
        }
        return new Column(name, plate, elements, layOut(plate, elements, source, narrowing));
    }

    static Expr mapped(Plate plate, String name, int elements, Tiles.Mapped tiles) {
        Shape shape = elements == 1 ? Shape.rows(plate) : Shape.rows(plate, elements);
        return new Expr(new Column(name, plate, elements, tiles), List.of(), shape);
    }

    /**
     * A column computed from others, which may hold values that are not finite.
     *
     * @param shape plate and inner dimensions
     * @param values as [inner element][row], without padding
     * @return an expression of this shape
     */
    public static Expr computed(Shape shape, double[] values) {
        Plate plate = shape.plate();
        if (plate == null) {
            throw new IllegalArgumentException("a computed column needs rows");
        }
        Narrowing narrowing = new Narrowing(values.length);
        for (double value : values) {
            narrowing.see(value);
        }
        Source source = (row, element) -> values[element * plate.size() + row];
        Tiles tiles = layOut(plate, shape.size(), source, narrowing);
        return new Expr(new Column("computed", plate, shape.size(), tiles), List.of(), shape);
    }

    private static Tiles layOut(Plate plate, int elements, Source source, Narrowing narrowing) {
        int rows = plate.tileRows();
        boolean strips = elements > 1
                && rows % Tiles.STRIP == 0
                && (long) plate.size() * elements >= LARGE
                && !narrowing.narrows();
        int run = strips ? Tiles.STRIP : rows;
        int start = strips ? Tiles.Strips.START : 0;
        Tiles tiles = narrowing.tiles(start + plate.tiles() * rows * elements + Tiles.SLACK, target -> {
            for (int row = 0; row < plate.tiles() * rows; row++) {
                int from = Math.min(row, plate.size() - 1);
                int base = start + row / run * run * elements + row % run;
                for (int e = 0; e < elements; e++) {
                    target.put(base + e * run, source.at(from, e));
                }
            }
        });
        return strips && tiles instanceof Tiles.Doubles all ? new Tiles.Strips(all.values()) : tiles;
    }

    /**
     * What the data are called.
     *
     * @return the name that messages use
     */
    public String name() {
        return name;
    }

    /**
     * The numbers in the order in which they lie in memory.
     *
     * @return the column's own, not to be written
     */
    public Tiles tiles() {
        return tiles;
    }

    /**
     * One number.
     *
     * @param row from 0
     * @param element of the flattened inner dimensions, from 0
     * @return the number
     */
    public double at(int row, int element) {
        int block = row / run;
        return tiles.at(((long) block * elements + element) * run + row - (long) block * run);
    }

    /**
     * Copies some rows, whatever their order.
     *
     * @param rows which rows
     * @param from the first of {@code rows} that counts
     * @param count how many count
     * @param out overwritten: number e of row {@code rows[from + i]} goes to {@code at + e·stride + i}
     * @param at where the first number goes
     * @param stride distance between inner elements, at least {@code count}
     */
    public void gather(int[] rows, int from, int count, double[] out, int at, int stride) {
        double blocksPerRow = 1.0 / run;
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            int block = (int) ((row + 0.5) * blocksPerRow); // row / run without a division
            long base = (long) block * run * elements + row - (long) block * run;
            for (int e = 0; e < elements; e++) {
                out[at + e * stride + i] = tiles.at(base + (long) e * run);
            }
        }
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of();
    }

    @Override
    public String toString() {
        return name;
    }
}
