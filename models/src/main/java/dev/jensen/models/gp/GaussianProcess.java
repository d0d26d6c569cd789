package dev.jensen.models.gp;

import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.ModelBuilder;
import java.util.Objects;

/**
 * A prior over functions: values at any points are jointly normal, with a mean and the covariance of a kernel. Immutable.
 *
 * <pre>{@code
 * Model curve = Model.of("curve", m -> {
 *     var length = m.latent("length", InverseGamma.of(5, 5));
 *     var deviation = m.latent("deviation", HalfNormal.of(2));
 *     var noise = m.latent("noise", HalfNormal.of(1));
 *     var f = GaussianProcess.of(SquaredExponential.of(deviation, length)).observe(m, "y", x, y, noise);
 *     f.predict(m, "f at new", xNew);
 * });
 * }</pre>
 *
 * <p>All pairs of n points cost n² memory and n³ time a draw; from a few hundred points on take inducing points, or an {@link
 * Expansion}. Rasmussen and Williams (2006), "Gaussian Processes for Machine Learning", chapters 2 and 8.
 */
public final class GaussianProcess {
    private static final double JITTER = 1e-6;

    private final Kernel kernel;
    private final MeanFunction mean;
    private final double jitter;

    private GaussianProcess(Kernel kernel, MeanFunction mean, double jitter) {
        this.kernel = kernel;
        this.mean = mean;
        this.jitter = jitter;
    }

    /** {@return the process of a kernel, with mean 0 and jitter 1e-6} */
    public static GaussianProcess of(Kernel kernel) {
        Objects.requireNonNull(kernel, "kernel must not be null");
        return new GaussianProcess(kernel, x -> Expr.constant(0), JITTER);
    }

    /** {@return the same process with another mean} */
    public GaussianProcess mean(MeanFunction function) {
        return new GaussianProcess(kernel, Objects.requireNonNull(function, "mean must not be null"), jitter);
    }

    /** {@return the same process with one mean everywhere} */
    public GaussianProcess mean(Expr level) {
        return mean(x -> level);
    }

    /**
     * Returns the same process with another jitter, which is added to the diagonal of the covariance of points before its Cholesky
     * factor is taken. Where that fails a fit says so, with the pivot and what would do.
     *
     * @param relative to the mean variance, 0 or more
     */
    public GaussianProcess jitter(double relative) {
        if (!(relative >= 0) || relative == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "jitter of a Gaussian process must be a finite number >= 0: " + relative);
        }
        return new GaussianProcess(kernel, mean, relative);
    }

    // ---------------------------------------------------------------- the function as a latent

    /**
     * Declares the function as a latent, non-centred: {@code name_z} are n independent standard normals z, and {@code name} is
     * mean + L z, L Lᵀ being the covariance. For any likelihood.
     *
     * @param m takes the statements
     * @param name of the function
     * @param x n points of D coordinates each
     */
    public LatentFunction latent(ModelBuilder m, String name, double[][] x) {
        Points.dimension(x);
        Expr factor = kernel.covariance(x).choleskyFactor(name, jitter);
        Expr z = m.latent(name + "_z", Normal.of(0, 1), x.length);
        Expr values = m.derive(name, factor.matVec(z).plus(mean.at(x)));
        return new ConditionalFunction(this, x, factor, z, values);
    }

    /**
     * Declares the function as a latent, {@code name} as above, fitted in the coordinates {@code name_e} of a surrogate: where the
     * data say much of the function, and little of its kernel, a fit gets far nearer to the posterior.
     *
     * @param m takes the statements
     * @param name of the function
     * @param x n points
     * @param about n observations that stand for those of the function
     */
    public LatentFunction latent(ModelBuilder m, String name, double[][] x, Surrogate about) {
        Points.dimension(x);
        Expr factor = kernel.covariance(x).choleskyFactor(name, jitter);
        Expr centre = at(mean, x);
        Expr z = about.whitened(m, name + "_e", factor, centre);
        Expr values = m.derive(name, factor.matVec(z).plus(centre));
        return new ConditionalFunction(this, x, factor, z, values);
    }

    /**
     * Declares the function on a line as a latent.
     *
     * @param m takes the statements
     * @param name of the function
     * @param x n numbers
     */
    public LatentFunction latent(ModelBuilder m, String name, double[] x) {
        return latent(m, name, Points.onLine(x));
    }

    /**
     * Declares the function as a latent by way of its values at inducing points alone, the subset of regressors: {@code name_z} are
     * standard normals for the inducing points, and {@code name} is what their values say of the n points, E[f(x) | f(u)]. Costs n·u²
     * in place of n³. Away from inducing points the function's prior variance is too small. Quiñonero-Candela and Rasmussen
     * (2005), "A unifying view of sparse approximate Gaussian process regression".
     *
     * @param m takes the statements
     * @param name of the function
     * @param x n points
     * @param inducing u points, all different
     */
    public LatentFunction latent(ModelBuilder m, String name, double[][] x, double[][] inducing) {
        Points.dimension(x);
        Expr factor = kernel.covariance(inducing).choleskyFactor(name, jitter);
        Expr z = m.latent(name + "_z", Normal.of(0, 1), inducing.length);
        ConditionalFunction f = new ConditionalFunction(this, inducing, factor, z, Expr.zeros(x.length));
        Expr values = m.derive(name, f.mean(x));
        return new ConditionalFunction(this, inducing, factor, z, values);
    }

    // ---------------------------------------------------------------- the function integrated out

    /**
     * Observes the function with independent normal noise, the function itself integrated out, exactly.
     *
     * @param m takes the statements
     * @param name of the data
     * @param x n points
     * @param y n numbers
     * @param noise standard deviation of the noise, a number
     * @return the function, given data and hyperparameters, without the noise
     */
    public LatentFunction observe(ModelBuilder m, String name, double[][] x, double[] y, Expr noise) {
        ConditionalFunction f = given(name, x, y, noise);
        m.observe(name, MultivariateNormal.of(at(mean, x), f.factor()), y);
        return f;
    }

    /**
     * The function given what was observed of it with independent normal noise. States nothing: for predictions from data that were
     * observed before.
     *
     * @param name of the data
     * @param x n points
     * @param y n numbers
     * @param noise standard deviation of the noise, a number
     * @return the function, given data and hyperparameters, without the noise
     */
    public LatentFunction conditional(String name, double[][] x, double[] y, Expr noise) {
        return given(name, x, y, noise);
    }

    private ConditionalFunction given(String name, double[][] x, double[] y, Expr noise) {
        requireData(name, x, y);
        Points.requireNumber("Gaussian process \"" + name + "\"", "noise", noise);
        Expr covariance = kernel.covariance(x).plus(new WhiteNoise(noise).covariance(x));
        Expr factor = covariance.choleskyFactor(name, jitter);
        Expr centre = at(mean, x);
        Expr residual = Expr.constant(y).minus(centre);
        return new ConditionalFunction(this, x, factor, factor.solveLower(residual), centre);
    }

    /**
     * Observes the function on a line with independent normal noise.
     *
     * @param m takes the statements
     * @param name of the data
     * @param x n numbers
     * @param y n numbers
     * @param noise standard deviation of the noise, a number
     * @return the function, given data and hyperparameters, without the noise
     */
    public LatentFunction observe(ModelBuilder m, String name, double[] x, double[] y, Expr noise) {
        return observe(m, name, Points.onLine(x), y, noise);
    }

    /**
     * Observes the function with independent normal noise by way of inducing points, the function integrated out. Costs n·u² in place
     * of n³.
     *
     * @param m takes the statements
     * @param name of the data
     * @param x n points
     * @param y n numbers
     * @param noise standard deviation of the noise, a number
     * @param inducing u points, all different, u ≤ n
     * @param approximation what is said of the rest
     * @return the function, given data and hyperparameters, without the noise
     */
    public LatentFunction observe(
            ModelBuilder m,
            String name,
            double[][] x,
            double[] y,
            Expr noise,
            double[][] inducing,
            SparseApproximation approximation) {
        requireData(name, x, y);
        Points.requireNumber("Gaussian process \"" + name + "\"", "noise", noise);
        Expr residual = Expr.constant(y).minus(at(mean, x));
        SparseFunction f = SparseFunction.of(this, name, x, residual, noise, inducing, approximation);
        m.factor(name, f.logDensity());
        return f;
    }

    private static void requireData(String name, double[][] x, double[] y) {
        Points.dimension(x);
        if (y.length != x.length) {
            throw new IllegalArgumentException("observation \"" + name + "\" has " + y.length + " values, but "
                    + x.length + " points: give one for each");
        }
        for (int i = 0; i < y.length; i++) {
            if (!Double.isFinite(y[i])) {
                throw new IllegalArgumentException("observation \"" + name + "\"[" + i + "] must be finite: " + y[i]);
            }
        }
    }

    Kernel kernel() {
        return kernel;
    }

    double jitter() {
        return jitter;
    }

    /** The mean at points, [n]. */
    Expr meanAt(double[][] x) {
        return at(mean, x);
    }

    private static Expr at(MeanFunction mean, double[][] x) {
        Expr value = mean.at(x);
        if (value.shape().rank() == 0 && !value.shape().hasRows()) {
            return value.broadcastInner(x.length);
        }
        if (value.shape().hasRows()
                || value.shape().rank() != 1
                || value.shape().dimension(0) != x.length) {
            throw new IllegalArgumentException("the mean of a Gaussian process must be a number or a vector of "
                    + x.length + ", one for each point, not " + value.shape());
        }
        return value;
    }
}
