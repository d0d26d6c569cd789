package dev.jensen.core.expr;

import java.nio.DoubleBuffer;

/**
 * The numbers of a data column as they lie in memory, [tile][inner element][row of the tile] unless said otherwise, and padding
 * behind the last. Where
 * all numbers of a large column are exactly those of a narrower type, it is stored as that: less memory is read at each step.
 */
public sealed interface Tiles {
    /** Rows of a strip: four of the longest vectors. */
    int STRIP = 32;

    /** Numbers behind the last that may be read: a whole vector. */
    int SLACK = 8;

    /**
     * One number.
     *
     * @param index where it lies
     * @return the number that the column was made of, bit for bit
     */
    double at(long index);

    /** How many bytes a number takes. */
    int bytes();

    /**
     * Any numbers.
     *
     * @param values the column's own, not to be written
     */
    record Doubles(double[] values) implements Tiles {
        @Override
        public double at(long index) {
            return values[(int) index];
        }

        @Override
        public int bytes() {
            return Double.BYTES;
        }
    }

    /**
     * Any numbers of a large matrix, [strip of {@link #STRIP} rows][inner element][row of the strip]: what a pass needs for a few
     * rows lies in one piece.
     *
     * @param values the column's own, not to be written; the first number lies at {@link #START}
     */
    record Strips(double[] values) implements Tiles {
        /**
         * Where the first number lies. G1, the JVM's usual collector, begins a large array at a multiple of 64 bytes, with a header of
         * 16: vectors then lie in one cache line each.
         */
        public static final int START = 6;

        @Override
        public double at(long index) {
            return values[START + (int) index];
        }

        @Override
        public int bytes() {
            return Double.BYTES;
        }
    }

    /**
     * Numbers of single precision.
     *
     * @param values the column's own, not to be written
     */
    record Floats(float[] values) implements Tiles {
        @Override
        public double at(long index) {
            return values[(int) index];
        }

        @Override
        public int bytes() {
            return Float.BYTES;
        }
    }

    /**
     * Whole numbers from −32,768 to 32,767: counts.
     *
     * @param values the column's own, not to be written
     */
    record Shorts(short[] values) implements Tiles {
        @Override
        public double at(long index) {
            return values[(int) index];
        }

        @Override
        public int bytes() {
            return Short.BYTES;
        }
    }

    /**
     * Whole numbers from −128 to 127: dummy variables, ratings, outcomes of 0 and 1.
     *
     * @param values the column's own, not to be written
     */
    record Bytes(byte[] values) implements Tiles {
        @Override
        public double at(long index) {
            return values[(int) index];
        }

        @Override
        public int bytes() {
            return Byte.BYTES;
        }
    }

    /**
     * Any numbers, in a file that is mapped into memory.
     *
     * @param parts the file's, one after the other, read only
     * @param numbers how many numbers a part has, the last perhaps fewer; whole tiles
     */
    record Mapped(DoubleBuffer[] parts, long numbers) implements Tiles {
        @Override
        public double at(long index) {
            return parts[(int) (index / numbers)].get((int) (index % numbers));
        }

        @Override
        public int bytes() {
            return Double.BYTES;
        }

        /**
         * Copies numbers of one tile.
         *
         * @param from where the first lies
         * @param out overwritten from {@code at} on
         * @param at where the first goes
         * @param count how many
         */
        public void load(long from, double[] out, int at, int count) {
            parts[(int) (from / numbers)].get((int) (from % numbers), out, at, count);
        }
    }
}
