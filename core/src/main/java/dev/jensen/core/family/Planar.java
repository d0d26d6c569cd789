package dev.jensen.core.family;

import dev.jensen.core.noise.MonteCarlo;

/**
 * A bend across one direction: y = x + û tanh(wᵀx + b) (Rezende and Mohamed, "Variational inference with normalizing flows",
 * ICML 2015, section 4.1).
 *
 * <p>φ = (u, w, b). It has an inverse where wᵀû &gt; −1, which holds for their appendix's
 *
 * <pre>
 *   û = u + γw,   γ = (κ − wᵀu)/|w|²,   κ = wᵀû = log(1 + exp wᵀu) − 1
 * </pre>
 *
 * With a = wᵀx + b, h = tanh a and h' = 1 − h²: J = I + h' û wᵀ, ℓ = log(1 + h'κ), and by Sherman and Morrison J⁻ᵀr = r − w
 * h' ûᵀr / (1 + h'κ). The inverse needs α = wᵀx, the root of the increasing function α + κ tanh(α + b) − wᵀy, found by
 * Newton's steps within a bracket.
 *
 * @param dimension d, at least 1
 */
public record Planar(int dimension) implements Bijection {

    private static final double IDENTITY = 0.5413248546129181; // log(e − 1): wᵀu at which û = 0
    private static final Workspace OF_LAYER = new Workspace();

    /** Checks the dimension. */
    public Planar {
        Gaussian.requireDimension("Planar", dimension);
    }

    /** Makes the layer. */
    public static Planar of(int dimension) {
        return new Planar(dimension);
    }

    @Override
    public int parameterCount() {
        return 2 * dimension + 1;
    }

    /** Writes û = 0, across a direction that depends on the layer's place. */
    @Override
    public void initial(double[] phi, int at) {
        double[] w = new double[dimension];
        MonteCarlo.seed(at).fill(0, 1, dimension, w);
        double length = Math.sqrt(dot(w, 0, w, 0));
        for (int i = 0; i < dimension; i++) {
            phi[at + i] = IDENTITY * w[i] / length;
            phi[at + dimension + i] = w[i] / length;
        }
        phi[at + 2 * dimension] = 0;
    }

    /** Returns û in d numbers, then room for d more, then κ, γ and |w|². */
    private double[] layer(double[] phi, int at) {
        int d = dimension;
        double[] layer = OF_LAYER.atLeast(2 * d + 3);
        double c = dot(phi, at, phi, at + d);
        double square = dot(phi, at + d, phi, at + d);
        double kappa = Math.max(c, 0) + Math.log1p(Math.exp(-Math.abs(c))) - 1;
        double gamma = (kappa - c) / square;
        for (int i = 0; i < d; i++) {
            layer[i] = phi[at + i] + gamma * phi[at + d + i];
            layer[d + i] = 0;
        }
        layer[2 * d] = kappa;
        layer[2 * d + 1] = gamma;
        layer[2 * d + 2] = square;
        return layer;
    }

    @Override
    public void forward(double[] phi, int at, int draws, double[] x, double[] y) {
        double[] layer = layer(phi, at);
        for (int s = 0; s < draws; s++) {
            int from = s * dimension;
            double h = Math.tanh(dot(phi, at + dimension, x, from) + phi[at + 2 * dimension]);
            for (int i = 0; i < dimension; i++) {
                y[from + i] = x[from + i] + layer[i] * h;
            }
        }
    }

    @Override
    public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
        double[] layer = layer(phi, at);
        double kappa = layer[2 * dimension];
        double b = phi[at + 2 * dimension];
        for (int s = 0; s < draws; s++) {
            int from = s * dimension;
            double h = Math.tanh(root(kappa, b, dot(phi, at + dimension, y, from)) + b);
            for (int i = 0; i < dimension; i++) {
                x[from + i] = y[from + i] - layer[i] * h;
            }
            logDensity[s] -= Math.log1p((1 - h * h) * kappa);
        }
    }

    /** Solves α + κ tanh(α + b) = t. */
    private static double root(double kappa, double b, double t) {
        double low = t - Math.abs(kappa);
        double high = t + Math.abs(kappa);
        double alpha = t;
        for (int i = 0; i < 100; i++) {
            double h = Math.tanh(alpha + b);
            double error = alpha + kappa * h - t;
            if (error > 0) {
                high = alpha;
            } else {
                low = alpha;
            }
            double next = alpha - error / (1 + kappa * (1 - h * h));
            if (!(next >= low && next <= high)) {
                next = 0.5 * (low + high);
            }
            if (Math.abs(next - alpha) <= 1e-15 * Math.abs(next)) {
                return next;
            }
            alpha = next;
        }
        return alpha;
    }

    @Override
    public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
        int d = dimension;
        double[] layer = layer(phi, at);
        for (int s = 0; s < draws; s++) {
            int from = s * d;
            double h = Math.tanh(dot(phi, at + d, x, from) + phi[at + 2 * d]);
            double ofA = dot(v, from, layer, 0) * (1 - h * h);
            for (int i = 0; i < d; i++) {
                layer[d + i] += v[from + i] * h;
                gradient[at + d + i] += ofA * x[from + i];
                v[from + i] += ofA * phi[at + d + i];
            }
            gradient[at + 2 * d] += ofA;
        }
        addThroughU(phi, at, layer, 0, gradient);
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        int d = dimension;
        double[] layer = layer(phi, at);
        double kappa = layer[2 * d];
        double ofKappa = 0;
        for (int s = 0; s < draws; s++) {
            int from = s * d;
            double h = Math.tanh(dot(phi, at + d, x, from) + phi[at + 2 * d]);
            double slope = 1 - h * h;
            double determinant = 1 + slope * kappa;
            double logSlope = -2 * h * slope * kappa / determinant; // ∂ℓ/∂a
            for (int i = 0; i < d; i++) {
                v[from + i] -= weights[s] * logSlope * phi[at + d + i];
            }
            double across = slope * dot(v, from, layer, 0) / determinant;
            for (int i = 0; i < d; i++) {
                v[from + i] -= across * phi[at + d + i];
            }
            double ofA = -dot(v, from, layer, 0) * slope - weights[s] * logSlope;
            for (int i = 0; i < d; i++) {
                layer[d + i] -= v[from + i] * h;
                gradient[at + d + i] += ofA * x[from + i];
            }
            gradient[at + 2 * d] += ofA;
            ofKappa -= weights[s] * slope / determinant;
        }
        addThroughU(phi, at, layer, ofKappa, gradient);
    }

    /** From the derivatives by û, which the layer holds in its second d numbers, and by κ, to those by u and w. */
    private void addThroughU(double[] phi, int at, double[] layer, double byKappa, double[] gradient) {
        int d = dimension;
        double gamma = layer[2 * d + 1];
        double square = layer[2 * d + 2];
        double ofGamma = dot(layer, d, phi, at + d);
        double ofKappa = byKappa + ofGamma / square;
        double c = dot(phi, at, phi, at + d);
        double ofC = ofKappa / (1 + Math.exp(-c)) - ofGamma / square;
        double ofSquare = -ofGamma * gamma / square;
        for (int i = 0; i < d; i++) {
            double w = phi[at + d + i];
            gradient[at + d + i] += gamma * layer[d + i] + 2 * ofSquare * w + ofC * phi[at + i];
            gradient[at + i] += layer[d + i] + ofC * w;
        }
    }

    private double dot(double[] a, int fromA, double[] b, int fromB) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += a[fromA + i] * b[fromB + i];
        }
        return sum;
    }
}
