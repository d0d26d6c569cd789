package dev.jensen.core.engine.instruction;

import dev.jensen.core.noise.RowNormals;
import org.jspecify.annotations.Nullable;

/** Standard normals on the rows of a tile, those of a minibatch by their number in the plate. */
public final class NoiseOfRows extends Instruction {
    private final int stream;
    private final int draws;
    private final int elements;
    private final int rows;
    private final int @Nullable [] which;
    private final Register key;
    private final double[] keys;
    private final Register out;
    private final double[] outs;
    private final double[] some;

    /** Prepares the call over registers and their arrays. */
    public NoiseOfRows(
            int stream,
            int draws,
            int elements,
            int rows,
            int @Nullable [] which,
            Register key,
            double[] keys,
            Register out,
            double[] outs) {
        this.stream = stream;
        this.draws = draws;
        this.elements = elements;
        this.rows = rows;
        this.which = which;
        this.key = key;
        this.keys = keys;
        this.out = out;
        this.outs = outs;
        this.some = new double[rows];
    }

    @Override
    public void run(Position at) {
        for (int draw = 0; draw < draws; draw++) {
            double ofDraw = keys[key.offset(at) + draw * key.drawStride()];
            int base = out.offset(at) + draw * out.drawStride();
            for (int e = 0; e < elements; e++) {
                if (which == null) {
                    RowNormals.fill(ofDraw, stream, e, at.row, rows, some);
                } else {
                    RowNormals.fill(ofDraw, stream, e, which, at.row, rows, some);
                }
                System.arraycopy(some, 0, outs, base + e * out.elementStride(), rows);
            }
        }
    }
}
