package dev.jensen.optim;

/**
 * Where a run stands between two steps. What it takes to go on from there, bit for bit, but for what the iteration was made of: its objective and its rules.
 * The arrays are the receiver's own.
 *
 * @param steps how many have been taken
 * @param elapsedNanos since the run began, in nanoseconds, without what passed between an end and a beginning anew
 * @param state all arrays of the run
 */
public record Snapshot(long steps, long elapsedNanos, double[][] state) {}
