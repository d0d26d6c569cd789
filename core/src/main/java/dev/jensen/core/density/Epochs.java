package dev.jensen.core.density;

import dev.jensen.core.engine.RowChoice;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.noise.Permutation;

/** The rows of each step: an epoch goes through all rows in an order of its own, in batches of nearly equal size. */
final class Epochs implements RowChoice {
    private final long seed;
    private volatile long step;

    Epochs(long seed, long step) {
        this.seed = seed;
        moveTo(step);
    }

    void moveTo(long to) {
        if (to < 0) {
            throw new IllegalArgumentException("steps count from 0: " + to);
        }
        step = to;
    }

    long seed() {
        return seed;
    }

    long step() {
        return step;
    }

    @Override
    public int choose(Plate plate, int[] rows) {
        long now = step;
        long batches = plate.batches();
        long batch = now % batches;
        int from = (int) (plate.size() * batch / batches);
        int to = (int) (plate.size() * (batch + 1) / batches);
        Permutation.of(plate.size(), seed, plate.name().hashCode(), now / batches)
                .fill(from, to - from, rows);
        return to - from;
    }
}
