package dev.jensen.core.family;

import java.util.Arrays;

/**
 * Skewness and tail weight for every coordinate: y_i = sinh((arsinh x_i + e_i) t_i), t_i = exp τ_i (Jones and Pewsey,
 * "Sinh-arcsinh distributions", Biometrika 96, 2009; their ε is e, their δ is 1/t).
 *
 * <p>φ = (e, τ). e &gt; 0 leans to the right, τ &gt; 0 makes the tails heavier. With w = (arsinh x + e) t:
 *
 * <pre>
 *   dy/dx = t cosh w / √(1 + x²)         dy/de = t cosh w        dy/dτ = w cosh w
 *   ℓ     = Σ log(dy/dx)                 dℓ/de = t tanh w        dℓ/dτ = w tanh w + 1
 *   dℓ/dx = t tanh w / √(1 + x²) − x / (1 + x²)
 * </pre>
 *
 * @param dimension d, at least 1
 */
public record SinhArcsinh(int dimension) implements Bijection {

    /** Checks the dimension. */
    public SinhArcsinh {
        Gaussian.requireDimension("SinhArcsinh", dimension);
    }

    /** Makes the layer. */
    public static SinhArcsinh of(int dimension) {
        return new SinhArcsinh(dimension);
    }

    @Override
    public int parameterCount() {
        return 2 * dimension;
    }

    @Override
    public void initial(double[] phi, int at) {
        Arrays.fill(phi, at, at + 2 * dimension, 0);
    }

    @Override
    public void forward(double[] phi, int at, int draws, double[] x, double[] y) {
        for (int i = 0; i < dimension; i++) {
            double e = phi[at + i];
            double t = Math.exp(phi[at + dimension + i]);
            for (int s = 0; s < draws; s++) {
                y[s * dimension + i] = Math.sinh((arsinh(x[s * dimension + i]) + e) * t);
            }
        }
    }

    @Override
    public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
        for (int i = 0; i < dimension; i++) {
            double tau = phi[at + dimension + i];
            double t = Math.exp(tau);
            for (int s = 0; s < draws; s++) {
                int k = s * dimension + i;
                double w = arsinh(y[k]);
                x[k] = Math.sinh(w / t - phi[at + i]);
                logDensity[s] -= logCosh(w) + tau - 0.5 * Math.log1p(x[k] * x[k]);
            }
        }
    }

    @Override
    public void change(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
        for (int i = 0; i < dimension; i++) {
            double tau = phi[at + dimension + i];
            double t = Math.exp(tau);
            for (int s = 0; s < draws; s++) {
                double from = x[s * dimension + i];
                logDensity[s] -= logCosh((arsinh(from) + phi[at + i]) * t) + tau - 0.5 * Math.log1p(from * from);
            }
        }
    }

    @Override
    public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            double t = Math.exp(phi[at + dimension + i]);
            for (int s = 0; s < draws; s++) {
                int k = s * dimension + i;
                double w = arsinh(y[k]);
                double along = v[k] * Math.cosh(w);
                gradient[at + i] += along * t;
                gradient[at + dimension + i] += along * w;
                v[k] = along * t / Math.sqrt(1 + x[k] * x[k]);
            }
        }
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            double t = Math.exp(phi[at + dimension + i]);
            for (int s = 0; s < draws; s++) {
                int k = s * dimension + i;
                double w = arsinh(y[k]);
                double root = Math.sqrt(1 + x[k] * x[k]);
                double tanh = Math.tanh(w);
                double ofX = t * tanh / root - x[k] / (root * root);
                v[k] = (v[k] - weights[s] * ofX) * root / (t * Math.cosh(w));
                gradient[at + i] -= v[k] * t * Math.cosh(w) + weights[s] * t * tanh;
                gradient[at + dimension + i] -= v[k] * w * Math.cosh(w) + weights[s] * (w * tanh + 1);
            }
        }
    }

    private static double arsinh(double x) {
        double a = Math.abs(x);
        return Math.copySign(Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a))), x);
    }

    private static double logCosh(double w) {
        double a = Math.abs(w);
        return a + Math.log1p(Math.exp(-2 * a)) - 0.6931471805599453;
    }
}
