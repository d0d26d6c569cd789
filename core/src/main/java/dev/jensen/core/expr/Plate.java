package dev.jensen.core.expr;

import java.util.Objects;

/**
 * A named set of exchangeable rows: the schools of a study, the homes of a survey.
 *
 * <p>A plate is the unit of everything that grows with data: of tiling, of threads and of minibatches. Two plates are
 * the same when name and size agree.
 *
 * @param name what a row is, singular, as error messages call it
 * @param size number of rows, at least 1
 */
public record Plate(String name, int size) {
    /** The most rows that one tile of a plate holds. */
    private static final int TILE_ROWS = 256;

    /** Rows are padded to a multiple of this many doubles, which every vector width divides. */
    private static final int LANES = 8;

    /** Larger tiles are a multiple of this many rows, so that they can be cut into smaller ones. */
    private static final int GRAIN = 32;

    /** Checks that the plate has rows. */
    public Plate {
        Objects.requireNonNull(name, "name");
        if (size < 1) {
            throw new IllegalArgumentException("plate \"" + name + "\" is empty (size " + size
                    + "): a plate needs at least one row; check that its data were read");
        }
    }

    /**
     * A plate of {@code size} rows.
     *
     * @param name what a row is
     * @param size number of rows, at least 1
     * @return the plate
     */
    public static Plate of(String name, int size) {
        return new Plate(name, size);
    }

    /**
     * Rows in one storage tile: a few hundred, a multiple of the widest vector, chosen so that the last tile is nearly
     * full.
     *
     * @return rows of a tile
     */
    public int tileRows() {
        int tiles = tiles();
        int rows = (size + tiles - 1) / tiles;
        int grain = rows > GRAIN ? GRAIN : LANES;
        return (rows + grain - 1) / grain * grain;
    }

    /**
     * How many tiles hold the rows.
     *
     * @return at least 1
     */
    public int tiles() {
        return (size + TILE_ROWS - 1) / TILE_ROWS;
    }

    /**
     * How many rows of a tile are real; the others are padding.
     *
     * @param tile index of the tile, from 0
     * @return between 0 and {@link #tileRows()}
     */
    public int rowsIn(int tile) {
        return Math.max(0, Math.min(tileRows(), size - tile * tileRows()));
    }
}
