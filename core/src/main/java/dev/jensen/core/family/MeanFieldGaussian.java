package dev.jensen.core.family;

import java.util.Arrays;

/**
 * Independent normals: z_i = m_i + exp(ρ_i) ε_i, with φ = (m, ρ), ρ_i = log σ_i.
 *
 * <p>With u_i = (z_i − m_i)/σ_i:
 *
 * <pre>
 *   log q        = −½ Σ u_i² − Σ ρ_i − d/2 log 2π        H        = Σ ρ_i + d/2 (1 + log 2π)
 *   ∂log q/∂z_i  = −u_i / σ_i
 *   ∂log q/∂m_i  =  u_i / σ_i                            ∂z_i/∂m_i = 1
 *   ∂log q/∂ρ_i  =  u_i² − 1                             ∂z_i/∂ρ_i = σ_i ε_i = z_i − m_i
 * </pre>
 *
 * @param dimension d, at least 1
 */
public record MeanFieldGaussian(int dimension) implements AffineFamily, MeanField, WeaklyDifferentiable {

    /** Checks the dimension. */
    public MeanFieldGaussian {
        Gaussian.requireDimension("MeanFieldGaussian", dimension);
    }

    /** Makes the family of d independent normals. */
    public static MeanFieldGaussian of(int dimension) {
        return new MeanFieldGaussian(dimension);
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
        double[] scales = new double[dimension];
        Arrays.fill(scales, scale);
        return parameters(centre, scales);
    }

    /**
     * Returns the parameters of the member with the given means and standard deviations.
     *
     * @param mean length d, finite
     * @param scale length d, positive and finite
     * @throws IllegalArgumentException naming the first entry out of range
     */
    public double[] parameters(double[] mean, double[] scale) {
        Gaussian.requireMean("MeanFieldGaussian", mean, dimension);
        Gaussian.requireScale("MeanFieldGaussian", scale, dimension);
        double[] phi = Arrays.copyOf(mean, 2 * dimension);
        for (int i = 0; i < dimension; i++) {
            phi[dimension + i] = Math.log(scale[i]);
        }
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        scales(phi, 1, z); // the first draw's place holds σ until that draw is made, last of all
        for (int s = draws - 1; s >= 0; s--) {
            int at = s * dimension;
            for (int i = 0; i < dimension; i++) {
                z[at + i] = phi[i] + z[i] * noise[at + i];
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        double constant = Gaussian.HALF_LOG_2_PI * dimension;
        for (int i = 0; i < dimension; i++) {
            constant += phi[dimension + i];
        }
        Arrays.fill(values, 0, draws, -constant);
        for (int i = 0; i < dimension; i++) {
            double precision = Math.exp(-2 * phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                double difference = z[s * dimension + i] - phi[i];
                values[s] -= 0.5 * difference * difference * precision;
            }
        }
    }

    @Override
    public void blockLogDensity(double[] phi, int draws, double[] z, double[] values) {
        for (int i = 0; i < dimension; i++) {
            double constant = Gaussian.HALF_LOG_2_PI + phi[dimension + i];
            double precision = Math.exp(-2 * phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                double difference = z[s * dimension + i] - phi[i];
                values[s * dimension + i] = -0.5 * difference * difference * precision - constant;
            }
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        scales(phi, -2, gradients); // precisions, in the first draw's place
        for (int s = draws - 1; s >= 0; s--) {
            int at = s * dimension;
            for (int i = 0; i < dimension; i++) {
                gradients[at + i] = (phi[i] - z[at + i]) * gradients[i];
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
            double precision = Math.exp(-2 * phi[dimension + i]);
            double first = 0;
            double second = 0;
            for (int s = 0; s < draws; s++) {
                double difference = z[s * dimension + i] - phi[i];
                first += weights[s * perDraw + i * perBlock] * difference * precision;
                second += weights[s * perDraw + i * perBlock] * (difference * difference * precision - 1);
            }
            gradient[i] += first;
            gradient[dimension + i] += second;
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        for (int s = 0; s < draws; s++) {
            int at = s * dimension;
            for (int i = 0; i < dimension; i++) {
                gradient[i] += vectors[at + i];
            }
            for (int i = 0; i < dimension; i++) {
                gradient[dimension + i] += vectors[at + i] * (z[at + i] - phi[i]);
            }
        }
    }

    @Override
    public double entropy(double[] phi) {
        double entropy = dimension * (0.5 + Gaussian.HALF_LOG_2_PI);
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
        scales(phi, 2, variance);
        return variance;
    }

    @Override
    public int pairNoise() {
        return 3 * dimension;
    }

    /**
     * {@inheritDoc} By m_i: m ± σW with one Rayleigh variable W, c = 1/(σ√2π). By log σ_i: m + σM against m + σN, c = 1, with M from
     * the double-sided Maxwell law and N normal. Of three normals, their length with the sign of the first is M, the first itself N:
     * N/M, the cosine of an angle in space, is uniform.
     */
    @Override
    public double pairs(
            double[] phi, int parameter, int draws, double[] noise, double[] z, double[] plus, double[] minus) {
        boolean byMean = parameter < dimension;
        int i = byMean ? parameter : parameter - dimension;
        double scale = Math.exp(phi[dimension + i]);
        System.arraycopy(z, 0, plus, 0, draws * dimension);
        System.arraycopy(z, 0, minus, 0, draws * dimension);
        for (int s = 0; s < draws; s++) {
            int from = 3 * (s * dimension + i);
            int at = s * dimension + i;
            double planar = Math.hypot(noise[from + 1], noise[from + 2]);
            double first = noise[from];
            plus[at] = phi[i] + scale * (byMean ? planar : Math.copySign(Math.hypot(first, planar), first));
            minus[at] = phi[i] + scale * (byMean ? -planar : first);
        }
        return byMean ? 1 / (scale * Math.sqrt(2 * Math.PI)) : 1;
    }

    /** m = m₀ + σ₀m′, ρ = ρ₀ + ρ′. */
    @Override
    public void compose(double[] outer, double[] inner, double[] phi) {
        for (int i = 0; i < dimension; i++) {
            phi[i] = outer[i] + Math.exp(outer[dimension + i]) * inner[i];
            phi[dimension + i] = outer[dimension + i] + inner[dimension + i];
        }
    }

    @Override
    public void pullbackComposition(double[] outer, double[] inner, double[] gradient, double[] innerGradient) {
        for (int i = 0; i < dimension; i++) {
            innerGradient[i] = Math.exp(outer[dimension + i]) * gradient[i];
            innerGradient[dimension + i] = gradient[dimension + i];
        }
    }

    /** σ_i² = 1/Λ_ii, Λ the normal's precision matrix. */
    @Override
    public double[] nearest(double[] mean, double[][] factor) {
        double[] precision = new double[dimension]; // the diagonal of L⁻ᵀL⁻¹
        double[] column = new double[dimension]; // of L⁻¹
        for (int k = 0; k < dimension; k++) {
            for (int i = k; i < dimension; i++) {
                double sum = i == k ? 1 : 0;
                for (int j = k; j < i; j++) {
                    sum -= factor[i][j] * column[j];
                }
                column[i] = sum / factor[i][i];
                precision[k] += column[i] * column[i];
            }
        }
        double[] scale = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            scale[i] = 1 / Math.sqrt(precision[i]);
        }
        return parameters(mean, scale);
    }

    /** Writes σ_i to the given power. */
    private void scales(double[] phi, int power, double[] out) {
        for (int i = 0; i < dimension; i++) {
            out[i] = Math.exp(power * phi[dimension + i]);
        }
    }

    @Override
    public String toString() {
        return "MeanFieldGaussian[dimension=" + dimension + "]";
    }
}
