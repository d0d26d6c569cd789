package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.util.List;

/** Two normals whose names can be exchanged: a posterior of two equal modes. */
final class UnorderedGaussMix {
    private UnorderedGaussMix() {}

    static Differentiable density(Reference reference) {
        double[] values = reference.column("y");
        return Model.of(reference.name(), m -> {
                    var row = m.plate("row", values.length);
                    var y = m.data("y", values, row);
                    var mu = m.latent("mu", Normal.of(0, 2), 2);
                    var sigma = m.latent("sigma", Flat.positive(), 2);
                    m.factor("prior of sigma", Normal.of(0, 2).logDensityInside(sigma));
                    var theta = m.latent("theta", Beta.of(5, 5));
                    var logWeights =
                            Expr.stack(List.of(theta.log(), theta.negate().log1p()));
                    var each = logWeights.plus(Normal.of(mu, sigma).logDensity(y));
                    m.factor("likelihood", each.logSumExp(-1));
                })
                .density();
    }
}
