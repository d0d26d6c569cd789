package dev.jensen.core.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans one array in which registers live: regions are taken and given back before the array itself exists. */
final class Pool {
    /** Regions start and end on whole vectors. */
    private static final int GRAIN = 8;

    /** Length of each free region by its offset. */
    private final TreeMap<Integer, Integer> free = new TreeMap<>();

    /** The same regions by length, then by offset. */
    private final TreeSet<Long> byLength = new TreeSet<>();

    private int end;

    /** Takes the smallest free region that fits, or new space at the end; returns its offset. */
    int take(int length) {
        int size = rounded(length);
        Long best = byLength.ceiling(key(size, 0));
        if (best == null) {
            int offset = end;
            end = Math.addExact(end, size);
            return offset;
        }
        int bestSize = (int) (best >> Integer.SIZE);
        int offset = best.intValue();
        remove(offset, bestSize);
        if (bestSize > size) {
            add(offset + size, bestSize - size);
        }
        return offset;
    }

    /** Gives a region back. */
    void give(int offset, int length) {
        int start = offset;
        int size = rounded(length);
        Map.Entry<Integer, Integer> before = free.floorEntry(offset);
        if (before != null && before.getKey() + before.getValue() == offset) {
            start = before.getKey();
            size += before.getValue();
            remove(start, before.getValue());
        }
        Integer after = free.get(start + size);
        if (after != null) {
            remove(start + size, after);
            size += after;
        }
        add(start, size);
    }

    /** Numbers that all regions take together. */
    int size() {
        return end;
    }

    private void add(int offset, int size) {
        free.put(offset, size);
        byLength.add(key(size, offset));
    }

    private void remove(int offset, int size) {
        free.remove(offset);
        byLength.remove(key(size, offset));
    }

    private static long key(int size, int offset) {
        return (long) size << Integer.SIZE | offset;
    }

    private static int rounded(int length) {
        return (length + GRAIN - 1) / GRAIN * GRAIN;
    }
}
