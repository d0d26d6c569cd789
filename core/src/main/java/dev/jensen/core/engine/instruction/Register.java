package dev.jensen.core.engine.instruction;

import static dev.jensen.core.engine.kernel.Kernels.STRIP;

import dev.jensen.core.expr.Tiles;
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
    private final int stripStride;

    private Register(
            double @Nullable [] array,
            int base,
            int drawStride,
            int elementStride,
            int tileStride,
            int cutStride,
            int stripStride) {
        this.array = array;
        this.base = base;
        this.drawStride = drawStride;
        this.elementStride = elementStride;
        this.tileStride = tileStride;
        this.cutStride = cutStride;
        this.stripStride = stripStride;
    }

    /** A register that stays where it is; no array means the worker's own. */
    public static Register fixed(double @Nullable [] array, int base, int drawStride, int elementStride) {
        return new Register(array, base, drawStride, elementStride, 0, 0, STRIP);
    }

    /** A register that moves on by one stride from storage tile to storage tile, by another from cut to cut of a tile. */
    public static Register moving(
            double @Nullable [] array, int base, int drawStride, int elementStride, int tileStride, int cutStride) {
        return new Register(array, base, drawStride, elementStride, tileStride, cutStride, STRIP);
    }

    /** Data in strips, of which tiles have {@code tileRows} rows and cuts {@code rows}. */
    public static Register strips(double[] array, int elements, int tileRows, int rows) {
        int start = Tiles.Strips.START;
        return new Register(array, start, 0, STRIP, elements * tileRows, elements * rows, elements * STRIP);
    }

    /** The register from some inner element on. */
    public Register from(int element) {
        int from = base + element * elementStride;
        return new Register(array, from, drawStride, elementStride, tileStride, cutStride, stripStride);
    }

    /** A register of one number as one of any number of equal ones. */
    public Register repeated() {
        return new Register(array, base, drawStride, 0, tileStride, cutStride, stripStride);
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

    /** Distance between one row and the row {@link dev.jensen.core.engine.kernel.Kernels#STRIP} further on. */
    public int stripStride() {
        return stripStride;
    }

    /** Distance between inner elements. */
    public int elementStride() {
        return elementStride;
    }
}
