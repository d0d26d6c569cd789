package dev.jensen.core.algorithm.hmc;

import dev.jensen.core.fit.WeightedPoints;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Points chosen by their weights. */
public final class Resampling {
    private Resampling() {}

    /**
     * Systematic resampling, in a random order of the points: each occurs as often as its weight says, up to one.
     *
     * @param weighted of d coordinates
     * @return count × d
     */
    public static double[] systematic(WeightedPoints weighted, int d, int count, SplittableRandom random) {
        double[] w = weighted.weights().weights();
        double[] z = weighted.points();
        int[] order = IntStream.range(0, w.length).toArray();
        for (int k = order.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
        double[] chosen = new double[count * d];
        double offset = random.nextDouble();
        double sum = 0;
        int next = 0;
        for (int s : order) {
            sum += w[s];
            while (next < count && next + offset < sum * count) {
                System.arraycopy(z, s * d, chosen, next * d, d);
                next++;
            }
        }
        while (next < count) { // what rounding has left over
            System.arraycopy(chosen, 0, chosen, next * d, d);
            next++;
        }
        return chosen;
    }
}
