package dev.jensen.core.family;

import java.util.Arrays;

/**
 * The normal with any covariance Σ = LLᵀ: z = m + Lε, L lower triangular with diagonal exp(ρ).
 *
 * <p>φ = (m, ρ, λ): λ holds L below its diagonal, column after column, so that every inner loop runs down a column,
 * which is contiguous. With u = L⁻¹(z − m) and g = L⁻ᵀu:
 *
 * <pre>
 *   log q         = −½ uᵀu − Σ ρ_j − d/2 log 2π          H         = Σ ρ_j + d/2 (1 + log 2π)
 *   ∂log q/∂z     = −g
 *   ∂log q/∂m     =  g                                   vᵀ∂z/∂m    = v
 *   ∂log q/∂ρ_j   =  g_j u_j L_jj − 1                    vᵀ∂z/∂ρ_j  = v_j ε_j L_jj
 *   ∂log q/∂L_ij  =  g_i u_j                             vᵀ∂z/∂L_ij = v_i ε_j
 * </pre>
 *
 * A draw costs O(d²); from 256 dimensions on, several draws share a pass through L.
 */
public final class FullRankGaussian implements AffineFamily {

    private final int d;
    private final ThreadLocal<Scratch> scratch;

    /** A thread's vectors of length d. */
    private static final class Scratch {
        final double[] diagonal; // of L, or of its inverse
        final double[] u;
        final double[] g;

        Scratch(int d) {
            diagonal = new double[d];
            u = new double[d];
            g = new double[d];
        }
    }

    private FullRankGaussian(int dimension) {
        Gaussian.requireDimension("FullRankGaussian", dimension);
        d = dimension;
        scratch = ThreadLocal.withInitial(() -> new Scratch(d));
    }

    /**
     * Makes the family of normals in d dimensions.
     *
     * @throws IllegalArgumentException if d is less than 1
     */
    public static FullRankGaussian of(int dimension) {
        return new FullRankGaussian(dimension);
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return Math.addExact(2 * d, Math.multiplyExact(d, d - 1) / 2);
    }

    @Override
    public int noiseDimension() {
        return d;
    }

    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("FullRankGaussian", centre, d);
        Gaussian.requirePositive("FullRankGaussian scale", scale);
        double[] phi = Arrays.copyOf(centre, parameterCount());
        Arrays.fill(phi, d, 2 * d, Math.log(scale));
        return phi;
    }

    /**
     * Returns the parameters of the member with the given mean and Cholesky factor.
     *
     * @param mean length d, finite
     * @param factor d × d, lower triangular with a positive diagonal; what is above the diagonal is ignored
     * @throws IllegalArgumentException naming the first entry out of range
     */
    public double[] parameters(double[] mean, double[][] factor) {
        double[] phi = initial(mean, 1);
        for (int j = 0; j < d; j++) {
            Gaussian.requirePositive("FullRankGaussian factor[" + j + "][" + j + "]", factor[j][j]);
            phi[d + j] = Math.log(factor[j][j]);
            int column = column(j);
            for (int i = j + 1; i < d; i++) {
                if (!Double.isFinite(factor[i][j])) {
                    throw new IllegalArgumentException(
                            "FullRankGaussian factor[" + i + "][" + j + "] must be finite: " + factor[i][j]);
                }
                phi[column + i] = factor[i][j];
            }
        }
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        double[] diagonal = diagonal(phi, 1);
        boolean isLarge = FactorPanels.pays(d, draws);
        for (int s = 0; s < draws; s++) {
            int at = s * d;
            for (int i = 0; i < d; i++) {
                z[at + i] = phi[i] + diagonal[i] * noise[at + i];
            }
            for (int j = 0; j < d && !isLarge; j++) {
                addColumn(phi, j, noise[at + j], z, at);
            }
        }
        if (isLarge) {
            FactorPanels.draw(d, this::column, phi, draws, noise, z);
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        double[] inverse = diagonal(phi, -1);
        double[] u = scratch.get().u;
        double constant = Gaussian.HALF_LOG_2_PI * d;
        for (int j = 0; j < d; j++) {
            constant += phi[d + j];
        }
        for (int s = 0; s < draws; s++) {
            solve(phi, inverse, z, s * d, u);
            values[s] = -constant - 0.5 * dot(u, 0, u, 0, d);
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        double[] inverse = diagonal(phi, -1);
        Scratch own = scratch.get();
        for (int s = 0; s < draws; s++) {
            solve(phi, inverse, z, s * d, own.u);
            solveTransposed(phi, inverse, own.u, own.g);
            for (int i = 0; i < d; i++) {
                gradients[s * d + i] = -own.g[i];
            }
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        double[] inverse = diagonal(phi, -1);
        double[] u = scratch.get().u;
        double[] g = scratch.get().g;
        for (int s = 0; s < draws; s++) {
            solve(phi, inverse, z, s * d, u);
            solveTransposed(phi, inverse, u, g);
            double w = weights[s];
            for (int j = 0; j < d; j++) {
                gradient[j] += w * g[j];
                gradient[d + j] += w * (g[j] * u[j] / inverse[j] - 1);
                addToColumn(gradient, j, w * u[j], g, 0);
            }
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        double[] diagonal = diagonal(phi, 1);
        boolean isLarge = FactorPanels.pays(d, draws);
        for (int s = 0; s < draws; s++) {
            int at = s * d;
            for (int i = 0; i < d; i++) {
                gradient[i] += vectors[at + i];
            }
            for (int j = 0; j < d; j++) {
                gradient[d + j] += vectors[at + j] * noise[at + j] * diagonal[j];
                if (!isLarge) {
                    addToColumn(gradient, j, noise[at + j], vectors, at);
                }
            }
        }
        if (isLarge) {
            FactorPanels.pullback(d, this::column, gradient, draws, noise, vectors);
        }
    }

    @Override
    public double entropy(double[] phi) {
        double entropy = d * (0.5 + Gaussian.HALF_LOG_2_PI);
        for (int j = 0; j < d; j++) {
            entropy += phi[d + j];
        }
        return entropy;
    }

    @Override
    public void entropyGradient(double[] phi, double weight, double[] gradient) {
        for (int j = 0; j < d; j++) {
            gradient[d + j] += weight;
        }
    }

    @Override
    public double[] mean(double[] phi) {
        return Arrays.copyOf(phi, d);
    }

    @Override
    public double[] variance(double[] phi) {
        double[] variance = new double[d];
        for (int j = 0; j < d; j++) {
            variance[j] += Math.exp(2 * phi[d + j]);
            int column = column(j);
            for (int i = j + 1; i < d; i++) {
                variance[i] += phi[column + i] * phi[column + i];
            }
        }
        return variance;
    }

    /** m = m₀ + L₀m′, L = L₀L′. */
    @Override
    public void compose(double[] outer, double[] inner, double[] phi) {
        draw(outer, 1, inner, phi);
        double[] diagonal = diagonal(outer, 1);
        Arrays.fill(phi, 2 * d, phi.length, 0);
        for (int j = 0; j < d; j++) {
            phi[d + j] = outer[d + j] + inner[d + j];
            int column = column(j);
            double ofInner = Math.exp(inner[d + j]);
            for (int k = j; k < d; k++) {
                if (k > j) {
                    ofInner = inner[column + k];
                    phi[column + k] += diagonal[k] * ofInner;
                }
                addColumn(outer, k, ofInner, phi, column);
            }
        }
    }

    @Override
    public void pullbackComposition(double[] outer, double[] inner, double[] gradient, double[] innerGradient) {
        double[] diagonal = diagonal(outer, 1);
        for (int k = 0; k < d; k++) {
            innerGradient[k] = diagonal[k] * gradient[k] + below(outer, k, gradient, 0);
        }
        for (int j = 0; j < d; j++) {
            int column = column(j);
            innerGradient[d + j] = gradient[d + j] + Math.exp(inner[d + j]) * below(outer, j, gradient, column);
            for (int k = j + 1; k < d; k++) {
                innerGradient[column + k] = diagonal[k] * gradient[column + k] + below(outer, k, gradient, column);
            }
        }
    }

    @Override
    public double[] nearest(double[] mean, double[][] factor) {
        return parameters(mean, factor);
    }

    /** Returns the Cholesky factor L, a new d × d array. */
    public double[][] factor(double[] phi) {
        double[][] factor = new double[d][d];
        for (int j = 0; j < d; j++) {
            factor[j][j] = Math.exp(phi[d + j]);
            for (int i = j + 1; i < d; i++) {
                factor[i][j] = phi[column(j) + i];
            }
        }
        return factor;
    }

    @Override
    public String toString() {
        return "FullRankGaussian[dimension=" + d + "]";
    }

    /** Returns c such that L_ij is phi[c + i] for i > j. */
    private int column(int j) {
        return 2 * d + j * (d - 1) - j * (j - 1) / 2 - j - 1;
    }

    private double[] diagonal(double[] phi, int power) {
        double[] diagonal = scratch.get().diagonal;
        for (int j = 0; j < d; j++) {
            diagonal[j] = Math.exp(power * phi[d + j]);
        }
        return diagonal;
    }

    /** x_i += factor·L_ij for i > j. */
    private void addColumn(double[] phi, int j, double factor, double[] x, int at) {
        int column = column(j);
        for (int i = j + 1; i < d; i++) {
            x[at + i] += factor * phi[column + i];
        }
    }

    /** Returns Σ_i L_ij x_i over i > j. */
    private double below(double[] phi, int j, double[] x, int at) {
        return dot(phi, column(j) + j + 1, x, at + j + 1, d - 1 - j);
    }

    /** L_ij += factor·x_i for i > j. */
    private void addToColumn(double[] lower, int j, double factor, double[] x, int at) {
        int column = column(j);
        for (int i = j + 1; i < d; i++) {
            lower[column + i] += factor * x[at + i];
        }
    }

    /** Writes u = L⁻¹(z − m), column by column. */
    private void solve(double[] phi, double[] inverse, double[] z, int at, double[] u) {
        for (int i = 0; i < d; i++) {
            u[i] = z[at + i] - phi[i];
        }
        for (int j = 0; j < d; j++) {
            u[j] *= inverse[j];
            addColumn(phi, j, -u[j], u, 0);
        }
    }

    /** Writes g = L⁻ᵀu, from the last coordinate to the first. */
    private void solveTransposed(double[] phi, double[] inverse, double[] u, double[] g) {
        for (int j = d - 1; j >= 0; j--) {
            g[j] = (u[j] - below(phi, j, g, 0)) * inverse[j];
        }
    }

    /** A dot product in four sums, which the processor can overlap. */
    private static double dot(double[] a, int fromA, double[] b, int fromB, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i <= length - 4; i += 4) {
            s0 += a[fromA + i] * b[fromB + i];
            s1 += a[fromA + i + 1] * b[fromB + i + 1];
            s2 += a[fromA + i + 2] * b[fromB + i + 2];
            s3 += a[fromA + i + 3] * b[fromB + i + 3];
        }
        for (; i < length; i++) {
            s0 += a[fromA + i] * b[fromB + i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
