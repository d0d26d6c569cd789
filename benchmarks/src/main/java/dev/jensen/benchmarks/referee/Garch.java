package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Named;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import java.util.List;

/**
 * GARCH(1, 1), flat priors: s²_t = α₀ + α₁ (y_{t−1} − μ)² + β₁ s²_{t−1}, its derivatives carried along. Unknowns: μ, log α₀, logit α₁
 * and logit β₁/(1 − α₁).
 */
final class Garch implements Differentiable, Named {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private final double[] y;
    private final double first;
    private final Differentiable function = Differentiable.ofFunction(4, this::evaluate);

    Garch(Reference reference) {
        y = reference.column("y");
        first = reference.number("sigma1");
    }

    @Override
    public int dimension() {
        return 4;
    }

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        function.logDensity(draws, points, values);
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        function.gradient(draws, points, values, gradients);
    }

    private double evaluate(double[] z, double[] gradient) {
        double[] x = new double[4];
        constrain(z, x);
        double share = 1 / (1 + Math.exp(-z[3]));
        double[] of = new double[4]; // the derivative by μ, α₀, α₁, β₁
        double[] ofVariance = new double[4];
        double variance = first * first;
        double value = 0;
        for (int t = 0; t < y.length; t++) {
            if (t > 0) {
                double before = y[t - 1] - x[0];
                for (int p = 0; p < 4; p++) {
                    ofVariance[p] *= x[3];
                }
                ofVariance[0] -= 2 * x[2] * before;
                ofVariance[1] += 1;
                ofVariance[2] += before * before;
                ofVariance[3] += variance;
                variance = x[1] + x[2] * before * before + x[3] * variance;
            }
            double residual = y[t] - x[0];
            double standardized = residual * residual / variance;
            value -= 0.5 * (standardized + Math.log(variance)) + HALF_LOG_TWO_PI;
            double slope = 0.5 * (standardized - 1) / variance;
            for (int p = 0; p < 4; p++) {
                of[p] += slope * ofVariance[p];
            }
            of[0] += residual / variance;
        }
        // the Jacobians: log α₀, log α₁(1 − α₁), log b(1 − b), and 1 − α₁ for β₁ = b (1 − α₁)
        double rest = 1 - x[2];
        value += z[1] + Math.log(x[2]) + 2 * Math.log(rest) + Math.log(share) + Math.log1p(-share);
        gradient[0] = of[0];
        gradient[1] = of[1] * x[1] + 1;
        gradient[2] = (of[2] - share * of[3]) * x[2] * rest + 1 - 3 * x[2];
        gradient[3] = of[3] * rest * share * (1 - share) + 1 - 2 * share;
        return value;
    }

    private static void constrain(double[] z, double[] x) {
        x[0] = z[0];
        x[1] = Math.exp(z[1]);
        x[2] = 1 / (1 + Math.exp(-z[2]));
        x[3] = (1 - x[2]) / (1 + Math.exp(-z[3]));
    }

    @Override
    public Variables variables() {
        List<Variable> list =
                List.of(Variable.of("mu"), Variable.of("alpha0"), Variable.of("alpha1"), Variable.of("beta1"));
        return new HandWritten(list, 4, Garch::constrain);
    }

    @Override
    public String toString() {
        return "GARCH(1, 1)";
    }
}
