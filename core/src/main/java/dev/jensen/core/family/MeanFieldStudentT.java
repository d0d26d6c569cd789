package dev.jensen.core.family;

import dev.jensen.core.engine.function.GammaFunction;
import java.util.Arrays;

/**
 * Independent Student-t laws of ν degrees of freedom: z_i = m_i + exp(ρ_i) t_i, φ = (m, ρ), ν fixed.
 *
 * <p>t is a smooth function of two normals, for any ν, by the polar method (Bailey, "Polar generation of random variates
 * with the t-distribution", Mathematics of Computation 62, 1994): with ϱ² = ε² + κ², exp(−ϱ²/2) is uniform and
 *
 * <pre>
 *   t = ε √(ν (exp(ϱ²/ν) − 1) / ϱ²),   → ε as ν → ∞
 * </pre>
 *
 * A draw's noise is (ε, κ), all ε first. With u_i = (z_i − m_i)/σ_i and f(u) = (ν + 1) u/(ν + u²):
 *
 * <pre>
 *   log q        = Σ [c_ν − ρ_i − (ν+1)/2 log(1 + u_i²/ν)]   c_ν = log Γ((ν+1)/2) − log Γ(ν/2) − ½ log νπ
 *   ∂log q/∂z_i  = −f(u_i)/σ_i                               H   = Σ ρ_i + d ((ν+1)/2 (ψ((ν+1)/2) − ψ(ν/2)) − c_ν)
 *   ∂log q/∂m_i  =  f(u_i)/σ_i                               ∂z_i/∂m_i = 1
 *   ∂log q/∂ρ_i  =  f(u_i) u_i − 1                           ∂z_i/∂ρ_i = z_i − m_i
 * </pre>
 *
 * @param dimension d, at least 1
 * @param degreesOfFreedom ν, at least 1
 */
public record MeanFieldStudentT(int dimension, double degreesOfFreedom)
        implements Reparameterized, EntropyKnown, MomentsKnown, MeanField {

    /** Checks the dimension and the degrees of freedom. */
    public MeanFieldStudentT {
        Gaussian.requireDimension("MeanFieldStudentT", dimension);
        requireDegreesOfFreedom("MeanFieldStudentT", degreesOfFreedom);
    }

    /**
     * Makes the family.
     *
     * @param dimension d, at least 1
     * @param degreesOfFreedom ν, at least 1
     * @throws IllegalArgumentException if either is out of range
     */
    public static MeanFieldStudentT of(int dimension, double degreesOfFreedom) {
        return new MeanFieldStudentT(dimension, degreesOfFreedom);
    }

    static void requireDegreesOfFreedom(String family, double nu) {
        if (!(nu >= 1 && nu < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(family + " degreesOfFreedom must be at least 1 and finite: " + nu);
        }
    }

    /** Returns the variance of a t law: NaN for ν = 1, infinite up to ν = 2. */
    static double variance(double nu) {
        if (nu <= 1) {
            return Double.NaN;
        }
        return nu > 2 ? nu / (nu - 2) : Double.POSITIVE_INFINITY;
    }

    /** Returns log σ of a t law with the given standard deviation, or with σ = scale where it has none. */
    static double logScale(double nu, double scale) {
        return Math.log(scale) - (nu > 2 ? 0.5 * Math.log(variance(nu)) : 0);
    }

    @Override
    public int parameterCount() {
        return 2 * dimension;
    }

    @Override
    public int noiseDimension() {
        return 2 * dimension;
    }

    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("MeanFieldStudentT", centre, dimension);
        Gaussian.requirePositive("MeanFieldStudentT scale", scale);
        double[] phi = Arrays.copyOf(centre, 2 * dimension);
        Arrays.fill(phi, dimension, 2 * dimension, logScale(degreesOfFreedom, scale));
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        for (int i = 0; i < dimension; i++) {
            double scale = Math.exp(phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                int at = 2 * s * dimension + i;
                z[s * dimension + i] = phi[i] + scale * polar(noise[at], noise[at + dimension]);
            }
        }
    }

    private double polar(double epsilon, double kappa) {
        double q = (epsilon * epsilon + kappa * kappa) / degreesOfFreedom;
        return q > 0 ? epsilon * Math.exp(0.5 * q) * Math.sqrt(-Math.expm1(-q) / q) : epsilon;
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
        double nu = degreesOfFreedom;
        double constant = dimension * constant();
        for (int i = 0; i < dimension; i++) {
            constant -= phi[dimension + i];
        }
        Arrays.fill(values, 0, draws, constant);
        for (int i = 0; i < dimension; i++) {
            double inverse = Math.exp(-phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                double u = (z[s * dimension + i] - phi[i]) * inverse;
                values[s] -= 0.5 * (nu + 1) * Math.log1p(u * u / nu);
            }
        }
    }

    @Override
    public void blockLogDensity(double[] phi, int draws, double[] z, double[] values) {
        double nu = degreesOfFreedom;
        double constant = constant();
        for (int i = 0; i < dimension; i++) {
            double inverse = Math.exp(-phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                int at = s * dimension + i;
                double u = (z[at] - phi[i]) * inverse;
                values[at] = constant - phi[dimension + i] - 0.5 * (nu + 1) * Math.log1p(u * u / nu);
            }
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        for (int i = 0; i < dimension; i++) {
            double inverse = Math.exp(-phi[dimension + i]);
            for (int s = 0; s < draws; s++) {
                int at = s * dimension + i;
                gradients[at] = -pull((z[at] - phi[i]) * inverse) * inverse;
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
                gradient[i] += weights[s * perDraw + i * perBlock] * pull(u) * inverse;
                gradient[dimension + i] += weights[s * perDraw + i * perBlock] * (pull(u) * u - 1);
            }
        }
    }

    private double pull(double u) {
        return (degreesOfFreedom + 1) * u / (degreesOfFreedom + u * u);
    }

    private double constant() {
        double half = degreesOfFreedom / 2;
        return GammaFunction.logGamma(half + 0.5)
                - GammaFunction.logGamma(half)
                - 0.5 * Math.log(degreesOfFreedom * Math.PI);
    }

    @Override
    public double entropy(double[] phi) {
        double half = degreesOfFreedom / 2;
        double entropy = dimension
                * ((half + 0.5) * (GammaFunction.digamma(half + 0.5) - GammaFunction.digamma(half)) - constant());
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

    /** Returns m; NaN for ν = 1, which has no mean. */
    @Override
    public double[] mean(double[] phi) {
        double[] mean = Arrays.copyOf(phi, dimension);
        if (degreesOfFreedom <= 1) {
            Arrays.fill(mean, Double.NaN);
        }
        return mean;
    }

    /** Returns σ² ν/(ν − 2); infinite for ν ≤ 2, NaN for ν = 1. */
    @Override
    public double[] variance(double[] phi) {
        double[] variance = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            variance[i] = Math.exp(2 * phi[dimension + i]) * variance(degreesOfFreedom);
        }
        return variance;
    }
}
