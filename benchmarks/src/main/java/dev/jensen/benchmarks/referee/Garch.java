package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.util.Arrays;
import java.util.List;

/**
 * GARCH(1, 1): s²_t = c_t + β₁ s²_{t−1}, c_t = α₀ + α₁ (y_{t−1} − μ)². The recursion is linear, so that s² is a triangular matrix of
 * powers of β₁ times (s²₁, c₂, …, c_T).
 */
final class Garch {
    private Garch() {}

    static Differentiable density(Reference reference) {
        double[] y = reference.column("y");
        int n = y.length;
        double[] steps = new double[n + 1];
        int[] place = new int[n * n]; // of β₁^(t−k); above the diagonal that of 0
        for (int t = 0; t < n; t++) {
            steps[t] = t;
            for (int k = 0; k < n; k++) {
                place[t * n + k] = k <= t ? t - k : n;
            }
        }
        double[] kept = new double[n + 1];
        Arrays.fill(kept, 0, n, 1);
        double first = reference.number("sigma1");
        return Model.of(reference.name(), m -> {
                    var mu = m.latent("mu", Flat.real());
                    var alpha0 = m.latent("alpha0", Flat.positive());
                    var alpha1 = m.latent("alpha1", Flat.between(0, 1));
                    var share = m.latent("beta1/(1-alpha1)", Flat.between(0, 1));
                    var room = Expr.constant(1).minus(alpha1);
                    var beta1 = m.derive("beta1", share.times(room));
                    m.factor("Jacobian of beta1", room.log());
                    var past = Expr.constant(Arrays.copyOf(y, n - 1));
                    var c = alpha0.plus(alpha1.times(past.minus(mu).square()));
                    var powers = Expr.constant(steps).times(beta1.log()).exp().times(Expr.constant(kept));
                    var decay = powers.take(place, n, n);
                    var variance = decay.matVec(Expr.concat(List.of(Expr.constant(new double[] {first * first}), c)));
                    m.observe("y", Normal.of(mu, variance.sqrt()), y);
                })
                .density();
    }
}
