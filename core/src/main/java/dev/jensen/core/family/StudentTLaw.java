package dev.jensen.core.family;

import dev.jensen.core.engine.function.BetaPath;
import dev.jensen.core.engine.function.GammaFunction;
import dev.jensen.core.engine.function.GammaPath;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;

/**
 * A Student t law of a real number whose degrees of freedom are fitted too: φ = (m, log σ, log ν), u = x = m + σ T. With v the
 * logit of a Beta(ν/2, ν/2) variable, T = √ν sinh(v/2), so that the path in ν is that of {@link BetaPath}.
 */
public record StudentTLaw() implements ScalarLaw {
    private static final double START = 8; // degrees of freedom
    private static final ThreadLocal<double[]> SLOPES = ThreadLocal.withInitial(() -> new double[2]);

    /**
     * Returns parameters.
     *
     * @param location m, finite
     * @param scale σ, positive
     * @param degreesOfFreedom ν, positive
     */
    public static double[] parameters(double location, double scale, double degreesOfFreedom) {
        Gaussian.requireMean("StudentTLaw", new double[] {location}, 1);
        Gaussian.requirePositive("StudentTLaw scale", scale);
        Gaussian.requirePositive("StudentTLaw degreesOfFreedom", degreesOfFreedom);
        return new double[] {location, Math.log(scale), Math.log(degreesOfFreedom)};
    }

    @Override
    public ContinuousSupport support() {
        return new Real();
    }

    @Override
    public int parameterCount() {
        return 3;
    }

    @Override
    public void initial(double[] centre, int at, int stride, double scale, double[] phi, int from) {
        phi[from] = centre[at];
        phi[from + 1] = MeanFieldStudentT.logScale(START, scale);
        phi[from + 2] = Math.log(START);
    }

    @Override
    public void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride) {
        double nu = Math.exp(phi[from + 2]);
        double v = BetaPath.quantile(nu / 2, nu / 2, noise[at]);
        z[at] = phi[from] + Math.exp(phi[from + 1]) * Math.sqrt(nu) * Math.sinh(v / 2);
    }

    @Override
    public double logDensity(double[] phi, int from, double[] z, int at, int stride) {
        double nu = Math.exp(phi[from + 2]);
        double t = (z[at] - phi[from]) * Math.exp(-phi[from + 1]);
        // log Γ((ν + 1)/2) − log Γ(ν/2) = log √π − log B(ν/2, ½)
        return -BetaPath.logBeta(nu / 2, 0.5)
                - 0.5 * phi[from + 2]
                - phi[from + 1]
                - 0.5 * (nu + 1) * Math.log1p(t * t / nu);
    }

    @Override
    public void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients) {
        double nu = Math.exp(phi[from + 2]);
        double inverse = Math.exp(-phi[from + 1]);
        double t = (z[at] - phi[from]) * inverse;
        gradients[at] = -(nu + 1) * t / (nu + t * t) * inverse;
    }

    @Override
    public void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient) {
        double nu = Math.exp(phi[from + 2]);
        double inverse = Math.exp(-phi[from + 1]);
        double t = (z[at] - phi[from]) * inverse;
        double pull = (nu + 1) * t / (nu + t * t);
        gradient[from] += weight * pull * inverse;
        gradient[from + 1] += weight * (pull * t - 1);
        double byNu = 0.5 * (digammaStep(nu) - 1 / nu - Math.log1p(t * t / nu) + pull * t / nu);
        gradient[from + 2] += weight * nu * byNu;
    }

    /** ψ((ν + 1)/2) − ψ(ν/2). */
    private static double digammaStep(double nu) {
        return Math.log1p(1 / nu) - GammaPath.logLessDigamma((nu + 1) / 2) + GammaPath.logLessDigamma(nu / 2);
    }

    @Override
    public void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient) {
        double nu = Math.exp(phi[from + 2]);
        double scaled = (z[at] - phi[from]) * Math.exp(-phi[from + 1]) / Math.sqrt(nu); // sinh(v/2)
        double[] out = SLOPES.get();
        double v = 2 * asinh(scaled);
        BetaPath.slopes(nu / 2, nu / 2, v, out);
        double byNu = 0.5 * (out[0] + out[1]); // dv/dν
        double ofT = Math.sqrt(nu) * (0.5 * scaled / nu + 0.5 * Math.hypot(1, scaled) * byNu);
        gradient[from] += vectors[at];
        gradient[from + 1] += vectors[at] * (z[at] - phi[from]);
        gradient[from + 2] += vectors[at] * Math.exp(phi[from + 1]) * nu * ofT;
    }

    private static double asinh(double x) {
        double size = Math.abs(x);
        return Math.copySign(Math.log1p(size + size * (size / (1 + Math.hypot(1, size)))), x);
    }

    @Override
    public double entropy(double[] phi, int from) {
        double nu = Math.exp(phi[from + 2]);
        return 0.5 * (nu + 1) * digammaStep(nu) + 0.5 * phi[from + 2] + BetaPath.logBeta(nu / 2, 0.5) + phi[from + 1];
    }

    /** ∂H/∂ν = ¼(ν + 1)(ψ′((ν + 1)/2) − ψ′(ν/2)) + 1/2ν. */
    @Override
    public void entropyGradient(double[] phi, int from, double weight, double[] gradient) {
        double nu = Math.exp(phi[from + 2]);
        double step = GammaFunction.trigamma((nu + 1) / 2) - GammaFunction.trigamma(nu / 2);
        gradient[from + 1] += weight;
        gradient[from + 2] += weight * (0.25 * nu * (nu + 1) * step + 0.5);
    }

    /** {@inheritDoc} The mean is NaN up to ν = 1, the variance infinite up to ν = 2 and NaN up to 1. */
    @Override
    public void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride) {
        double nu = Math.exp(phi[from + 2]);
        mean[at] = nu > 1 ? phi[from] : Double.NaN;
        variance[at] = Math.exp(2 * phi[from + 1]) * MeanFieldStudentT.variance(nu);
    }

    @Override
    public void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at) {
        moments(phi, from, mean, variance, at, 1);
    }
}
