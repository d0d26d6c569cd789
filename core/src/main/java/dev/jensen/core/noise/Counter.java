package dev.jensen.core.noise;

/**
 * Random bits from a counter: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014) read at a position. Its state is a plain counter, so that it can be entered anywhere, and its output function is a
 * bijection of 64 bits (Stafford's mix 13) that passes BigCrush.
 *
 * <p>Step t begins at position t·2³² of a stream, whose origin is a hash of seed and stream. Within a stream no state
 * repeats for steps and positions below 2³².
 */
final class Counter {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Counter() {}

    /** Returns where a step begins. */
    static long origin(long seed, long stream, long step) {
        return mix(mix(seed + GOLDEN_GAMMA) + stream) + (step << 32) * GOLDEN_GAMMA;
    }

    /** Returns the 64 bits at a position after an origin. */
    static long bits(long origin, long position) {
        return mix(origin + position * GOLDEN_GAMMA);
    }

    /**
     * Returns 53 signed bits, centred in their cell: it lies strictly within (−½, ½), is exact, and is symmetric about 0.
     *
     * @param bits a signed number of 53 bits
     */
    static double centred(long bits) {
        return (bits + 0.5) * 0x1p-53;
    }

    private static long mix(long state) {
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
