package dev.jensen.core.noise;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The direction numbers of Sobol's sequence, those of Joe and Kuo ("Constructing Sobol sequences with better
 * two-dimensional projections", SIAM Journal on Scientific Computing 30, 2008) as Commons Math has them.
 */
final class SobolDirections {

    static final int MOST_DIMENSIONS = 1000;

    private static final int BITS = 31;
    private static final Map<Integer, int[][]> KNOWN = new ConcurrentHashMap<>();

    private SobolDirections() {}

    /** Returns direction number k of coordinate j at [j][k], its leading bit the highest; read only. */
    static int[][] of(int dimension) {
        return KNOWN.computeIfAbsent(dimension, SobolDirections::read);
    }

    /** Point 2ᵏ of the sequence, in Gray code 2ᵏ ⊕ 2ᵏ⁻¹, is the sum of direction numbers k and k − 1. */
    private static int[][] read(int dimension) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimension);
        int[][] directions = new int[dimension][BITS];
        for (int k = 0; k < BITS; k++) {
            double[] point = sequence.skipTo(1 << k);
            for (int j = 0; j < dimension; j++) {
                int sum = (int) (long) (point[j] * 0x1p32);
                directions[j][k] = k == 0 ? sum : sum ^ directions[j][k - 1];
            }
        }
        return directions;
    }
}
