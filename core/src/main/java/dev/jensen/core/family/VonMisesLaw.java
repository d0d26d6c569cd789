package dev.jensen.core.family;

import dev.jensen.core.engine.function.PanelRule;
import dev.jensen.core.engine.function.VonMisesPath;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Interval;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A von Mises law of an angle x between −π and π, by the direction μ and the concentration κ: φ = (μ, log κ), u = log((π + x)/(π − x)).
 * Near ±π both ends of the interval belong together, and in u the law has mass at both. Its entropy and moments in u and x are
 * integrals over the interval, by quadrature to about 12 digits.
 *
 * <pre>
 *   log q(u) = κ cos(x − μ) − log 2πI₀(κ) + log dx/du,   dx/du = (π² − x²)/2π
 * </pre>
 */
public record VonMisesLaw() implements ScalarLaw {
    private static final double REACH = 45; // of u, beyond which there is no x
    private static final ThreadLocal<double[]> CIRCLE = ThreadLocal.withInitial(() -> new double[3]);
    private static final DoubleUnaryOperator LOG_JACOBIAN = VonMisesLaw::logJacobian;
    private static final DoubleUnaryOperator ANGLE = VonMisesLaw::angle;

    /**
     * Returns parameters.
     *
     * @param direction μ, finite
     * @param concentration κ, positive
     */
    public static double[] parameters(double direction, double concentration) {
        Gaussian.requireMean("VonMisesLaw", new double[] {direction}, 1);
        Gaussian.requirePositive("VonMisesLaw concentration", concentration);
        return new double[] {direction, Math.log(concentration)};
    }

    @Override
    public ContinuousSupport support() {
        return Interval.of(-Math.PI, Math.PI);
    }

    @Override
    public int parameterCount() {
        return 2;
    }

    private static double angle(double u) {
        return Math.PI * Math.tanh(0.5 * u);
    }

    private static double logJacobian(double u) {
        return Math.log(2 * Math.PI) - Logits.softplus(u) - Logits.softplus(-u);
    }

    private static double[] circle(double kappa) {
        double[] out = CIRCLE.get();
        VonMisesPath.circle(kappa, out);
        return out;
    }

    @Override
    public void initial(double[] centre, int at, int stride, double scale, double[] phi, int from) {
        phi[from] = angle(centre[at]);
        phi[from + 1] = -2 * (Math.log(scale) + logJacobian(centre[at]));
    }

    @Override
    public void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride) {
        double kappa = Math.exp(phi[from + 1]);
        double x = VonMisesPath.quantile(phi[from], kappa, circle(kappa)[0], noise[at]);
        z[at] = Math.log(Math.PI + x) - Math.log(Math.PI - x);
    }

    @Override
    public double logDensity(double[] phi, int from, double[] z, int at, int stride) {
        double kappa = Math.exp(phi[from + 1]);
        return kappa * VonMisesPath.drop(angle(z[at]) - phi[from]) - circle(kappa)[0] + logJacobian(z[at]);
    }

    @Override
    public void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients) {
        double byAngle = -Math.exp(phi[from + 1]) * Math.sin(angle(z[at]) - phi[from]);
        gradients[at] = byAngle * Math.exp(logJacobian(z[at])) - Math.tanh(0.5 * z[at]);
    }

    @Override
    public void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient) {
        double kappa = Math.exp(phi[from + 1]);
        double t = angle(z[at]) - phi[from];
        gradient[from] += weight * kappa * Math.sin(t);
        gradient[from + 1] += weight * kappa * (VonMisesPath.drop(t) - circle(kappa)[1]);
    }

    @Override
    public void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient) {
        double kappa = Math.exp(phi[from + 1]);
        double x = angle(z[at]);
        double v = vectors[at] * Math.exp(-logJacobian(z[at]));
        gradient[from] += v * VonMisesPath.byMean(phi[from], kappa, x);
        gradient[from + 1] += v * kappa * VonMisesPath.byConcentration(phi[from], kappa, circle(kappa)[1], x);
    }

    /** H = −κE[cos − 1] + log ∫ − E[log dx/du]. */
    @Override
    public double entropy(double[] phi, int from) {
        double kappa = Math.exp(phi[from + 1]);
        double[] circle = circle(kappa);
        return circle[0] - kappa * circle[1] - expectation(phi, from, circle, LOG_JACOBIAN, 1, 0, 0);
    }

    @Override
    public void entropyGradient(double[] phi, int from, double weight, double[] gradient) {
        double kappa = Math.exp(phi[from + 1]);
        double[] circle = circle(kappa);
        gradient[from] -= weight * expectation(phi, from, circle, LOG_JACOBIAN, 0, kappa, 0);
        double byKappa = -kappa * circle[2] - expectation(phi, from, circle, LOG_JACOBIAN, -circle[1], 0, 1);
        gradient[from + 1] += weight * kappa * byKappa;
    }

    /** E[g(u) (constant + ofSine·sin(x − μ) + ofDrop·(cos(x − μ) − 1))], by panels of u. */
    private static double expectation(
            double[] phi,
            int from,
            double[] circle,
            DoubleUnaryOperator g,
            double constant,
            double ofSine,
            double ofDrop) {
        double kappa = Math.exp(phi[from + 1]);
        int panels = (int) Math.ceil(2 * REACH / Math.min(1, 2 / Math.sqrt(kappa)));
        double width = 2 * REACH / panels;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            double left = -REACH + panel * width;
            double highest = Math.max(
                    VonMisesPath.drop(angle(left) - phi[from]), VonMisesPath.drop(angle(left + width) - phi[from]));
            if (kappa * highest - circle[0] < -50) {
                continue;
            }
            for (int i = 0; i < PanelRule.SIZE; i++) {
                double u = left + width * PanelRule.node(i);
                double t = angle(u) - phi[from];
                double c = VonMisesPath.drop(t);
                double density = Math.exp(kappa * c - circle[0] + logJacobian(u));
                double factor = constant + ofSine * Math.sin(t) + ofDrop * c;
                sum += width * PanelRule.weight(i) * density * g.applyAsDouble(u) * factor;
            }
        }
        return sum;
    }

    @Override
    public void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride) {
        moments(phi, from, DoubleUnaryOperator.identity(), mean, variance, at);
    }

    /** {@inheritDoc} They are those of the angle between −π and π, not the circular ones. */
    @Override
    public void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at) {
        moments(phi, from, ANGLE, mean, variance, at);
    }

    private static void moments(
            double[] phi, int from, DoubleUnaryOperator of, double[] mean, double[] variance, int at) {
        double[] circle = Arrays.copyOf(circle(Math.exp(phi[from + 1])), 3);
        double first = expectation(phi, from, circle, of, 1, 0, 0);
        mean[at] = first;
        DoubleUnaryOperator square = u -> (of.applyAsDouble(u) - first) * (of.applyAsDouble(u) - first);
        variance[at] = expectation(phi, from, circle, square, 1, 0, 0);
    }
}
