package dev.jensen.core.family;

import java.util.Optional;

/**
 * Another family in whitened coordinates: z = m₀ + L₀y, y from the family, m₀ and L₀ fixed. Scales and correlations that
 * are known beforehand, from a Gaussian fit, are then no work for the optimiser.
 *
 * <pre>
 *   log q(z)  = log q_y(L₀⁻¹(z − m₀)) − Σ log L₀_jj        ∂log q/∂z = L₀⁻ᵀ ∂log q_y/∂y
 *   ∂log q/∂φ = ∂log q_y/∂φ                                vᵀ∂z/∂φ  = (L₀ᵀv)ᵀ ∂y/∂φ
 * </pre>
 *
 * @param <F> the family
 */
public final class Whitened<F extends Reparameterized> implements Reparameterized {

    private final F inner;
    private final int d;
    private final double[] mean;
    private final double[] factor; // row after row
    private final double logDeterminant;
    private final Workspace ofDraws = new Workspace();
    private final Workspace ofVectors = new Workspace();

    private Whitened(F inner, double[] mean, double[][] factor) {
        this.inner = inner;
        d = inner.dimension();
        FullRankGaussian gaussian = FullRankGaussian.of(d);
        this.mean = mean.clone();
        double[][] checked = gaussian.factor(gaussian.parameters(mean, factor));
        this.factor = new double[d * d];
        double sum = 0;
        for (int i = 0; i < d; i++) {
            System.arraycopy(checked[i], 0, this.factor, i * d, i + 1);
            this.factor[i * d + i] = factor[i][i];
            sum += Math.log(factor[i][i]);
        }
        logDeterminant = sum;
    }

    /**
     * Whitens a family.
     *
     * @param inner the law of y
     * @param mean m₀, length d, finite; copied
     * @param factor L₀, d × d, lower triangular with a positive diagonal; copied
     * @throws IllegalArgumentException naming the first entry out of range
     */
    public static <F extends Reparameterized> Whitened<F> of(F inner, double[] mean, double[][] factor) {
        return new Whitened<>(inner, mean, factor);
    }

    double[] fixedMean() {
        return mean.clone();
    }

    double[] fixedFactor() {
        return factor.clone();
    }

    /** Returns the law of y. */
    public F inner() {
        return inner;
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return inner.parameterCount();
    }

    @Override
    public int noiseDimension() {
        return inner.noiseDimension();
    }

    /** Returns the family's own start at the whitened centre; the scale is that of y. */
    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("Whitened", centre, d);
        double[] whitened = new double[d];
        solve(1, centre, whitened);
        return inner.initial(whitened, scale);
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        inner.draw(phi, draws, noise, z);
        colour(draws, z);
    }

    /** z = m₀ + L₀y, in place. */
    private void colour(int draws, double[] z) {
        for (int s = 0; s < draws; s++) {
            for (int i = d - 1; i >= 0; i--) {
                double sum = mean[i];
                for (int j = 0; j <= i; j++) {
                    sum += factor[i * d + j] * z[s * d + j];
                }
                z[s * d + i] = sum;
            }
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        double[] y = whiten(draws, z);
        double[] v = ofVectors.atLeast(draws * d);
        transpose(draws, vectors, v);
        inner.pullback(phi, draws, noise, y, v, gradient);
    }

    /** L₀ᵀv; may be in place. */
    private void transpose(int draws, double[] vectors, double[] v) {
        for (int s = 0; s < draws; s++) {
            for (int j = 0; j < d; j++) {
                double sum = 0;
                for (int i = j; i < d; i++) {
                    sum += factor[i * d + j] * vectors[s * d + i];
                }
                v[s * d + j] = sum;
            }
        }
    }

    @Override
    public Optional<DensityAlongPaths> densityAlongPaths(int draws) {
        return inner.densityAlongPaths(draws).map(paths -> new DensityAlongPaths() {
            private final double[] y = new double[Math.multiplyExact(draws, d)];

            @Override
            public void draw(double[] phi, double[] noise, double[] z, double[] logDensity) {
                paths.draw(phi, noise, y, logDensity);
                System.arraycopy(y, 0, z, 0, y.length);
                colour(draws, z);
                for (int s = 0; s < draws; s++) {
                    logDensity[s] -= logDeterminant;
                }
            }

            @Override
            public void pullback(double[] vectors, double[] weights, double[] gradient) {
                transpose(draws, vectors, vectors);
                paths.pullback(vectors, weights, gradient);
            }
        });
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        inner.logDensity(phi, draws, whiten(draws, z), values);
        for (int s = 0; s < draws; s++) {
            values[s] -= logDeterminant;
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        inner.gradient(phi, draws, whiten(draws, z), gradients);
        for (int s = 0; s < draws; s++) {
            for (int j = d - 1; j >= 0; j--) {
                double sum = gradients[s * d + j];
                for (int i = j + 1; i < d; i++) {
                    sum -= factor[i * d + j] * gradients[s * d + i];
                }
                gradients[s * d + j] = sum / factor[j * d + j];
            }
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        inner.score(phi, draws, whiten(draws, z), weights, gradient);
    }

    private double[] whiten(int draws, double[] z) {
        double[] y = ofDraws.atLeast(draws * d);
        solve(draws, z, y);
        return y;
    }

    /** y = L₀⁻¹(z − m₀). */
    private void solve(int draws, double[] z, double[] y) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < d; i++) {
                double sum = z[s * d + i] - mean[i];
                for (int j = 0; j < i; j++) {
                    sum -= factor[i * d + j] * y[s * d + j];
                }
                y[s * d + i] = sum / factor[i * d + i];
            }
        }
    }

    @Override
    public String toString() {
        return "Whitened[" + inner + "]";
    }
}
