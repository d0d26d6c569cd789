package dev.jensen.core.expr;

import java.util.EnumSet;
import java.util.Set;

/** Finds the narrowest type that holds all numbers of a column, bit for bit (so that −0 is no whole number). */
final class Narrowing {
    /** A column of fewer numbers is in cache however it is stored. */
    private static final long WORTH_IT = 1 << 17;

    private enum Type {
        BYTE,
        SHORT,
        FLOAT
    }

    private final Set<Type> possible;

    Narrowing(long numbers) {
        possible = numbers < WORTH_IT ? EnumSet.noneOf(Type.class) : EnumSet.allOf(Type.class);
    }

    /** Takes the next number into account. */
    void see(double value) {
        if (possible.isEmpty()) {
            return;
        }
        if (!same(value, (byte) value)) {
            possible.remove(Type.BYTE);
        }
        if (!same(value, (short) value)) {
            possible.remove(Type.SHORT);
        }
        if (!same(value, (float) value)) {
            possible.remove(Type.FLOAT);
        }
    }

    /** Whether a narrower type holds all numbers seen so far. */
    boolean narrows() {
        return !possible.isEmpty();
    }

    private static boolean same(double value, double narrowed) {
        return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(narrowed);
    }

    /** Receives numbers one by one. */
    interface Target {
        void put(int index, double value);
    }

    /** Writes numbers into an array of the type found. */
    interface Filling {
        void fill(Target target);
    }

    /** The array of the narrowest type, filled. */
    Tiles tiles(int length, Filling filling) {
        if (possible.contains(Type.BYTE)) {
            byte[] values = new byte[length];
            filling.fill((index, value) -> values[index] = (byte) value);
            return new Tiles.Bytes(values);
        }
        if (possible.contains(Type.SHORT)) {
            short[] values = new short[length];
            filling.fill((index, value) -> values[index] = (short) value);
            return new Tiles.Shorts(values);
        }
        if (possible.contains(Type.FLOAT)) {
            float[] values = new float[length];
            filling.fill((index, value) -> values[index] = (float) value);
            return new Tiles.Floats(values);
        }
        double[] values = new double[length];
        filling.fill((index, value) -> values[index] = value);
        return new Tiles.Doubles(values);
    }
}
