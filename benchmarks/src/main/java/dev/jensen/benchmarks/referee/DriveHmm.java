package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Named;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * A hidden Markov model of two states with exponential emissions, the states summed out by {@link
 * ForwardBackward}. Unknowns: logits of θ₁₁ and θ₂₁, log φ₁, log(φ₂ − φ₁), and λ as φ.
 */
final class DriveHmm implements Differentiable, Named {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private final double[][] emitted; // u and v
    private final double[][] prior; // of the rows of transitions
    private final double constant;
    private final Differentiable function = Differentiable.ofFunction(6, this::evaluate);

    DriveHmm(Reference reference) {
        emitted = new double[][] {reference.column("u"), reference.column("v")};
        prior = reference.table("alpha");
        double sum = 0;
        for (double[] a : prior) {
            sum += LogGamma.value(a[0] + a[1]) - LogGamma.value(a[0]) - LogGamma.value(a[1]);
        }
        constant = sum;
    }

    @Override
    public int dimension() {
        return 6;
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
        double[][] p = new double[2][];
        double value = constant;
        for (int k = 0; k < 2; k++) {
            double first = 1 / (1 + Math.exp(-z[k]));
            double second = 1 / (1 + Math.exp(z[k]));
            p[k] = new double[] {first, second};
            // Beta prior and the logit's Jacobian together
            value += prior[k][0] * Math.log(first) + prior[k][1] * Math.log(second);
            gradient[k] = prior[k][0] * second - prior[k][1] * first;
        }
        double[][] rates = new double[2][];
        double[][] ofRates = new double[2][2];
        for (int e = 0; e < 2; e++) {
            double low = Math.exp(z[2 + 2 * e]);
            double high = low + Math.exp(z[3 + 2 * e]);
            rates[e] = new double[] {low, high};
            value +=
                    z[2 + 2 * e] + z[3 + 2 * e] - 0.5 * low * low - 0.5 * (high - 3) * (high - 3) - 2 * HALF_LOG_TWO_PI;
            ofRates[e][0] = -low;
            ofRates[e][1] = -(high - 3);
        }
        double[][] transitions = new double[2][2];
        value += likelihood(p, rates, transitions, ofRates);
        for (int k = 0; k < 2; k++) {
            gradient[k] += transitions[k][0] * p[k][1] - transitions[k][1] * p[k][0];
        }
        for (int e = 0; e < 2; e++) {
            double low = rates[e][0];
            double gap = rates[e][1] - low;
            gradient[2 + 2 * e] = 1 + low * (ofRates[e][0] + ofRates[e][1]);
            gradient[3 + 2 * e] = 1 + gap * ofRates[e][1];
        }
        return value;
    }

    /** Returns the log likelihood, and adds the derivatives by the rates. */
    private double likelihood(double[][] p, double[][] rates, double[][] transitions, double[][] ofRates) {
        int n = emitted[0].length;
        double[][] logEmissions = new double[n][2];
        for (int t = 0; t < n; t++) {
            for (int k = 0; k < 2; k++) {
                for (int e = 0; e < 2; e++) {
                    logEmissions[t][k] += Math.log(rates[e][k]) - rates[e][k] * emitted[e][t];
                }
            }
        }
        ForwardBackward chain = ForwardBackward.of(new double[] {1, 1}, p, logEmissions);
        for (int k = 0; k < 2; k++) {
            System.arraycopy(chain.transitions()[k], 0, transitions[k], 0, 2);
            for (int t = 0; t < n; t++) {
                for (int e = 0; e < 2; e++) {
                    ofRates[e][k] += chain.states()[t][k] * (1 / rates[e][k] - emitted[e][t]);
                }
            }
        }
        return chain.logEvidence();
    }

    @Override
    public Variables variables() {
        List<Variable> list = List.of(
                Variable.of("theta1", 2), Variable.of("theta2", 2), Variable.of("phi", 2), Variable.of("lambda", 2));
        return new HandWritten(list, 6, (z, x) -> {
            for (int k = 0; k < 2; k++) {
                x[2 * k] = 1 / (1 + Math.exp(-z[k]));
                x[2 * k + 1] = 1 / (1 + Math.exp(z[k]));
                x[4 + 2 * k] = Math.exp(z[2 + 2 * k]);
                x[5 + 2 * k] = x[4 + 2 * k] + Math.exp(z[3 + 2 * k]);
            }
        });
    }

    @Override
    public String toString() {
        return "hidden Markov model";
    }
}
