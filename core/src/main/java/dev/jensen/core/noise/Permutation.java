package dev.jensen.core.noise;

/**
 * A random order of the numbers below n that is never written down: position i is computed by itself, in constant time and
 * without memory. So the rows of a minibatch, some positions of the order of its epoch, cost what the batch costs.
 *
 * <p>It is a Feistel network whose rounds are hashes (Luby and Rackoff, "How to construct pseudorandom permutations from
 * pseudorandom functions", SIAM Journal on Computing 17, 1988) on the least number of bits that holds n, walked on until the
 * result is below n (Black and Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002): at most two walks on average.
 *
 * @param n how many numbers are ordered, at least 1
 * @param key chooses the order
 */
public record Permutation(int n, long key) {
    private static final int ROUNDS =
            6; // Luby and Rackoff prove 3 and 4 for perfect hashes; small halves want some more

    /** Checks that there is something to order. */
    public Permutation {
        if (n < 1) {
            throw new IllegalArgumentException("a permutation needs at least 1 number: " + n);
        }
    }

    /**
     * The order of an epoch.
     *
     * @param n how many numbers are ordered, at least 1
     * @param seed chooses the run
     * @param stream chooses among the independent orders of a run
     * @param epoch which order of that stream
     */
    public static Permutation of(int n, long seed, long stream, long epoch) {
        return new Permutation(n, Counter.bits(Counter.origin(seed, stream, 0), epoch));
    }

    /**
     * Writes the numbers at some positions.
     *
     * @param from the first position
     * @param count how many positions; {@code from + count} is at most n
     * @param out length at least count, overwritten
     */
    public void fill(int from, int count, int[] out) {
        if (from < 0 || count < 0 || from > n - count) {
            throw new IllegalArgumentException("positions run from 0 to " + (n - 1) + ": " + count + " from " + from);
        }
        int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(n - 1));
        int low = bits / 2;
        int lowMask = (1 << low) - 1;
        int highMask = (1 << (bits - low)) - 1;
        for (int i = 0; i < count; i++) {
            int x = from + i;
            do {
                int left = x >>> low;
                int right = x & lowMask;
                for (int round = 0; round < ROUNDS; round += 2) {
                    left ^= hash(key + round, right) & highMask;
                    right ^= hash(key + round + 1, left) & lowMask;
                }
                x = left << low | right;
            } while (x >= n);
            out[i] = x;
        }
    }

    private static int hash(long keyOfRound, int half) {
        return (int) (Counter.bits(keyOfRound, half) >>> 32);
    }
}
