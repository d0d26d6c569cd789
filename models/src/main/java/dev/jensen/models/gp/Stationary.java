package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/** A kernel of the difference x − x′ that has a spectral density, so that a {@link HilbertExpansion} can stand for it. */
public interface Stationary extends Kernel {
    /**
     * S(ω), the Fourier transform of the kernel: k(τ) = (2π)⁻ᴰ ∫ S(ω) cos(ωᵀτ) dω.
     *
     * @param frequencies m angular frequencies ω of D coordinates each
     * @return [m], each above 0
     */
    Expr spectralDensity(double[][] frequencies);

    /** {@return the kernel of the sum of two independent functions; its spectral density is the sum of theirs} */
    default Stationary plus(Stationary other) {
        return new StationarySum(this, other);
    }
}
