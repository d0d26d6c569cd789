package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Logistic;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.util.List;

/**
 * Dogs that learn to avoid a shock: P(shock) = a^(shocks so far) · b^(avoidances so far), the logits of a and b correlated between
 * dogs with an LKJ(2) correlation r.
 */
final class Dogs {
    private Dogs() {}

    static Differentiable density(Reference reference) {
        double[][] shocked = reference.table("y");
        int dogs = shocked.length;
        int later = shocked[0].length - 1; // the first trial is always a shock
        int[] dog0 = new int[dogs * later];
        double[] shocks = new double[dog0.length];
        double[] avoidances = new double[dog0.length];
        double[] outcome = new double[dog0.length];
        for (int j = 0, k = 0; j < dogs; j++) {
            double sum = 0;
            for (int t = 1; t <= later; t++, k++) {
                sum += shocked[j][t - 1];
                dog0[k] = j;
                shocks[k] = sum;
                avoidances[k] = t - sum;
                outcome[k] = shocked[j][t];
            }
        }
        return Model.of(reference.name(), m -> {
                    var dog = m.plate("dog", dogs);
                    var trial = m.plate("trial", dog0.length);
                    var of = m.index("dog of trial", dog0, trial, dog);
                    var mu = m.latent("mu_logit_ab", Logistic.of(0, 1), 2);
                    var sigma = m.latent("sigma_logit_ab", Flat.positive(), 2);
                    m.factor("prior of sigma", Normal.of(0, 1).logDensityInside(sigma));
                    var r = m.latent("r", Flat.between(-1, 1));
                    var rest = r.square().negate().plus(1);
                    m.factor("LKJ(2)", rest.times(0.75).log());
                    m.derive("L_logit_ab", correlationFactor(r, rest.sqrt()));
                    var z = m.latent("z", Normal.of(0, 1), 2, dog);
                    var logitA = mu.at(0)
                            .plus(sigma.at(0).times(z.at(0)))
                            .plus(sigma.at(1).times(r).times(z.at(1)));
                    var logitB = mu.at(1).plus(sigma.at(1).times(rest.sqrt()).times(z.at(1)));
                    m.derive("a", logitA.sigmoid());
                    m.derive("b", logitB.sigmoid());
                    var logA = logitA.negate().softplus().negate().gather(of);
                    var logB = logitB.negate().softplus().negate().gather(of);
                    var logP = m.data("shocks", shocks, trial)
                            .times(logA)
                            .plus(m.data("avoidances", avoidances, trial).times(logB));
                    var avoided = logP.expm1().negate().log();
                    m.factor("y", Expr.select(m.data("shocked", outcome, trial), logP, avoided));
                })
                .density();
    }

    private static Expr correlationFactor(Expr r, Expr rest) {
        var first = Expr.stack(List.of(Expr.constant(1), Expr.constant(0)));
        return Expr.stack(List.of(first, Expr.stack(List.of(r, rest))));
    }
}
