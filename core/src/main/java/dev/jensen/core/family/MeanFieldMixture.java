package dev.jensen.core.family;

import dev.jensen.core.engine.function.NormalIntegral;
import java.util.Arrays;

/**
 * Independent coordinates, each a mixture of K normals: q(z_i) = Σ_k w_ik N(m_ik, σ_ik²), with φ for each coordinate K logits of
 * the weights, K means, K log σ. A draw is the quantile Φ(ε) of the mixture, one normal for a coordinate, so that weights have
 * paths too, by implicit reparameterisation (Figurnov, Mohamed and Mnih, 2018; Graves, "Stochastic backpropagation through mixture
 * density distributions", 2016): with F and f the mixture's distribution function and density, r_k = w_k f_k/f,
 *
 * <pre>
 *   ∂z/∂m_k = r_k      ∂z/∂log σ_k = r_k (z − m_k)      ∂z/∂logit_k = −w_k (F_k(z) − F(z)) / f(z)
 * </pre>
 *
 * <p>A {@link MixtureFamily} of whole laws has correlations between coordinates, and strata in place of these paths.
 *
 * @param dimension d, at least 1
 * @param components K, at least 1
 */
public record MeanFieldMixture(int dimension, int components) implements Reparameterized, MomentsKnown, MeanField {
    private static final int MOST_STEPS = 200;

    /** Checks the sizes. */
    public MeanFieldMixture {
        Gaussian.requireDimension("MeanFieldMixture", dimension);
        if (components < 1) {
            throw new IllegalArgumentException("MeanFieldMixture needs at least 1 component: " + components);
        }
    }

    /** Makes the family of d coordinates of K normals each. */
    public static MeanFieldMixture of(int dimension, int components) {
        return new MeanFieldMixture(dimension, components);
    }

    @Override
    public int parameterCount() {
        return 3 * dimension * components;
    }

    @Override
    public int noiseDimension() {
        return dimension;
    }

    /** Spreads the means evenly, the mixtures' standard deviations being the scale. */
    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("MeanFieldMixture", centre, dimension);
        Gaussian.requirePositive("MeanFieldMixture scale", scale);
        double[] phi = new double[parameterCount()];
        double between =
                (1 - 1.0 / components / components) / 3; // the variance of evenly spread means, of half-width 1
        double width = Math.sqrt(0.75 * (components > 1 ? 1 : 0));
        for (int i = 0; i < dimension; i++) {
            for (int k = 0; k < components; k++) {
                double place = (2 * k + 1.0 - components) / components;
                phi[mean(i, k)] = centre[i] + scale * width * place;
                phi[logScale(i, k)] = Math.log(scale) + 0.5 * Math.log(1 - width * width * between);
            }
        }
        return phi;
    }

    private int logit(int i, int k) {
        return 3 * i * components + k;
    }

    private int mean(int i, int k) {
        return (3 * i + 1) * components + k;
    }

    private int logScale(int i, int k) {
        return (3 * i + 2) * components + k;
    }

    private double logTotal(double[] phi, int i) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < components; k++) {
            greatest = Math.max(greatest, phi[logit(i, k)]);
        }
        double sum = 0;
        for (int k = 0; k < components; k++) {
            sum += Math.exp(phi[logit(i, k)] - greatest);
        }
        return greatest + Math.log(sum);
    }

    /** log w_k + log f_k(z). */
    private double logPart(double[] phi, int i, int k, double logTotal, double z) {
        double u = (z - phi[mean(i, k)]) * Math.exp(-phi[logScale(i, k)]);
        return phi[logit(i, k)] - logTotal - phi[logScale(i, k)] - 0.5 * u * u - Gaussian.HALF_LOG_2_PI;
    }

    private double logDensity(double[] phi, int i, double logTotal, double z) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < components; k++) {
            greatest = Math.max(greatest, logPart(phi, i, k, logTotal, z));
        }
        double sum = 0;
        for (int k = 0; k < components; k++) {
            sum += Math.exp(logPart(phi, i, k, logTotal, z) - greatest);
        }
        return greatest + Math.log(sum);
    }

    /** P(z_i &lt; z) for sign = 1, P(z_i &gt; z) for sign = −1. */
    private double tail(double[] phi, int i, double logTotal, double z, int sign) {
        double sum = 0;
        for (int k = 0; k < components; k++) {
            sum += Math.exp(phi[logit(i, k)] - logTotal) * tail(phi, i, k, z, sign);
        }
        return sum;
    }

    private double tail(double[] phi, int i, int k, double z, int sign) {
        return NormalIntegral.normalCdf(sign * (z - phi[mean(i, k)]) * Math.exp(-phi[logScale(i, k)]));
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        for (int i = 0; i < dimension; i++) {
            double logTotal = logTotal(phi, i);
            for (int s = 0; s < draws; s++) {
                z[s * dimension + i] = quantile(phi, i, logTotal, noise[s * dimension + i]);
            }
        }
    }

    /** Newton's method between the least and the greatest of the components' own quantiles. */
    private double quantile(double[] phi, int i, double logTotal, double epsilon) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < components; k++) {
            double own = phi[mean(i, k)] + Math.exp(phi[logScale(i, k)]) * epsilon;
            low = Math.min(low, own);
            high = Math.max(high, own);
        }
        int sign = epsilon < 0 ? 1 : -1;
        double target = NormalIntegral.normalCdf(sign * epsilon);
        double z = 0.5 * (low + high);
        double before = high - low;
        for (int step = 0; step < MOST_STEPS && high > low; step++) {
            double excess = sign * (tail(phi, i, logTotal, z, sign) - target); // above 0 where z is too great
            low = excess > 0 ? low : z;
            high = excess > 0 ? z : high;
            double move = -excess / Math.exp(logDensity(phi, i, logTotal, z));
            boolean falls = Math.abs(move) < 0.5 * before;
            double next = falls && z + move >= low && z + move <= high ? z + move : 0.5 * (low + high);
            before = Math.abs(next - z);
            if (before <= 1e-15 * (1 + Math.abs(z))) {
                return next;
            }
            z = next;
        }
        return z;
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            double logTotal = logTotal(phi, i);
            for (int s = 0; s < draws; s++) {
                double at = z[s * dimension + i];
                double v = vectors[s * dimension + i];
                int sign = noise[s * dimension + i] < 0 ? 1 : -1;
                double logDensity = logDensity(phi, i, logTotal, at);
                double whole = tail(phi, i, logTotal, at, sign);
                for (int k = 0; k < components; k++) {
                    double share = Math.exp(logPart(phi, i, k, logTotal, at) - logDensity);
                    gradient[mean(i, k)] += v * share;
                    gradient[logScale(i, k)] += v * share * (at - phi[mean(i, k)]);
                    double difference = sign * (tail(phi, i, k, at, sign) - whole);
                    gradient[logit(i, k)] -= v * Math.exp(phi[logit(i, k)] - logTotal - logDensity) * difference;
                }
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        Arrays.fill(values, 0, draws, 0);
        for (int i = 0; i < dimension; i++) {
            double logTotal = logTotal(phi, i);
            for (int s = 0; s < draws; s++) {
                values[s] += logDensity(phi, i, logTotal, z[s * dimension + i]);
            }
        }
    }

    @Override
    public void blockLogDensity(double[] phi, int draws, double[] z, double[] values) {
        for (int i = 0; i < dimension; i++) {
            double logTotal = logTotal(phi, i);
            for (int s = 0; s < draws; s++) {
                values[s * dimension + i] = logDensity(phi, i, logTotal, z[s * dimension + i]);
            }
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        for (int i = 0; i < dimension; i++) {
            double logTotal = logTotal(phi, i);
            for (int s = 0; s < draws; s++) {
                double at = z[s * dimension + i];
                double logDensity = logDensity(phi, i, logTotal, at);
                double sum = 0;
                for (int k = 0; k < components; k++) {
                    double share = Math.exp(logPart(phi, i, k, logTotal, at) - logDensity);
                    sum += share * (phi[mean(i, k)] - at) * Math.exp(-2 * phi[logScale(i, k)]);
                }
                gradients[s * dimension + i] = sum;
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
            double logTotal = logTotal(phi, i);
            for (int s = 0; s < draws; s++) {
                double weight = weights[s * perDraw + i * perBlock];
                double at = z[s * dimension + i];
                double logDensity = logDensity(phi, i, logTotal, at);
                for (int k = 0; k < components; k++) {
                    double share = Math.exp(logPart(phi, i, k, logTotal, at) - logDensity);
                    double inverse = Math.exp(-phi[logScale(i, k)]);
                    double u = (at - phi[mean(i, k)]) * inverse;
                    gradient[logit(i, k)] += weight * (share - Math.exp(phi[logit(i, k)] - logTotal));
                    gradient[mean(i, k)] += weight * share * u * inverse;
                    gradient[logScale(i, k)] += weight * share * (u * u - 1);
                }
            }
        }
    }

    @Override
    public double[] mean(double[] phi) {
        double[] mean = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            double logTotal = logTotal(phi, i);
            for (int k = 0; k < components; k++) {
                mean[i] += Math.exp(phi[logit(i, k)] - logTotal) * phi[mean(i, k)];
            }
        }
        return mean;
    }

    @Override
    public double[] variance(double[] phi) {
        double[] mean = mean(phi);
        double[] variance = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            double logTotal = logTotal(phi, i);
            for (int k = 0; k < components; k++) {
                double difference = phi[mean(i, k)] - mean[i];
                double own = Math.exp(2 * phi[logScale(i, k)]) + difference * difference;
                variance[i] += Math.exp(phi[logit(i, k)] - logTotal) * own;
            }
        }
        return variance;
    }
}
