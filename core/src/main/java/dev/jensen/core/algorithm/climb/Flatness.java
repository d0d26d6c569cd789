package dev.jensen.core.algorithm.climb;

import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.FullRankGaussian;
import java.util.List;
import java.util.stream.IntStream;

/** Along which coordinates a log density does not fall on both sides of a point, where nothing led to a normal. */
record Flatness(LogDensity target, double[] start) {
    private static final double FAR = 100;
    private static final double FALL = 1; // nats
    private static final int NAMED = 4;

    /** Says so in words, by the names of variables. */
    String describe() {
        Finite names = new Finite(target, FullRankGaussian.of(start.length));
        List<String> flat = IntStream.range(0, start.length)
                .filter(i -> !falls(i))
                .mapToObj(names::component)
                .distinct()
                .toList();
        if (flat.isEmpty()) {
            return "it falls too slowly about the start";
        }
        String more = flat.size() > NAMED ? " and " + (flat.size() - NAMED) + " others" : "";
        return "it does not fall along " + String.join(", ", flat.subList(0, Math.min(NAMED, flat.size()))) + more;
    }

    private boolean falls(int i) {
        int d = start.length;
        double[] points = new double[3 * d];
        for (int s = 0; s < 3; s++) {
            System.arraycopy(start, 0, points, s * d, d);
        }
        points[d + i] += FAR;
        points[2 * d + i] -= FAR;
        double[] values = new double[3];
        target.logDensity(3, points, values);
        return values[1] < values[0] - FALL && values[2] < values[0] - FALL;
    }
}
