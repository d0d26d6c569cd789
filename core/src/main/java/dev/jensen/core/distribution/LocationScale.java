package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/**
 * A law that is a fixed one, shifted and stretched: x = μ + σ z, for a vector x = μ + L z, or a function of it such as its
 * exponential. So it can be written in either of two coordinates: x itself, or z, whose prior does not know μ and σ.
 *
 * <p>Where μ and σ are latent and the data say little about x, the joint posterior of x and σ is a funnel, which no Gaussian follows;
 * that of z and σ is not (Papaspiliopoulos, Roberts and Sköld, "A general framework for the parametrization of hierarchical models",
 * Statistical Science 2007). Where the data say much about x it is the other way round.
 *
 * <pre>{@code
 * var theta = m.latent("theta", Normal.of(mu, tau).nonCentered(), school); // a model's coordinate is z, and theta is μ + τ z
 * }</pre>
 */
public interface LocationScale extends Continuous {
    /**
     * The law of z.
     *
     * @return of the same family, with its location at 0 and its scale 1
     */
    Continuous standard();

    /**
     * The way from z to x.
     *
     * @param z drawn from {@link #standard}, in the shape of a draw
     * @return x, which has this law
     */
    Expr fromStandard(Expr z);

    /**
     * The way back, from x to z.
     *
     * @param x in the shape of a draw
     * @return z with fromStandard(z) = x
     */
    Expr toStandard(Expr x);

    /** {@return this law, for a latent whose coordinate is z: the same prior and posterior, in other coordinates} */
    default Recentered nonCentered() {
        return new Recentered(this, Recentered.Coordinate.STANDARD);
    }

    /** {@return this law, for a latent whose coordinate is x or z, as the model finds better: see {@link Recentered.Coordinate#AUTO}} */
    default Recentered auto() {
        return new Recentered(this, Recentered.Coordinate.AUTO);
    }
}
