package dev.jensen.core.noise;

/**
 * Independent standard normals from a counter: number i of step t is Φ⁻¹(u), u a hash of (seed, stream, t, i). The hash
 * is SplitMix64 read at a position (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014).
 *
 * @param seed chooses the run
 * @param stream chooses among the independent uses of noise within a run
 */
public record MonteCarlo(long seed, long stream) implements Noise {

    /** Makes the first stream of a seed. */
    public static MonteCarlo seed(long seed) {
        return new MonteCarlo(seed, 0);
    }

    /** Returns another stream of the same seed, independent of all its others. */
    public MonteCarlo stream(long number) {
        return new MonteCarlo(seed, number);
    }

    @Override
    public void fill(long step, int draws, int dimension, double[] out) {
        long origin = Counter.origin(seed, stream, step);
        int count = Math.multiplyExact(draws, dimension);
        for (int i = 0; i < count; i++) {
            out[i] = Counter.centred(Counter.bits(origin, i) >> 11);
        }
        NormalQuantile.ofCentred(count, out);
    }
}
