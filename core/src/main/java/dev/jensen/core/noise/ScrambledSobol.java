package dev.jensen.core.noise;

/**
 * Randomised quasi-Monte Carlo: the first S points of Sobol's sequence, scrambled anew for every step, taken to normals
 * coordinate by coordinate. Each point alone is uniform, so that estimates are unbiased; together they fill the cube evenly,
 * so that the error falls nearly as 1/S, and for smooth integrands faster (Owen, "Scrambled net variance for integrals of
 * smooth functions", Annals of Statistics 25, 1997; Buchholz, Wenzel and Mandt, "Quasi-Monte Carlo variational inference",
 * ICML 2018).
 *
 * <p>The scramble is Owen's nested one of 32 bits, by a hash (Laine and Karras 2011; Burley, "Practical hash-based Owen
 * scrambling", Journal of Computer Graphics Techniques 9, 2020): each bit is flipped according to the bits above it. The
 * bits below are independent random ones, as Owen's would be. Everything is a function of (seed, stream, step, position).
 *
 * <p>Take a power of two draws, for a mixture in every component: only then is the set balanced. There are at most 1,000
 * coordinates.
 *
 * @param seed chooses the run
 * @param stream chooses among the independent uses of noise within a run
 */
public record ScrambledSobol(long seed, long stream) implements Noise {
    /** In how many dimensions there are directions. */
    public static final int MOST_DIMENSIONS = SobolDirections.MOST_DIMENSIONS;

    private static final int RANDOM_BITS = 21;

    /** Makes the first stream of a seed. */
    public static ScrambledSobol seed(long seed) {
        return new ScrambledSobol(seed, 0);
    }

    /** Returns another stream of the same seed, independent of all its others. */
    public ScrambledSobol stream(long number) {
        return new ScrambledSobol(seed, number);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are more than 1,000 dimensions
     */
    @Override
    public void fill(long step, int draws, int dimension, double[] out) {
        if (dimension > MOST_DIMENSIONS) {
            throw new IllegalArgumentException("ScrambledSobol has at most " + MOST_DIMENSIONS + " dimensions: "
                    + dimension + "; use Antithetic.of(MonteCarlo.seed(…))");
        }
        if (dimension == 0) {
            return;
        }
        int[][] directions = SobolDirections.of(dimension);
        long origin = Counter.origin(seed, stream, step);
        for (int j = 0; j < dimension; j++) {
            long ofCoordinate = Counter.bits(origin, j);
            int scramble = (int) ofCoordinate;
            int point = 0;
            for (int s = 0; s < draws; s++) {
                if (s > 0) {
                    point ^= directions[j][Integer.numberOfTrailingZeros(s)];
                }
                long high = nested(point, scramble) ^ Integer.MIN_VALUE;
                long low = Counter.bits(ofCoordinate, s) >>> (64 - RANDOM_BITS);
                out[s * dimension + j] = Counter.centred((high << RANDOM_BITS) + low);
            }
        }
        NormalQuantile.ofCentred(draws * dimension, out);
    }

    /** Burley's listing 1: products with even numbers let a bit depend on the bits below it, of the reversed number. */
    private static int nested(int point, int scramble) {
        int x = Integer.reverse(point);
        x += scramble;
        x ^= x * 0x6c50b47c;
        x ^= x * 0xb82f1e52;
        x ^= x * 0xc7afe638;
        x ^= x * 0x8d22f6e6;
        return Integer.reverse(x);
    }
}
