package dev.jensen.core.engine.instruction;

/** Where a worker stands in a pass over a plate: written by the pass, read by the instructions. */
public final class Position {
    /** Index of the storage tile. */
    public int tile;

    /** Index of the cut within the storage tile. */
    public int cut;

    /** Row of the plate at which the cut starts. */
    public int row;

    /** Real rows in the cut; the others are padding. */
    public int rows;

    /** Index of the chunk, which has accumulators of its own. */
    public int chunk;
}
