package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Recursion;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The autoregressive process AR(p), a law of vectors of length T: xₜ ~ N(c + φ₁ xₜ₋₁ + … + φₚ xₜ₋ₚ, σ).
 *
 * <p>{@code of(φ, σ, T)} is stationary: its first values have the law that the process has in the long run. That needs a
 * stationary φ, which {@link #coefficients} makes from any p numbers between −1 and 1; elsewhere the density is 0. With
 * {@link #after} the p values before the first are given, and φ may be anything:
 *
 * <pre>{@code
 * m.observe("y", AutoRegressive.of(beta, sigma, n - p).intercept(alpha).after(head), tail);
 * }</pre>
 *
 * <p>The stationary start is the product of the laws of x₁, x₂ | x₁, … by the recursion of Durbin and Levinson run from
 * order p down (Brockwell and Davis, Time Series: Theory and Methods, 1991, section 5.2).
 *
 * @param intercept c, a number; the stationary mean is c/(1 − Σφ)
 * @param coefficients φ, a vector [p], that of the last value first
 * @param scale the standard deviation σ &gt; 0 of what is new at a time, a number
 * @param past the p values before the first, oldest first; empty for the stationary process
 * @param length T
 */
public record AutoRegressive(Expr intercept, Expr coefficients, Expr scale, Optional<Expr> past, int length)
        implements Sequential, ClosedEntropy {
    private static final String NAME = "AutoRegressive";

    /** Checks shapes, and parameters that are known. */
    public AutoRegressive {
        LastAxis.requireLength(NAME, length);
        coefficients = coefficients.shape().rank() == 0 ? coefficients.reshape(1) : coefficients;
        requireVector("coefficients", coefficients);
        Parameter.check(NAME, "intercept", intercept, Parameter.Range.REAL);
        Parameter.check(NAME, "coefficients", coefficients, Parameter.Range.REAL);
        Parameter.check(NAME, "scale", scale, Parameter.Range.POSITIVE);
        if (intercept.shape().rank() > 0
                || scale.shape().rank() > 0
                || intercept.shape().hasRows()
                || scale.shape().hasRows()) {
            throw new IllegalArgumentException(NAME + " intercept and scale must be numbers without rows, not "
                    + intercept.shape() + " and " + scale.shape());
        }
        if (past.isPresent()) {
            Expr before = past.get();
            requireVector("past", before);
            Parameter.check(NAME, "past", before, Parameter.Range.REAL);
            if (before.shape().size() != coefficients.shape().size()) {
                throw new IllegalArgumentException(
                        NAME + " of " + coefficients.shape().size() + " coefficients looks back at as many values, not "
                                + before.shape().size());
            }
        }
    }

    private static void requireVector(String what, Expr x) {
        if (x.shape().rank() != 1 || x.shape().hasRows()) {
            throw new IllegalArgumentException(NAME + " " + what + " must be a vector without rows, not " + x.shape());
        }
    }

    /** Refuses known coefficients for which there is no stationary start. */
    private void requireStart() {
        KnownValues known = KnownValues.of(coefficients);
        if (known == null || past.isPresent()) {
            return;
        }
        double[] phi = new double[known.elements()];
        for (int k = 0; k < phi.length; k++) {
            phi[k] = known.at(0, k);
        }
        for (int order = phi.length; order > 0; order--) {
            double partial = phi[order - 1];
            if (!(Math.abs(partial) < 1)) {
                throw new IllegalArgumentException(NAME + " coefficients are not those of a stationary process: partial"
                        + " autocorrelation " + order + " must lie between -1 and 1: " + partial
                        + "; give the values before the first with after(…), or make coefficients with"
                        + " AutoRegressive.coefficients(…)");
            }
            phi = lower(phi, order);
        }
    }

    /** {@return the stationary process without intercept} */
    public static AutoRegressive of(Expr coefficients, Expr scale, int length) {
        return new AutoRegressive(Expr.constant(0), coefficients, scale, Optional.empty(), length);
    }

    /** {@return the stationary process without intercept} */
    public static AutoRegressive of(double[] coefficients, double scale, int length) {
        return of(Expr.constant(coefficients), Expr.constant(scale), length);
    }

    /** {@return the process with another intercept} */
    public AutoRegressive intercept(Expr c) {
        return new AutoRegressive(c, coefficients, scale, past, length);
    }

    /** {@return the process with another intercept} */
    public AutoRegressive intercept(double c) {
        return intercept(Expr.constant(c));
    }

    /**
     * The process given the values before its first.
     *
     * @param values the last p of them, oldest first
     * @return which need not be stationary
     */
    public AutoRegressive after(Expr values) {
        return new AutoRegressive(intercept, coefficients, scale, Optional.of(values), length);
    }

    /**
     * The process given the values before its first.
     *
     * @param values the last p of them, oldest first; copied
     * @return which need not be stationary
     */
    public AutoRegressive after(double[] values) {
        return after(Expr.constant(values));
    }

    /**
     * The coefficients of a stationary process from its partial autocorrelations (Barndorff-Nielsen and Schou, On the
     * parametrization of autoregressive models by partial autocorrelations, 1973): every stationary process has some, and
     * only they have.
     *
     * @param partial p numbers, each between −1 and 1, without rows
     * @return φ [p]
     */
    public static Expr coefficients(Expr partial) {
        requireVector("partial autocorrelations", partial);
        List<Expr> phi = new ArrayList<>();
        for (int order = 1; order <= partial.shape().size(); order++) {
            Expr kappa = partial.at(order - 1);
            List<Expr> next = new ArrayList<>();
            for (int i = 0; i < order - 1; i++) {
                next.add(phi.get(i).minus(kappa.times(phi.get(order - 2 - i))));
            }
            next.add(kappa);
            phi = next;
        }
        return Expr.stack(phi);
    }

    private int order() {
        return coefficients.shape().size();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("intercept", intercept, Parameter.Range.REAL));
        parameters.add(new Parameter("coefficients", coefficients, Parameter.Range.REAL, 1));
        parameters.add(new Parameter("scale", scale, Parameter.Range.POSITIVE));
        past.ifPresent(values -> parameters.add(new Parameter("past", values, Parameter.Range.REAL, 1)));
        return List.copyOf(parameters);
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        requireStart();
        return Shape.of(length);
    }

    @Override
    public ContinuousSupport support() {
        return new Real();
    }

    @Override
    public Expr logDensity(Expr x) {
        return logDensityInside(x);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        if (past.isPresent()) {
            return newness(behind(x, past.get()), length);
        }
        requireStart();
        int first = Math.min(length, order());
        Start start = start();
        Expr log = start.logDensity(x.minus(level()), first);
        Expr all = length > first ? log.plus(newness(x, length - first)) : log;
        return Expr.select(start.isStationary(), all, Expr.constant(Double.NEGATIVE_INFINITY));
    }

    /** Values, and before them others. */
    private static Expr behind(Expr x, Expr values) {
        if (x.shape().rank() > 1) {
            throw new IllegalArgumentException(NAME + " given its past is the law of one series: give a vector, not "
                    + x.shape() + ", or put series on the rows of a plate");
        }
        return Expr.concat(List.of(values, x));
    }

    /** The log density of the last n values given those before them. */
    private Expr newness(Expr x, int n) {
        int end = x.shape().dimension(x.shape().rank() - 1);
        Expr residual = LastAxis.part(x, end - n, end).minus(intercept);
        for (int k = 1; k <= order(); k++) {
            residual = residual.minus(coefficients.at(k - 1).times(LastAxis.part(x, end - n - k, end - k)));
        }
        Expr normalizer = scale.log().plus(Gaussians.HALF_LOG_TWO_PI).times(n);
        return Gaussians.quadratic(residual, scale).sum(-1).minus(normalizer);
    }

    private Expr level() {
        return intercept.dividedBy(Expr.constant(1).minus(coefficients.sum()));
    }

    // ---------------------------------------------------------------- the stationary start

    /** Coefficients of one order less, of those of order p. */
    private static double[] lower(double[] phi, int order) {
        double kappa = phi[order - 1];
        double[] less = new double[order - 1];
        for (int i = 0; i < less.length; i++) {
            less[i] = (phi[i] + kappa * phi[order - 2 - i]) / (1 - kappa * kappa);
        }
        return less;
    }

    /**
     * The best predictions from 0 … p − 1 values.
     *
     * @param predictions for each number of values its coefficients, that of the last value first
     * @param shrink by what σ is divided for the standard deviation of each: Π √(1 − κ²)
     * @param stationary 1 or 0
     */
    private record Start(List<List<Expr>> predictions, List<Expr> shrink, Expr scale, Expr stationary) {
        Expr isStationary() {
            return stationary;
        }

        Expr deviation(int values) {
            return scale.dividedBy(shrink.get(values));
        }

        Expr logDensity(Expr x, int first) {
            List<Expr> terms = new ArrayList<>();
            for (int t = 0; t < first; t++) {
                Expr residual = LastAxis.at(x, t);
                for (int k = 1; k <= t; k++) {
                    residual = residual.minus(predictions.get(t).get(k - 1).times(LastAxis.at(x, t - k)));
                }
                terms.add(Normal.of(Expr.constant(0), deviation(t)).logDensityInside(residual));
            }
            return Expr.total(terms);
        }
    }

    private Start start() {
        List<Expr> phi = new ArrayList<>();
        for (int k = 0; k < order(); k++) {
            phi.add(coefficients.at(k));
        }
        List<List<Expr>> predictions = new ArrayList<>();
        List<Expr> shrink = new ArrayList<>();
        Expr product = Expr.constant(1);
        Expr stationary = Expr.constant(1);
        for (int order = order(); order > 0; order--) {
            Expr kappa = phi.get(order - 1);
            Expr rest = Expr.constant(1).minus(kappa.square());
            Expr inside = rest.greaterThan(0);
            Expr legal = Expr.select(inside, rest, Expr.constant(1));
            stationary = stationary.times(inside);
            product = product.times(legal.sqrt());
            List<Expr> less = new ArrayList<>();
            for (int i = 0; i < order - 1; i++) {
                less.add(phi.get(i).plus(kappa.times(phi.get(order - 2 - i))).dividedBy(legal));
            }
            phi = less;
            predictions.add(0, less);
            shrink.add(0, product);
        }
        return new Start(predictions, shrink, scale, stationary);
    }

    // ---------------------------------------------------------------- moments

    @Override
    public Expr mean() {
        if (past.isEmpty()) {
            return level().broadcastInner(length);
        }
        Plate time = Plate.of("time", length);
        Recursion means = Recursion.over(time, past.get(), x -> moved(x, intercept));
        return means.after().at(order() - 1).toAxis();
    }

    /** A window of p values moved on by one, to which something is added. */
    private Expr moved(Expr window, Expr added) {
        List<Expr> values = new ArrayList<>();
        Expr next = added;
        for (int k = 0; k < order(); k++) {
            next = next.plus(coefficients.at(k).times(window.at(order() - 1 - k)));
            if (k > 0) {
                values.add(window.at(k));
            }
        }
        values.add(next);
        return Expr.stack(values);
    }

    /** σ² times the squares of the weights with which past news count; all of them for the stationary process. */
    @Override
    public Expr variance() {
        if (past.isEmpty()) {
            return start().deviation(0).square().broadcastInner(length);
        }
        double[] one = new double[order()];
        one[order() - 1] = 1;
        Recursion weights =
                Recursion.over(Plate.of("time", length), Expr.constant(one), window -> moved(window, Expr.constant(0)));
        return weights.before()
                .at(order() - 1)
                .square()
                .toAxis()
                .cumulativeSum(0)
                .times(scale.square());
    }

    @Override
    public Expr entropy() {
        Expr each = scale.log().plus(Gaussians.HALF_LOG_TWO_PI + 0.5);
        Expr entropy = each.times(length);
        if (past.isEmpty()) {
            Start start = start();
            for (int t = 0; t < Math.min(length, order()); t++) {
                entropy = entropy.minus(start.shrink().get(t).log());
            }
        }
        return entropy;
    }

    // ---------------------------------------------------------------- sampling

    @Override
    public void sampleAfter(RandomGenerator random, double[] parameters, int known, double[] out) {
        int p = order();
        double c = parameters[0];
        double[] phi = new double[p];
        System.arraycopy(parameters, 1, phi, 0, p);
        double sigma = parameters[p + 1];
        int from = known;
        if (past.isEmpty() && known < p) {
            from = Math.min(p, out.length);
            startSample(random, phi, c, sigma, known, from, out);
        }
        for (int t = from; t < out.length; t++) {
            double mean = c;
            for (int k = 1; k <= p; k++) {
                mean += phi[k - 1] * (t >= k ? out[t - k] : parameters[2 + p + p + t - k]);
            }
            out[t] = mean + sigma * random.nextGaussian();
        }
    }

    private static void startSample(
            RandomGenerator random, double[] phi, double c, double sigma, int known, int first, double[] out) {
        double sum = 1;
        for (double coefficient : phi) {
            sum -= coefficient;
        }
        double level = c / sum;
        double[][] predictions = new double[phi.length][];
        double[] deviations = new double[phi.length];
        double[] of = phi;
        double deviation = sigma;
        for (int order = phi.length; order > 0; order--) {
            double kappa = of[order - 1];
            deviation /= Math.sqrt(1 - kappa * kappa);
            of = lower(of, order);
            predictions[order - 1] = of;
            deviations[order - 1] = deviation;
        }
        for (int t = known; t < first; t++) {
            double mean = level;
            for (int k = 1; k <= t; k++) {
                mean += predictions[t][k - 1] * (out[t - k] - level);
            }
            out[t] = mean + deviations[t] * random.nextGaussian();
        }
    }
}
