package dev.jensen.core.expr;

/**
 * The numbers of a data column as they lie in memory, [tile][inner element][row of the tile], and padding behind the last. Where
 * all numbers of a large column are exactly those of a narrower type, it is stored as that: less memory is read at each step.
 */
public sealed interface Tiles {
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
}
