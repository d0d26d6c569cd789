package dev.jensen.core.family;

import java.util.Arrays;

/**
 * The normal whose covariance is low-rank plus diagonal: z = m + σ∘ε + Fη, Σ = diag(σ²) + FFᵀ, F of size d × r, σ = exp ρ
 * (Ong, Nott and Smith, "Gaussian variational approximation with a factor covariance structure", Journal of
 * Computational and Graphical Statistics 27, 2018).
 *
 * <p>φ = (m, ρ, F column after column); a draw's noise is (ε, η). By Woodbury's identity everything is O(d·r²): with x =
 * z − m, D = diag(σ²), C = I + FᵀD⁻¹F and g = Σ⁻¹x = D⁻¹(x − F C⁻¹FᵀD⁻¹x):
 *
 * <pre>
 *   log|Σ|        = 2 Σ ρ_i + log|C|                      log q       = −½ xᵀg − ½ log|Σ| − d/2 log 2π
 *   ∂log q/∂z     = −g                                    H           = ½ log|Σ| + d/2 (1 + log 2π)
 *   ∂log q/∂m     =  g                                    vᵀ∂z/∂m     = v
 *   ∂log q/∂ρ_i   =  σ_i² g_i² − ½ ∂log|Σ|/∂ρ_i           vᵀ∂z/∂ρ_i   = v_i σ_i ε_i
 *   ∂log q/∂F     =  g gᵀF − ½ ∂log|Σ|/∂F                 vᵀ∂z/∂F_ij  = v_i η_j
 *
 *   ½ ∂log|Σ|/∂ρ_i = 1 − σ_i⁻² (F C⁻¹Fᵀ)_ii               ½ ∂log|Σ|/∂F = D⁻¹F C⁻¹
 * </pre>
 *
 * At F = 0 the ELBO is stationary in F, so {@link #initial} begins beside it.
 */
public final class LowRankGaussian implements Reparameterized, EntropyKnown, MomentsKnown {

    private static final double INITIAL_SHARE = 0.01; // of the variance is F's at the start

    private final int d;
    private final int r;
    private final Workspace ofPrecision = new Workspace();
    private final Workspace ofCore = new Workspace();
    private final Workspace ofFactor = new Workspace();
    private final Workspace ofVector = new Workspace();

    private LowRankGaussian(int dimension, int rank) {
        Gaussian.requireDimension("LowRankGaussian", dimension);
        if (rank < 1 || rank > dimension) {
            throw new IllegalArgumentException(
                    "LowRankGaussian rank must be from 1 to the dimension " + dimension + ": " + rank);
        }
        d = dimension;
        r = rank;
    }

    /**
     * Makes the family.
     *
     * @param dimension d, at least 1
     * @param rank r, the number of F's columns, from 1 to d
     * @throws IllegalArgumentException if either is out of range
     */
    public static LowRankGaussian of(int dimension, int rank) {
        return new LowRankGaussian(dimension, rank);
    }

    /** Returns r. */
    public int rank() {
        return r;
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(d, 2 + r);
    }

    @Override
    public int noiseDimension() {
        return d + r;
    }

    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("LowRankGaussian", centre, d);
        Gaussian.requirePositive("LowRankGaussian scale", scale);
        double[] phi = Arrays.copyOf(centre, parameterCount());
        double size = scale * Math.sqrt(INITIAL_SHARE / r);
        for (int i = 0; i < d; i++) {
            double variance = scale * scale;
            for (int j = 0; j < r; j++) {
                double entry = size * Math.cos(Math.PI * (i + 0.5) * j / d); // orthogonal columns
                phi[column(j) + i] = entry;
                variance -= entry * entry;
            }
            phi[d + i] = 0.5 * Math.log(variance);
        }
        return phi;
    }

    /**
     * Returns the parameters of the member with given parts.
     *
     * @param mean length d, finite
     * @param scale σ, length d, positive and finite
     * @param factor F, d × r, finite
     * @throws IllegalArgumentException naming the first entry out of range
     */
    public double[] parameters(double[] mean, double[] scale, double[][] factor) {
        Gaussian.requireMean("LowRankGaussian", mean, d);
        Gaussian.requireScale("LowRankGaussian", scale, d);
        double[] phi = Arrays.copyOf(mean, parameterCount());
        for (int i = 0; i < d; i++) {
            phi[d + i] = Math.log(scale[i]);
            Gaussian.requireLength("LowRankGaussian factor[" + i + "]", factor[i], r);
            for (int j = 0; j < r; j++) {
                if (!Double.isFinite(factor[i][j])) {
                    throw new IllegalArgumentException(
                            "LowRankGaussian factor[" + i + "][" + j + "] must be finite: " + factor[i][j]);
                }
                phi[column(j) + i] = factor[i][j];
            }
        }
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        double[] scale = scales(phi, 1);
        for (int s = 0; s < draws; s++) {
            int at = s * d;
            int from = s * (d + r);
            for (int i = 0; i < d; i++) {
                z[at + i] = phi[i] + scale[i] * noise[from + i];
            }
            for (int j = 0; j < r; j++) {
                double eta = noise[from + d + j];
                int column = column(j);
                for (int i = 0; i < d; i++) {
                    z[at + i] += phi[column + i] * eta;
                }
            }
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        double[] scale = scales(phi, 1);
        for (int s = 0; s < draws; s++) {
            int at = s * d;
            int from = s * (d + r);
            for (int i = 0; i < d; i++) {
                gradient[i] += vectors[at + i];
                gradient[d + i] += vectors[at + i] * scale[i] * noise[from + i];
            }
            for (int j = 0; j < r; j++) {
                double eta = noise[from + d + j];
                int column = column(j);
                for (int i = 0; i < d; i++) {
                    gradient[column + i] += vectors[at + i] * eta;
                }
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        double[] precision = scales(phi, -2);
        double[] core = core(phi, precision);
        double[] t = ofVector.atLeast(d + r);
        double constant = halfLogDeterminant(phi, core) + d * Gaussian.HALF_LOG_2_PI;
        for (int s = 0; s < draws; s++) {
            double quadratic = project(phi, precision, z, s * d, t);
            forward(core, t);
            for (int j = 0; j < r; j++) {
                quadratic -= t[j] * t[j];
            }
            values[s] = -0.5 * quadratic - constant;
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        double[] precision = scales(phi, -2);
        double[] core = core(phi, precision);
        double[] t = ofVector.atLeast(d + r);
        for (int s = 0; s < draws; s++) {
            gradient(phi, precision, core, z, s * d, t, gradients, s * d);
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        double[] precision = scales(phi, -2);
        double[] core = core(phi, precision);
        double[] t = ofVector.atLeast(d + r);
        double all = 0;
        for (int s = 0; s < draws; s++) {
            double w = weights[s];
            all += w;
            gradient(phi, precision, core, z, s * d, t, t, r); // −g behind t
            for (int i = 0; i < d; i++) {
                gradient[i] -= w * t[r + i];
                gradient[d + i] += w * t[r + i] * t[r + i] / precision[i];
            }
            for (int j = 0; j < r; j++) {
                int column = column(j);
                double along = 0;
                for (int i = 0; i < d; i++) {
                    along += t[r + i] * phi[column + i];
                }
                for (int i = 0; i < d; i++) {
                    gradient[column + i] += w * along * t[r + i];
                }
            }
        }
        addHalfLogDeterminantGradient(phi, precision, core, -all, gradient);
    }

    @Override
    public double entropy(double[] phi) {
        return halfLogDeterminant(phi, core(phi, scales(phi, -2))) + d * (0.5 + Gaussian.HALF_LOG_2_PI);
    }

    @Override
    public void entropyGradient(double[] phi, double weight, double[] gradient) {
        double[] precision = scales(phi, -2);
        addHalfLogDeterminantGradient(phi, precision, core(phi, precision), weight, gradient);
    }

    @Override
    public double[] mean(double[] phi) {
        return Arrays.copyOf(phi, d);
    }

    @Override
    public double[] variance(double[] phi) {
        double[] variance = Arrays.copyOf(scales(phi, 2), d);
        for (int j = 0; j < r; j++) {
            for (int i = 0; i < d; i++) {
                variance[i] += phi[column(j) + i] * phi[column(j) + i];
            }
        }
        return variance;
    }

    @Override
    public String toString() {
        return "LowRankGaussian[dimension=" + d + ", rank=" + r + "]";
    }

    private int column(int j) {
        return (2 + j) * d;
    }

    private double[] scales(double[] phi, int power) {
        double[] scales = ofPrecision.atLeast(d);
        for (int i = 0; i < d; i++) {
            scales[i] = Math.exp(power * phi[d + i]);
        }
        return scales;
    }

    /** Returns the Cholesky factor of C, row after row. */
    private double[] core(double[] phi, double[] precision) {
        double[] core = ofCore.atLeast(r * r);
        for (int j = 0; j < r; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = j == k ? 1 : 0;
                for (int i = 0; i < d; i++) {
                    sum += phi[column(j) + i] * phi[column(k) + i] * precision[i];
                }
                for (int l = 0; l < k; l++) {
                    sum -= core[j * r + l] * core[k * r + l];
                }
                core[j * r + k] = j == k ? Math.sqrt(sum) : sum / core[k * r + k];
            }
        }
        return core;
    }

    private double halfLogDeterminant(double[] phi, double[] core) {
        double sum = 0;
        for (int i = 0; i < d; i++) {
            sum += phi[d + i];
        }
        for (int j = 0; j < r; j++) {
            sum += Math.log(core[j * r + j]);
        }
        return sum;
    }

    /** Writes t = FᵀD⁻¹x and returns xᵀD⁻¹x. */
    private double project(double[] phi, double[] precision, double[] z, int at, double[] t) {
        double quadratic = 0;
        for (int i = 0; i < d; i++) {
            double x = z[at + i] - phi[i];
            quadratic += x * x * precision[i];
        }
        for (int j = 0; j < r; j++) {
            int column = column(j);
            double sum = 0;
            for (int i = 0; i < d; i++) {
                sum += phi[column + i] * precision[i] * (z[at + i] - phi[i]);
            }
            t[j] = sum;
        }
        return quadratic;
    }

    /** Writes −g. */
    private void gradient(
            double[] phi, double[] precision, double[] core, double[] z, int at, double[] t, double[] out, int to) {
        project(phi, precision, z, at, t);
        forward(core, t);
        backward(core, t);
        for (int i = 0; i < d; i++) {
            out[to + i] = phi[i] - z[at + i];
        }
        for (int j = 0; j < r; j++) {
            int column = column(j);
            for (int i = 0; i < d; i++) {
                out[to + i] += phi[column + i] * t[j];
            }
        }
        for (int i = 0; i < d; i++) {
            out[to + i] *= precision[i];
        }
    }

    /** Adds weight · ½ ∇ log|Σ|. */
    private void addHalfLogDeterminantGradient(
            double[] phi, double[] precision, double[] core, double weight, double[] gradient) {
        double[] row = ofFactor.atLeast(r);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < r; j++) {
                row[j] = phi[column(j) + i];
            }
            forward(core, row);
            backward(core, row);
            double along = 0;
            for (int j = 0; j < r; j++) {
                along += row[j] * phi[column(j) + i];
                gradient[column(j) + i] += weight * precision[i] * row[j];
            }
            gradient[d + i] += weight * (1 - precision[i] * along);
        }
    }

    /** t ← L⁻¹t, L the factor of C. */
    private void forward(double[] core, double[] t) {
        for (int j = 0; j < r; j++) {
            double sum = t[j];
            for (int k = 0; k < j; k++) {
                sum -= core[j * r + k] * t[k];
            }
            t[j] = sum / core[j * r + j];
        }
    }

    /** t ← L⁻ᵀt. */
    private void backward(double[] core, double[] t) {
        for (int j = r - 1; j >= 0; j--) {
            double sum = t[j];
            for (int k = j + 1; k < r; k++) {
                sum -= core[k * r + j] * t[k];
            }
            t[j] = sum / core[j * r + j];
        }
    }
}
