package dev.jensen.models.spatial;

import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.ModelBuilder;
import java.util.Objects;

/**
 * Effects of regions, partly shared with neighbours and partly their own: σ (√ρ φ + √(1 − ρ) θ), φ a {@linkplain Icar#scaled
 * scaled} intrinsic autoregression, θ independent standard normals. σ is then the typical standard deviation of an effect on any
 * map, and ρ the share of its variance that neighbours have in common.
 *
 * <pre>{@code
 * Model risk = Model.of("risk", m -> {
 *     var region = m.plate("region", cases.length);
 *     var level = m.latent("level", Normal.of(0, 1));
 *     var sigma = m.latent("sigma", HalfNormal.of(1));
 *     var rho = m.latent("rho", Beta.of(2, 2));
 *     var effect = Bym2.latent(m, "effect", neighbours, sigma, rho).toRows(region);
 *     var offset = m.data("log expected", logExpected, region);
 *     m.observe("cases", PoissonLog.of(offset.plus(level).plus(effect)), cases, region);
 * });
 * }</pre>
 *
 * <p>On maps of up to 512 regions both parts are one latent: along each eigenvector of the map the effects have variance σ² (ρ/λ + 1 −
 * ρ), so that n standard normals {@code name_z} stand for 2n, and {@code name_shared} is derived, the mean of σ√ρ φ given the
 * effects. On larger ones φ and θ are latents of their own, {@code name_phi} and {@code name_own}.
 *
 * <p>Islands are scaled each by itself; a region without neighbours has a standard normal for φ. Riebler, Sørbye, Simpson and Rue
 * (2016), "An intuitive Bayesian spatial model for disease mapping that accounts for scaling".
 */
public final class Bym2 {
    private Bym2() {}

    /**
     * Declares the effects as a latent.
     *
     * @param m takes the statements
     * @param name of the effects
     * @param neighbours the map
     * @param deviation σ &gt; 0, a number
     * @param proportion ρ between 0 and 1, a number
     * @return the effects, shape [n]
     */
    public static Expr latent(ModelBuilder m, String name, Neighbours neighbours, Expr deviation, Expr proportion) {
        Objects.requireNonNull(neighbours, "neighbours must not be null");
        Icar icar = Icar.of(neighbours).byIsland().scaled();
        return neighbours.size() > Icar.LARGE
                ? byParts(m, name, icar, neighbours.size(), deviation, proportion)
                : byModes(m, name, Modes.of(neighbours, icar.factors()), deviation, proportion);
    }

    private static Expr byModes(ModelBuilder m, String name, Modes modes, Expr deviation, Expr proportion) {
        Expr directions = Expr.constant(modes.directions());
        Expr shared = Expr.constant(modes.variances()).times(proportion);
        Expr variances = shared.plus(proportion.negate().plus(1));
        Expr z = m.latent(name + "_z", Normal.of(0, 1), modes.variances().length);
        Expr along = z.times(variances.sqrt()).times(deviation);
        Expr effects = m.derive(name, directions.matVec(along));
        m.derive(name + "_shared", directions.matVec(along.times(shared.dividedBy(variances))));
        return effects;
    }

    /** The two parts as latents of their own. */
    static Expr byParts(ModelBuilder m, String name, Icar icar, int regions, Expr deviation, Expr proportion) {
        Expr shared = icar.latent(m, name + "_phi");
        Expr own = m.latent(name + "_own", Normal.of(0, 1), regions);
        Expr together = shared.times(proportion.sqrt())
                .plus(own.times(proportion.negate().plus(1).sqrt()));
        return m.derive(name, together.times(deviation));
    }
}
