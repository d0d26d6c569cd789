package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Named;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import java.util.Arrays;
import java.util.List;

/**
 * A hidden Markov model of three states with normal emissions of ordered means, all flat, by {@link ForwardBackward}. The reference's
 * program lets the first observation count by all three states' densities, whatever the first state; so does this. Unknowns: broken
 * sticks of the first state's probabilities and of each row of transitions, μ₁ and the logarithms of μ's steps, log σ.
 */
final class GaussianHmm implements Differentiable, Named {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int K = 3;
    private static final int MEANS = 8; // where they begin among the unknowns
    private static final int SCALES = 11;
    private final double[] y;
    private final Differentiable function = Differentiable.ofFunction(14, this::evaluate);

    GaussianHmm(Reference reference) {
        y = reference.column("y");
    }

    @Override
    public int dimension() {
        return 14;
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
        double[] x = new double[18];
        constrain(z, x);
        double[][] step = new double[K][];
        for (int j = 0; j < K; j++) {
            step[j] = Arrays.copyOfRange(x, K + j * K, 2 * K + j * K);
        }
        double[][] logEmissions = new double[y.length][K];
        for (int t = 0; t < y.length; t++) {
            for (int k = 0; k < K; k++) {
                double u = (y[t] - x[12 + k]) / x[15 + k];
                logEmissions[t][k] = -0.5 * u * u - z[SCALES + k] - HALF_LOG_TWO_PI;
            }
        }
        double all = Arrays.stream(logEmissions[0]).sum();
        Arrays.fill(logEmissions[0], all);
        ForwardBackward chain = ForwardBackward.of(Arrays.copyOf(x, K), step, logEmissions);
        double value = chain.logEvidence();
        value += stick(z, 0, chain.states()[0], gradient);
        for (int j = 0; j < K; j++) {
            value += stick(z, 2 + 2 * j, chain.transitions()[j], gradient);
        }
        double above = 0;
        for (int k = K - 1; k >= 0; k--) {
            double ofMean = 0;
            double ofLogScale = 1; // the Jacobian
            for (int t = 0; t < y.length; t++) {
                double u = (y[t] - x[12 + k]) / x[15 + k];
                double share = t == 0 ? 1 : chain.states()[t][k];
                ofMean += share * u / x[15 + k];
                ofLogScale += share * (u * u - 1);
            }
            above += ofMean;
            gradient[MEANS + k] = k == 0 ? above : above * Math.exp(z[MEANS + k]) + 1;
            gradient[SCALES + k] = ofLogScale;
            value += z[SCALES + k] + (k == 0 ? 0 : z[MEANS + k]);
        }
        return value;
    }

    /** Writes the gradient of Σ (count + 1) log x, x the simplex of a stick, 1 for its Jacobian; returns Σ log x. */
    private static double stick(double[] z, int at, double[] count, double[] gradient) {
        double rest = 0;
        double value = 0;
        for (int k = K - 1; k >= 0; k--) {
            if (k < K - 1) {
                double v = z[at + k] - Math.log(K - 1 - k);
                double share = 1 / (1 + Math.exp(-v));
                gradient[at + k] = (count[k] + 1) * (1 - share) - share * rest;
                value += Math.log(share) + (K - k - 1) * Math.log1p(-share);
            }
            rest += count[k] + 1;
        }
        return value;
    }

    private static void constrain(double[] z, double[] x) {
        for (int row = 0; row <= K; row++) {
            double left = 1;
            for (int k = 0; k < K; k++) {
                double share = k == K - 1 ? 1 : 1 / (1 + Math.exp(Math.log(K - 1 - k) - z[2 * row + k]));
                x[K * row + k] = left * share;
                left *= 1 - share;
            }
        }
        for (int k = 0; k < K; k++) {
            x[12 + k] = k == 0 ? z[MEANS] : x[11 + k] + Math.exp(z[MEANS + k]);
            x[15 + k] = Math.exp(z[SCALES + k]);
        }
    }

    @Override
    public Variables variables() {
        List<Variable> list =
                List.of(Variable.of("pi1", K), Variable.of("A", K, K), Variable.of("mu", K), Variable.of("sigma", K));
        return new HandWritten(list, 14, GaussianHmm::constrain);
    }

    @Override
    public String toString() {
        return "hidden Markov model of three states";
    }
}
