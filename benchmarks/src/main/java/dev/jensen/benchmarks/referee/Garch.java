package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.Interval;
import dev.jensen.models.Model;

/** GARCH(1, 1), flat priors: s²_t = α₀ + α₁ (y_{t−1} − μ)² + β₁ s²_{t−1}. */
final class Garch {
    private Garch() {}

    static Differentiable density(Reference reference) {
        double[] y = reference.column("y");
        double first = reference.number("sigma1");
        return Model.of(reference.name(), m -> {
                    var day = m.plate("day", y.length);
                    var returns = m.data("y", y, day);
                    var mu = m.latent("mu", Flat.real());
                    var alpha0 = m.latent("alpha0", Flat.positive());
                    var alpha1 = m.latent("alpha1", Flat.between(0, 1));
                    var rest = Expr.constant(1).minus(alpha1);
                    var beta1 = m.latent("beta1", new Flat(new Interval(Expr.constant(0), rest)));
                    var shock = alpha0.plus(alpha1.times(returns.minus(mu).square()));
                    var variance = m.scan(day, Expr.constant(first * first), v -> shock.plus(beta1.times(v)));
                    m.observe("y", Normal.of(mu, variance.before().sqrt()), returns);
                })
                .density();
    }
}
