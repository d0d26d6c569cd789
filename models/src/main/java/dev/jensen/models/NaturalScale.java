package dev.jensen.models;

import dev.jensen.core.distribution.LocationScale;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ToRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A model's expressions as functions of its latents on the scale of their laws, whatever coordinates they are fitted in. */
final class NaturalScale {
    private final Map<Expr, Expr> replaced = new HashMap<>(); // a latent's value as computed from its coordinate
    private final Map<Expr, Expr> unknowns = new HashMap<>(); // by the coordinate

    private NaturalScale() {}

    static NaturalScale of(List<Site> sites) {
        NaturalScale scale = new NaturalScale();
        for (Site site : sites) {
            if (site instanceof Site.Coordinates latent) {
                scale.unknowns.put(latent.unknown(), scale.natural(latent));
            } else if (site instanceof Site.Choice choice) {
                scale.unknowns.put(choice.latent().unknown(), choice.latent().unknown());
            }
        }
        return scale;
    }

    /** A latent's own unknown where that is on the scale of its law, and another in its place where it is not. */
    private Expr natural(Site.Coordinates latent) {
        Expr value = latent.value();
        boolean same = value == latent.unknown()
                || (value.operation() instanceof ToRows && value.operand(0) == latent.unknown());
        if (same) {
            return latent.unknown();
        }
        Plate plate = value.shape().plate();
        int[] dimensions = LatentShape.withRows(value.shape().inner(), plate);
        Expr natural = Expr.variable(latent.name(), dimensions);
        Expr asStated = plate == null ? natural : natural.toRows(plate);
        replaced.put(value, asStated);
        if (latent instanceof Site.Amortised) {
            return natural;
        }
        // where an expression was simplified so far that it holds the coordinate itself, as the logarithm of an
        // exponential is
        Expr coordinate = rewritten(List.of(coordinate(latent, asStated))).get(0);
        replaced.put(latent.unknown(), plate == null ? coordinate : coordinate.toAxis());
        return natural;
    }

    private static Expr coordinate(Site.Coordinates of, Expr value) {
        if (of instanceof Site.Latent latent) {
            Expr standard = latent.ofCoordinate() != latent.law() && latent.law() instanceof LocationScale law
                    ? law.toStandard(value)
                    : value;
            return latent.ofCoordinate().support().unconstrain(standard);
        }
        return of instanceof Site.Point point ? point.support().unconstrain(value) : value;
    }

    /** The unknown that stands for a latent on the scale of its law, [inner…, row]. */
    Expr unknown(Site.Coordinates latent) {
        return Objects.requireNonNull(unknowns.get(latent.unknown()));
    }

    /** The expressions as functions of these unknowns; equal nodes become one. */
    List<Expr> rewritten(List<Expr> expressions) {
        return Graph.substitute(expressions, replaced);
    }
}
