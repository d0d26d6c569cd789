package dev.jensen.core.density;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets of coordinates, each kept once and known by a number. The empty set is 0. */
final class CoordinateSets {
    private final List<BitSet> sets = new ArrayList<>();
    private final Map<BitSet, Integer> ids = new HashMap<>();
    private final Map<Long, Integer> unions = new HashMap<>();

    CoordinateSets() {
        id(new BitSet());
    }

    int empty() {
        return 0;
    }

    int of(int coordinate) {
        BitSet set = new BitSet();
        set.set(coordinate);
        return id(set);
    }

    int union(int a, int b) {
        if (a == b || b == 0) {
            return a;
        }
        if (a == 0) {
            return b;
        }
        long pair = (long) Math.min(a, b) << 32 | Math.max(a, b);
        Integer known = unions.get(pair);
        if (known == null) {
            BitSet set = (BitSet) sets.get(a).clone();
            set.or(sets.get(b));
            known = id(set);
            unions.put(pair, known);
        }
        return known;
    }

    /** Returns the coordinates of a set, ascending; a new array. */
    int[] coordinates(int id) {
        return sets.get(id).stream().toArray();
    }

    private int id(BitSet set) {
        Integer known = ids.get(set);
        if (known == null) {
            known = sets.size();
            ids.put(set, known);
            sets.add(set);
        }
        return known;
    }
}
