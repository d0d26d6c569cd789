package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Ode;
import dev.jensen.models.Model;
import java.util.List;

/** Predator and prey: u′ = (θ₁ − θ₂v)u, v′ = (−θ₃ + θ₄u)v, observed with log-normal errors. */
final class LotkaVolterra {
    private LotkaVolterra() {}

    static Differentiable density(Reference reference) {
        double[] times = reference.column("ts");
        Model model = Model.of(reference.name(), m -> {
            var year = m.plate("year", times.length);
            var theta = m.latent("theta", Flat.positive(), 4);
            var mean = Expr.constant(new double[] {1, 0.05, 1, 0.05});
            var scale = Expr.constant(new double[] {0.5, 0.05, 0.5, 0.05});
            m.factor("prior of theta", Normal.of(mean, scale).logDensityInside(theta));
            var start = m.latent("z_init", LogNormal.of(Math.log(10), 1), 2);
            var sigma = m.latent("sigma", LogNormal.of(-1, 1), 2);
            var z = m.ode("populations", Ode.rk45().tolerances(1e-7, 1e-7), start, 0, year, times, (t, y) -> {
                var prey = y.at(0);
                var predator = y.at(1);
                return Expr.stack(List.of(
                        theta.at(0).minus(theta.at(1).times(predator)).times(prey),
                        theta.at(3).times(prey).minus(theta.at(2)).times(predator)));
            });
            m.observe("y_init", LogNormal.of(start.log(), sigma), reference.column("y_init"));
            m.observe("y", LogNormal.of(z.log(), sigma), reference.table("y"), year);
        });
        return new FirstOrder(model.density()); // the mode uphill of the origin is a poor one
    }
}
