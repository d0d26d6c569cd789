package dev.jensen.core.family;

import dev.jensen.core.engine.function.NormalIntegral;
import java.util.Arrays;

/**
 * Independent Laplace laws: z_i = m_i + b_i λ(ε_i), b_i = exp ρ_i, φ = (m, ρ) (Kotz, Kozubowski and Podgórski, "The Laplace
 * distribution and generalizations", 2001).
 *
 * <p>λ(ε) = −sign(ε) log 2Φ(−|ε|) takes a normal to a standard Laplace variable. With u_i = (z_i − m_i)/b_i:
 *
 * <pre>
 *   log q        = −Σ (|u_i| + ρ_i + log 2)       H         = Σ (1 + ρ_i + log 2)
 *   ∂log q/∂z_i  = −sign(u_i)/b_i                 Var z_i   = 2 b_i²
 *   ∂log q/∂m_i  =  sign(u_i)/b_i                 ∂z_i/∂m_i = 1
 *   ∂log q/∂ρ_i  =  |u_i| − 1                     ∂z_i/∂ρ_i = z_i − m_i
 * </pre>
 *
 * @param dimension d, at least 1
 */
public record MeanFieldLaplace(int dimension) implements Reparameterized, EntropyKnown, MomentsKnown, MeanField {

    private static final double LOG_2 = 0.6931471805599453;

    /** Checks the dimension. */
    public MeanFieldLaplace {
        Gaussian.requireDimension("MeanFieldLaplace", dimension);
    }

    /** Makes the family of d independent Laplace laws. */
    public static MeanFieldLaplace of(int dimension) {
        return new MeanFieldLaplace(dimension);
    }

    @Override
    public int parameterCount() {
        return 2 * dimension;
    }

    @Override
    public int noiseDimension() {
        return dimension;
    }

    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("MeanFieldLaplace", centre, dimension);
        Gaussian.requirePositive("MeanFieldLaplace scale", scale);
        double[] phi = Arrays.copyOf(centre, 2 * dimension);
        Arrays.fill(phi, dimension, 2 * dimension, Math.log(scale) - 0.5 * LOG_2);
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        for (int i = 0; i < dimension; i++) {
            double b = Math.exp(phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                int at = s * dimension + i;
                double size = -LOG_2 - NormalIntegral.logNormalCdf(-Math.abs(noise[at]));
                z[at] = phi[i] + b * Math.copySign(size, noise[at]);
            }
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        for (int s = 0; s < draws; s++) {
            int at = s * dimension;
            for (int i = 0; i < dimension; i++) {
                gradient[i] += vectors[at + i];
                gradient[dimension + i] += vectors[at + i] * (z[at + i] - phi[i]);
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        double constant = dimension * LOG_2;
        for (int i = 0; i < dimension; i++) {
            constant += phi[dimension + i];
        }
        Arrays.fill(values, 0, draws, -constant);
        for (int i = 0; i < dimension; i++) {
            double inverse = Math.exp(-phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                values[s] -= Math.abs(z[s * dimension + i] - phi[i]) * inverse;
            }
        }
    }

    @Override
    public void blockLogDensity(double[] phi, int draws, double[] z, double[] values) {
        for (int i = 0; i < dimension; i++) {
            double inverse = Math.exp(-phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                int at = s * dimension + i;
                values[at] = -Math.abs(z[at] - phi[i]) * inverse - LOG_2 - phi[dimension + i];
            }
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        for (int i = 0; i < dimension; i++) {
            double inverse = Math.exp(-phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                int at = s * dimension + i;
                gradients[at] = -Math.signum(z[at] - phi[i]) * inverse;
            }
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        score(phi, draws, z, weights, 1, 0, gradient);
    }

    @Override
    public void blockScore(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        score(phi, draws, z, weights, dimension, 1, gradient);
    }

    private void score(
            double[] phi, int draws, double[] z, double[] weights, int perDraw, int perBlock, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            double inverse = Math.exp(-phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                double u = (z[s * dimension + i] - phi[i]) * inverse;
                gradient[i] += weights[s * perDraw + i * perBlock] * Math.signum(u) * inverse;
                gradient[dimension + i] += weights[s * perDraw + i * perBlock] * (Math.abs(u) - 1);
            }
        }
    }

    @Override
    public double entropy(double[] phi) {
        double entropy = dimension * (1 + LOG_2);
        for (int i = 0; i < dimension; i++) {
            entropy += phi[dimension + i];
        }
        return entropy;
    }

    @Override
    public void entropyGradient(double[] phi, double weight, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            gradient[dimension + i] += weight;
        }
    }

    @Override
    public double[] mean(double[] phi) {
        return Arrays.copyOf(phi, dimension);
    }

    @Override
    public double[] variance(double[] phi) {
        double[] variance = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            variance[i] = 2 * Math.exp(2 * phi[dimension + i]);
        }
        return variance;
    }
}
