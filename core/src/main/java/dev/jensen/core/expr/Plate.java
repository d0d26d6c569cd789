package dev.jensen.core.expr;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named set of exchangeable rows: the schools of a study, the homes of a survey.
 *
 * <p>A plate is the unit of everything that grows with data: of tiling, of threads and of minibatches. Two plates are
 * the same when name, size and minibatch agree.
 *
 * @param name what a row is, singular, as error messages call it
 * @param size number of rows N, at least 1
 * @param batch the most rows that a step of a stochastic algorithm looks at; N without {@linkplain #minibatch minibatches}
 * @param stored how many rows lie in memory: N, or in a program that runs on one minibatch at a time, the rows of one
 */
public record Plate(String name, int size, int batch, int stored) {
    /** The most rows that one tile of a plate holds. */
    private static final int TILE_ROWS = 256;

    /** Rows are padded to a multiple of this many doubles, which every vector width divides. */
    private static final int LANES = 8;

    /** Larger tiles are a multiple of this many rows, so that they can be cut into smaller ones. */
    private static final int GRAIN = 32;

    /** Checks that the plate has rows, and no more in a minibatch than there are. */
    public Plate {
        Objects.requireNonNull(name, "name");
        if (size < 1) {
            throw new IllegalArgumentException("plate \"" + name + "\" is empty (size " + size
                    + "): a plate needs at least one row; check that its data were read");
        }
        if (batch < 1 || batch > size) {
            throw new IllegalArgumentException("a minibatch of plate \"" + name + "\" must have between 1 and " + size
                    + " rows, which is all that there are: " + batch
                    + (batch > size ? "; leave minibatch(…) off to use all rows at every step" : ""));
        }
        if (stored < 1 || stored > size) {
            throw new IllegalArgumentException(
                    "plate \"" + name + "\" stores between 1 and " + size + " rows: " + stored);
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
        return new Plate(name, size, size, size);
    }

    /**
     * The same plate, of which a stochastic algorithm looks at some rows in each step, in place of all. It takes them
     * without replacement: an epoch of {@link #batches} steps goes once through all rows in a random order, a new one for
     * each epoch. The batches of an epoch have equally many rows, but for one, so that none is a small rest. What a log
     * density sums over the rows is multiplied by N/n in each, n the rows of the batch: that estimate has the whole sum as
     * its mean.
     *
     * <p>A density on such a plate is itself still the density of all rows, for everything that does not ask for batches.
     *
     * @param rows the most rows of a batch, from 1 to {@link #size}
     * @return another plate, to be used for the data and latents on it
     */
    public Plate minibatch(int rows) {
        return new Plate(name, size, rows, stored);
    }

    /**
     * Whether a stochastic algorithm looks at some of the rows only.
     *
     * @return false where a batch is all rows
     */
    public boolean hasMinibatch() {
        return batch < size;
    }

    /**
     * How many steps an epoch has, after which each row was looked at once.
     *
     * @return at least 1
     */
    public int batches() {
        return (int) (((long) size + batch - 1) / batch);
    }

    /**
     * Whether a program runs on one minibatch of the rows at a time.
     *
     * @return false where all rows lie in memory
     */
    public boolean isSampled() {
        return stored < size;
    }

    /** The plate of a program that runs on one minibatch at a time, which stores the rows of the largest. */
    Plate sampled() {
        return new Plate(name, size, batch, (int) (((long) size + batches() - 1) / batches()));
    }

    /**
     * Rows in one storage tile: a few hundred, a multiple of the widest vector, chosen so that the last tile is nearly
     * full.
     *
     * @return rows of a tile
     */
    public int tileRows() {
        int tiles = tiles();
        int rows = (stored + tiles - 1) / tiles;
        int grain = rows > GRAIN ? GRAIN : LANES;
        return (rows + grain - 1) / grain * grain;
    }

    /**
     * How many tiles hold the rows.
     *
     * @return at least 1
     */
    public int tiles() {
        return (stored + TILE_ROWS - 1) / TILE_ROWS;
    }

    /**
     * How many rows of a tile are real; the others are padding.
     *
     * @param tile index of the tile, from 0
     * @return between 0 and {@link #tileRows()}
     */
    public int rowsIn(int tile) {
        return Math.max(0, Math.min(tileRows(), stored - tile * tileRows()));
    }

    /** Compares all four components; written out, since a model compares plates first of all, and a record's own way starts slowly. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Plate that
                && size == that.size
                && batch == that.batch
                && stored == that.stored
                && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * name.hashCode() + size) + batch) + stored;
    }
}
