package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.util.List;

/** Two normals with ordered means, which of them a point came from summed out. */
final class GaussMix {
    private GaussMix() {}

    static Differentiable density(Reference reference) {
        double[] values = reference.column("y");
        return Model.of(reference.name(), m -> {
                    var row = m.plate("row", values.length);
                    var y = m.data("y", values, row);
                    var low = m.latent("mu1", Normal.of(0, 2));
                    var gap = m.latent("gap", Flat.positive());
                    var high = low.plus(gap);
                    m.factor("prior of mu2", Normal.of(0, 2).logDensityInside(high));
                    m.derive("mu", Expr.stack(List.of(low, high)));
                    var sigma = m.latent("sigma", Flat.positive(), 2);
                    m.factor("prior of sigma", Normal.of(0, 2).logDensityInside(sigma));
                    var theta = m.latent("theta", Beta.of(5, 5));
                    var first = theta.log().plus(Normal.of(low, sigma.at(0)).logDensity(y));
                    var second = theta.negate()
                            .log1p()
                            .plus(Normal.of(high, sigma.at(1)).logDensity(y));
                    m.factor("likelihood", Expr.stack(List.of(first, second)).logSumExp(-1));
                })
                .density();
    }
}
