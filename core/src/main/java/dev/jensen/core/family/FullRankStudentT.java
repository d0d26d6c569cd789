package dev.jensen.core.family;

import dev.jensen.core.engine.function.GammaFunction;
import java.util.Arrays;

/**
 * The multivariate Student-t law of ν degrees of freedom: z = m + L ε √(ν/χ²_ν), ν fixed (Kotz and Nadarajah,
 * "Multivariate t distributions and their applications", 2004).
 *
 * <p>φ is that of the {@link FullRankGaussian}, and everything is the Gaussian's, rescaled draw by draw: a draw is the
 * Gaussian's of the noise τε, τ² = ν/χ²_ν, the chi-square variable made of one more normal. With u = L⁻¹(z − m) and f =
 * (ν + d)/(ν + uᵀu):
 *
 * <pre>
 *   log q      = c − Σ ρ_j − (ν+d)/2 log(1 + uᵀu/ν)     c = log Γ((ν+d)/2) − log Γ(ν/2) − d/2 log νπ
 *   ∂log q/∂z  = f · Gaussian's                         H = Σ ρ_j − c + (ν+d)/2 (ψ((ν+d)/2) − ψ(ν/2))
 *   ∂log q/∂φ  = f · Gaussian's, plus f − 1 for ρ       vᵀ∂z/∂φ = Gaussian's at τε
 * </pre>
 */
public final class FullRankStudentT implements Reparameterized, EntropyKnown, MomentsKnown {

    private final int d;
    private final double nu;
    private final FullRankGaussian gaussian;
    private final ChiSquareQuantile chiSquare;
    private final double constant;
    private final Workspace ofNoise = new Workspace();
    private final Workspace ofDraws = new Workspace();

    private FullRankStudentT(int dimension, double degreesOfFreedom) {
        Gaussian.requireDimension("FullRankStudentT", dimension);
        MeanFieldStudentT.requireDegreesOfFreedom("FullRankStudentT", degreesOfFreedom);
        d = dimension;
        nu = degreesOfFreedom;
        gaussian = FullRankGaussian.of(d);
        chiSquare = new ChiSquareQuantile(nu);
        constant = GammaFunction.logGamma((nu + d) / 2)
                - GammaFunction.logGamma(nu / 2)
                - 0.5 * d * Math.log(nu * Math.PI);
    }

    /**
     * Makes the family.
     *
     * @param dimension d, at least 1
     * @param degreesOfFreedom ν, at least 1
     * @throws IllegalArgumentException if either is out of range
     */
    public static FullRankStudentT of(int dimension, double degreesOfFreedom) {
        return new FullRankStudentT(dimension, degreesOfFreedom);
    }

    /** Returns ν. */
    public double degreesOfFreedom() {
        return nu;
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return gaussian.parameterCount();
    }

    @Override
    public int noiseDimension() {
        return d + 1;
    }

    @Override
    public double[] initial(double[] centre, double scale) {
        double[] phi = gaussian.initial(centre, scale);
        Arrays.fill(phi, d, 2 * d, MeanFieldStudentT.logScale(nu, scale));
        return phi;
    }

    /**
     * Returns the parameters of the member with the given location and Cholesky factor of its scale matrix.
     *
     * @param location length d, finite
     * @param factor d × d, lower triangular with a positive diagonal; what is above the diagonal is ignored
     * @throws IllegalArgumentException naming the first entry out of range
     */
    public double[] parameters(double[] location, double[][] factor) {
        return gaussian.parameters(location, factor);
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        gaussian.draw(phi, draws, scaled(draws, noise), z);
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        gaussian.pullback(phi, draws, scaled(draws, noise), z, vectors, gradient);
    }

    /** Returns τε. */
    private double[] scaled(int draws, double[] noise) {
        double[] scaled = ofNoise.atLeast(draws * d);
        for (int s = 0; s < draws; s++) {
            double tau = Math.sqrt(nu / chiSquare.at(noise[s * (d + 1) + d]));
            for (int i = 0; i < d; i++) {
                scaled[s * d + i] = tau * noise[s * (d + 1) + i];
            }
        }
        return scaled;
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        double logScales = logScales(phi);
        squares(phi, draws, z, logScales, values);
        for (int s = 0; s < draws; s++) {
            values[s] = constant - logScales - 0.5 * (nu + d) * Math.log1p(values[s] / nu);
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        double[] squares = ofDraws.atLeast(draws);
        squares(phi, draws, z, logScales(phi), squares);
        gaussian.gradient(phi, draws, z, gradients);
        for (int s = 0; s < draws; s++) {
            double f = (nu + d) / (nu + squares[s]);
            for (int i = s * d; i < (s + 1) * d; i++) {
                gradients[i] *= f;
            }
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        double[] scaled = ofDraws.atLeast(draws);
        squares(phi, draws, z, logScales(phi), scaled);
        double more = 0;
        for (int s = 0; s < draws; s++) {
            scaled[s] = weights[s] * (nu + d) / (nu + scaled[s]);
            more += scaled[s] - weights[s];
        }
        gaussian.score(phi, draws, z, scaled, gradient);
        for (int j = 0; j < d; j++) {
            gradient[d + j] += more;
        }
    }

    /** Writes uᵀu, which the Gaussian's log density tells. */
    private void squares(double[] phi, int draws, double[] z, double logScales, double[] squares) {
        gaussian.logDensity(phi, draws, z, squares);
        for (int s = 0; s < draws; s++) {
            squares[s] = Math.max(0, -2 * (squares[s] + logScales + d * Gaussian.HALF_LOG_2_PI));
        }
    }

    private double logScales(double[] phi) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += phi[d + j];
        }
        return sum;
    }

    @Override
    public double entropy(double[] phi) {
        double half = nu / 2;
        return logScales(phi)
                - constant
                + (half + 0.5 * d) * (GammaFunction.digamma(half + 0.5 * d) - GammaFunction.digamma(half));
    }

    @Override
    public void entropyGradient(double[] phi, double weight, double[] gradient) {
        gaussian.entropyGradient(phi, weight, gradient);
    }

    /** Returns m; NaN for ν = 1, which has no mean. */
    @Override
    public double[] mean(double[] phi) {
        double[] mean = gaussian.mean(phi);
        if (nu <= 1) {
            Arrays.fill(mean, Double.NaN);
        }
        return mean;
    }

    /** Returns the diagonal of LLᵀ ν/(ν − 2); infinite for ν ≤ 2, NaN for ν = 1. */
    @Override
    public double[] variance(double[] phi) {
        double[] variance = gaussian.variance(phi);
        for (int i = 0; i < d; i++) {
            variance[i] *= MeanFieldStudentT.variance(nu);
        }
        return variance;
    }

    @Override
    public String toString() {
        return "FullRankStudentT[dimension=" + d + ", degreesOfFreedom=" + nu + "]";
    }
}
