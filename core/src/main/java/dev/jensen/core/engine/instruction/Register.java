package dev.jensen.core.engine.instruction;

import org.jspecify.annotations.Nullable;

/**
 * Where the value of a node lies: [draw][inner element][row], each with a stride of its own.
 *
 * <p>A register with rows holds one tile. It lies in the worker's own array, or moves over a larger one (data, values
 * kept between passes) as the tiles go by.
 */
public final class Register {
    private final double @Nullable [] array;
    private final int base;
    private final int drawStride;
    private final int elementStride;
    private final int tileStride;
    private final int cutStride;

    private Register(
            double @Nullable [] array, int base, int drawStride, int elementStride, int tileStride, int cutStride) {
        this.array = array;
        this.base = base;
        this.drawStride = drawStride;
        this.elementStride = elementStride;
        this.tileStride = tileStride;
        this.cutStride = cutStride;
    }

    /** A register that stays where it is; no array means the worker's own. */
    public static Register fixed(double @Nullable [] array, int base, int drawStride, int elementStride) {
        return new Register(array, base, drawStride, elementStride, 0, 0);
    }

    /** A register that moves on by one stride from storage tile to storage tile, by another from cut to cut of a tile. */
    public static Register moving(
            double @Nullable [] array, int base, int drawStride, int elementStride, int tileStride, int cutStride) {
        return new Register(array, base, drawStride, elementStride, tileStride, cutStride);
    }

    /** The register from some inner element on. */
    public Register from(int element) {
        return new Register(array, base + element * elementStride, drawStride, elementStride, tileStride, cutStride);
    }

    /** A register of one number as one of any number of equal ones. */
    public Register repeated() {
        return new Register(array, base, drawStride, 0, tileStride, cutStride);
    }

    /** The array; null for the array of the worker. */
    public double @Nullable [] array() {
        return array;
    }

    /** The array, given the worker's own. */
    public double[] in(double[] local) {
        return array == null ? local : array;
    }

    /** Offset of draw 0, element 0, row 0 at a position. */
    int offset(Position at) {
        return base + at.tile * tileStride + at.cut * cutStride;
    }

    /** Offset of draw 0, element 0, row 0 of the first tile. */
    public int base() {
        return base;
    }

    /** Distance between draws; 0 where all draws share the value. */
    public int drawStride() {
        return drawStride;
    }

    /** Distance between inner elements. */
    public int elementStride() {
        return elementStride;
    }
}
