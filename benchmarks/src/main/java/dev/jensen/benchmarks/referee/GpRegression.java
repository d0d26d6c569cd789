package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;

/** y ~ N(0, C), C_ij = α² exp(−(x_i − x_j)² / 2ρ²) + [i = j] σ. */
final class GpRegression {
    private GpRegression() {}

    static Differentiable density(Reference reference) {
        double[] x = reference.column("x");
        int n = x.length;
        double[][] halfSquares = new double[n][n];
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
            for (int j = 0; j < n; j++) {
                halfSquares[i][j] = -0.5 * (x[i] - x[j]) * (x[i] - x[j]);
            }
        }
        return Model.of(reference.name(), m -> {
                    var rho = m.latent("rho", Gamma.of(25, 4));
                    var alpha = m.latent("alpha", Flat.positive());
                    m.factor("prior of alpha", Normal.of(0, 2).logDensityInside(alpha));
                    var sigma = m.latent("sigma", Flat.positive());
                    m.factor("prior of sigma", Normal.of(0, 1).logDensityInside(sigma));
                    var kernel = Expr.constant(halfSquares)
                            .dividedBy(rho.square())
                            .exp()
                            .times(alpha.square());
                    var covariance = kernel.plus(Expr.constant(identity).times(sigma));
                    m.observe("y", MultivariateNormal.of(0, covariance.choleskyFactor()), reference.column("y"));
                })
                .density();
    }
}
