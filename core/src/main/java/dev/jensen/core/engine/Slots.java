package dev.jensen.core.engine;

import java.util.Arrays;

/** Plans places for single numbers: the one given back last is taken next, while it is in cache. */
final class Slots {
    private int[] free = new int[16];
    private int depth;
    private int count;

    /** Takes a place; returns its number. */
    int take() {
        return depth > 0 ? free[--depth] : count++;
    }

    /** Gives a place back. */
    void give(int slot) {
        if (depth == free.length) {
            free = Arrays.copyOf(free, 2 * depth);
        }
        free[depth++] = slot;
    }

    /** How many places there are. */
    int count() {
        return count;
    }
}
