package dev.jensen.core.noise;

import org.jspecify.annotations.Nullable;

/**
 * The same draws at every step, those of another noise's step 0: the loss becomes a plain function of φ, which a
 * deterministic optimiser can minimise (sample average approximation; Giordano, Ingram and Broderick, "Black box variational
 * inference with a deterministic objective", JMLR 25, 2024).
 *
 * <p>Its minimum depends on the draws: with few of them a rich family fits them and not q. Balanced ones are worth many more:
 * {@code FixedDraws.of(new MomentMatched(ScrambledSobol.seed(7)))}. The draws are kept, so that a step costs a copy.
 */
public final class FixedDraws implements Noise {

    private final Noise base;
    private volatile @Nullable Kept kept;

    private record Kept(int draws, int dimension, double[] noise) {}

    private FixedDraws(Noise base) {
        this.base = base;
    }

    /** Fixes another noise at its step 0. */
    public static FixedDraws of(Noise base) {
        return new FixedDraws(base);
    }

    @Override
    public void fill(long step, int draws, int dimension, double[] out) {
        Kept known = kept;
        if (known == null || known.draws != draws || known.dimension != dimension) {
            known = new Kept(draws, dimension, new double[Math.multiplyExact(draws, dimension)]);
            base.fill(0, draws, dimension, known.noise);
            kept = known;
        }
        System.arraycopy(known.noise, 0, out, 0, known.noise.length);
    }

    @Override
    public String toString() {
        return "FixedDraws[" + base + "]";
    }
}
