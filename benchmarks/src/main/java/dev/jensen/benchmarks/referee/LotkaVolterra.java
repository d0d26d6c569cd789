package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Named;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import java.util.Arrays;
import java.util.List;

/**
 * Predator and prey: u′ = (θ₁ − θ₂v)u, v′ = (−θ₃ + θ₄u)v, observed with log-normal errors; Runge and Kutta's fourth-order rule with
 * 40 steps a year, the sensitivities integrated beside the states. Unknowns: the logarithms of θ, of the initial state and of σ.
 */
final class LotkaVolterra implements Differentiable, Named {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int STEPS = 40;
    private static final int SENSITIVITIES = 6;
    private static final int STATES = 2 + 2 * SENSITIVITIES;
    private final double[] first;
    private final double[][] y;
    private final Differentiable function = Differentiable.ofFunction(8, this::evaluate);

    LotkaVolterra(Reference reference) {
        first = reference.column("y_init");
        y = reference.table("y");
    }

    @Override
    public int dimension() {
        return 8;
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
        double[] x = Arrays.stream(z).map(Math::exp).toArray();
        double value = 0;
        for (int i = 0; i < 8; i++) { // priors and the logarithms' Jacobians; a log-normal's own cancels it
            if (i < 4) {
                double mean = i % 2 == 0 ? 1 : 0.05;
                double scale = i % 2 == 0 ? 0.5 : 0.05;
                double u = (x[i] - mean) / scale;
                value += z[i] - 0.5 * u * u - Math.log(scale) - HALF_LOG_TWO_PI;
                gradient[i] = 1 - u / scale * x[i];
            } else {
                double u = z[i] - (i < 6 ? Math.log(10) : -1);
                value += -0.5 * u * u - HALF_LOG_TWO_PI;
                gradient[i] = -u;
            }
        }
        double[] state = new double[STATES];
        state[0] = x[4];
        state[1] = x[5];
        state[2 + 2 * 4] = 1;
        state[3 + 2 * 5] = 1;
        value += observe(first, state, x, gradient);
        for (double[] row : y) {
            for (int step = 0; step < STEPS; step++) {
                advance(x, state);
            }
            value += observe(row, state, x, gradient);
        }
        if (!Double.isFinite(value)) {
            Arrays.fill(gradient, 0);
            return Double.NEGATIVE_INFINITY;
        }
        return value;
    }

    private static double observe(double[] row, double[] state, double[] x, double[] gradient) {
        double value = 0;
        for (int k = 0; k < 2; k++) {
            double sigma = x[6 + k];
            double u = (Math.log(row[k]) - Math.log(state[k])) / sigma;
            value += -0.5 * u * u - Math.log(sigma) - Math.log(row[k]) - HALF_LOG_TWO_PI;
            gradient[6 + k] += u * u - 1;
            for (int p = 0; p < SENSITIVITIES; p++) {
                gradient[p] += u / sigma * state[2 + 2 * p + k] / state[k] * x[p];
            }
        }
        return value;
    }

    private static void advance(double[] x, double[] state) {
        double h = 1.0 / STEPS;
        double[] sum = state.clone();
        double[] trial = state.clone();
        double[] slope = new double[STATES];
        for (int stage = 0; stage < 4; stage++) {
            slope(x, trial, slope);
            double share = stage == 0 || stage == 3 ? h / 6 : h / 3;
            double ahead = stage == 2 ? h : h / 2;
            for (int i = 0; i < STATES; i++) {
                sum[i] += share * slope[i];
                trial[i] = state[i] + ahead * slope[i];
            }
        }
        System.arraycopy(sum, 0, state, 0, STATES);
    }

    private static void slope(double[] x, double[] s, double[] slope) {
        double u = s[0];
        double v = s[1];
        slope[0] = (x[0] - x[1] * v) * u;
        slope[1] = (-x[2] + x[3] * u) * v;
        for (int p = 0; p < SENSITIVITIES; p++) {
            double su = s[2 + 2 * p];
            double sv = s[3 + 2 * p];
            slope[2 + 2 * p] = (x[0] - x[1] * v) * su - x[1] * u * sv;
            slope[3 + 2 * p] = x[3] * v * su + (-x[2] + x[3] * u) * sv;
        }
        slope[2] += u;
        slope[4] -= u * v;
        slope[7] -= v;
        slope[9] += u * v;
    }

    @Override
    public Variables variables() {
        List<Variable> list = List.of(Variable.of("theta", 4), Variable.of("z_init", 2), Variable.of("sigma", 2));
        return new HandWritten(list, 8, (z, x) -> {
            for (int i = 0; i < 8; i++) {
                x[i] = Math.exp(z[i]);
            }
        });
    }

    @Override
    public String toString() {
        return "Lotka-Volterra";
    }
}
