package dev.jensen.core.engine;

import java.util.Map;
import java.util.TreeMap;

/** Plans one array in which registers live: regions are taken and given back before the array itself exists. */
final class Pool {
    /** Regions start and end on whole vectors. */
    private static final int GRAIN = 8;

    private final TreeMap<Integer, Integer> free = new TreeMap<>();
    private int end;

    /** Takes the smallest free region that fits, or new space at the end; returns its offset. */
    int take(int length) {
        int size = (length + GRAIN - 1) / GRAIN * GRAIN;
        int best = -1;
        int bestSize = Integer.MAX_VALUE;
        for (Map.Entry<Integer, Integer> region : free.entrySet()) {
            if (region.getValue() >= size && region.getValue() < bestSize) {
                best = region.getKey();
                bestSize = region.getValue();
            }
        }
        if (best < 0) {
            int offset = end;
            end = Math.addExact(end, size);
            return offset;
        }
        free.remove(best);
        if (bestSize > size) {
            free.put(best + size, bestSize - size);
        }
        return best;
    }

    /** Gives a region back. */
    void give(int offset, int length) {
        int start = offset;
        int size = (length + GRAIN - 1) / GRAIN * GRAIN;
        Map.Entry<Integer, Integer> before = free.floorEntry(offset);
        if (before != null && before.getKey() + before.getValue() == offset) {
            start = before.getKey();
            size += before.getValue();
            free.remove(start);
        }
        Integer after = free.get(start + size);
        if (after != null) {
            free.remove(start + size);
            size += after;
        }
        free.put(start, size);
    }

    /** Numbers that all regions take together. */
    int size() {
        return end;
    }
}
