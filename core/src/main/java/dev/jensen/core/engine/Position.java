package dev.jensen.core.engine;

/** Where a worker stands in a pass over a plate: written by the pass, read by the instructions. */
final class Position {
    /** Index of the storage tile. */
    int tile;

    /** Index of the cut within the storage tile. */
    int cut;

    /** Row of the plate at which the cut starts. */
    int row;

    /** Real rows in the cut; the others are padding. */
    int rows;

    /** Index of the chunk, which has accumulators of its own. */
    int chunk;
}
