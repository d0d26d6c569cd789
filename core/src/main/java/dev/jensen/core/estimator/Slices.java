package dev.jensen.core.estimator;

import dev.jensen.core.noise.Noise;

/** The noise of a step's draws, one group of draws at a time. Not thread-safe. */
final class Slices implements Noise {
    private final Noise whole;
    private final int groups;
    private final int size; // draws in a group
    private int group;
    private long step = -1;
    private int dimension = -1;
    private double[] numbers = {};

    Slices(Noise whole, int groups, int size) {
        this.whole = whole;
        this.groups = groups;
        this.size = size;
    }

    void turnTo(int another) {
        group = another;
    }

    @Override
    public void fill(long ofStep, int draws, int ofDimension, double[] out) {
        if (groups == 1) {
            whole.fill(ofStep, draws, ofDimension, out);
            return;
        }
        if (draws != size) {
            throw new IllegalArgumentException("a group has " + size + " draws: " + draws + " were asked for");
        }
        if (ofStep != step || ofDimension != dimension) {
            int length = Math.multiplyExact(groups * size, ofDimension);
            numbers = numbers.length == length ? numbers : new double[length];
            whole.fill(ofStep, groups * size, ofDimension, numbers);
            step = ofStep;
            dimension = ofDimension;
        }
        System.arraycopy(numbers, group * size * ofDimension, out, 0, size * ofDimension);
    }
}
