package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;

/**
 * A law and the coordinate in which a latent that has it is fitted. As a law it is the one that it wraps.
 *
 * @param law of the latent
 * @param coordinate what the latent's coordinate is
 */
public record Recentered(LocationScale law, Coordinate coordinate) implements Continuous, SameDraws {

    /** What a latent's coordinate is. */
    public enum Coordinate {
        /** The z of {@link LocationScale}: non-centred. */
        STANDARD,
        /**
         * The z or the latent itself, whichever makes the posterior more like independent normals: a model compares short mean-field
         * fits in both, whose ELBO bounds the same evidence. A latent whose law has no latent parameter stays itself.
         */
        AUTO
    }

    @Override
    public ContinuousSupport support() {
        return law.support();
    }

    @Override
    public Expr logDensity(Expr x) {
        return law.logDensity(x);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return law.logDensityInside(x);
    }
}
