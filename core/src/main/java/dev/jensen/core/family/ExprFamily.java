package dev.jensen.core.family;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;

/**
 * A family of one's own, written as expressions: how a draw comes from parameters and noise, and the log density; the
 * engine derives pullback, score and gradient.
 *
 * <pre>{@code
 * // independent logistic laws: φ = (m, log s), ε normal, so that Φ(ε) is uniform
 * ExprFamily logistic = ExprFamily.of(
 *         d,
 *         2 * d,
 *         (phi, epsilon) -> {
 *             Expr logit = epsilon.logNormalCdf().minus(epsilon.negate().logNormalCdf());
 *             return phi.slice(0, d).plus(phi.slice(d, 2 * d).exp().times(logit));
 *         },
 *         (phi, z) -> {
 *             Expr u = z.minus(phi.slice(0, d)).times(phi.slice(d, 2 * d).negate().exp());
 *             return u.minus(u.softplus().times(2)).minus(phi.slice(d, 2 * d)).sum();
 *         },
 *         (centre, scale) -> …);
 * }</pre>
 *
 * <p>Everything is traced once, when the family is made, and compiled when first needed. Whether draw and log density belong together
 * is checked where a fit begins, not here; {@link #byInverse} takes the density from the draw itself.
 */
public final class ExprFamily implements Reparameterized {

    private final int d;
    private final int size;
    private final int noiseSize;
    private final Initial initial;
    private final Traced draw;
    private final Traced pullback;
    private final Traced logDensity;
    private final Traced gradient;
    private final Traced score;

    /** Where to start from. */
    @FunctionalInterface
    public interface Initial {

        /**
         * Returns parameters.
         *
         * @param centre length d, finite: where q is to be centred; not to be kept
         * @param scale q's standard deviation in every coordinate, positive, as far as the family can follow
         * @return length P
         */
        double[] parameters(double[] centre, double scale);
    }

    private ExprFamily(int d, int noiseSize, Expr phi, Expr epsilon, Expr z, Expr drawn, Expr logQ, Initial initial) {
        this.d = d;
        this.size = phi.shape().size();
        this.noiseSize = noiseSize;
        this.initial = Objects.requireNonNull(initial, "initial");
        Expr v = Expr.variable("v", d);
        Expr w = Expr.variable("w");
        draw = new Traced(List.of(phi, epsilon), () -> List.of(drawn));
        pullback = new Traced(
                List.of(phi, epsilon, v), () -> Gradient.of(drawn.times(v).sum(), List.of(phi)));
        logDensity = new Traced(List.of(phi, z), () -> List.of(logQ));
        gradient = new Traced(List.of(phi, z), () -> Gradient.of(logQ, List.of(z)));
        score = new Traced(List.of(phi, z, w), () -> Gradient.of(logQ.times(w), List.of(phi)));
    }

    /**
     * Makes a family of a draw and a log density, with d numbers of noise.
     *
     * @param dimension d, at least 1
     * @param parameterCount P, at least 1
     * @param draw called once with φ of shape [P] and standard normals ε of shape [d]; returns z of shape [d]
     * @param logDensity called once with φ and z; returns log q(z), normalised, nats; a vector is summed
     * @param initial where to start from
     * @throws IllegalArgumentException if a size is less than 1 or an expression has another shape
     */
    public static ExprFamily of(
            int dimension,
            int parameterCount,
            BinaryOperator<Expr> draw,
            BinaryOperator<Expr> logDensity,
            Initial initial) {
        return of(dimension, dimension, parameterCount, draw, logDensity, initial);
    }

    /**
     * Makes a family of a draw and a log density, with any number of noise.
     *
     * @param dimension d, at least 1
     * @param noiseDimension n, at least 1
     * @param parameterCount P, at least 1
     * @param draw called once with φ of shape [P] and standard normals ε of shape [n]; returns z of shape [d]
     * @param logDensity called once with φ and z; returns log q(z), normalised, nats; a vector is summed
     * @param initial where to start from
     * @throws IllegalArgumentException if a size is less than 1 or an expression has another shape
     */
    public static ExprFamily of(
            int dimension,
            int noiseDimension,
            int parameterCount,
            BinaryOperator<Expr> draw,
            BinaryOperator<Expr> logDensity,
            Initial initial) {
        Expr phi = phi(dimension, noiseDimension, parameterCount);
        Expr epsilon = Expr.variable("ε", noiseDimension);
        Expr z = Expr.variable("z", dimension);
        Expr drawn = vector("draw", draw.apply(phi, epsilon), dimension);
        return new ExprFamily(
                dimension,
                noiseDimension,
                phi,
                epsilon,
                z,
                drawn,
                logDensity.apply(phi, z).sum(),
                initial);
    }

    /**
     * Makes a family of a draw and its inverse: log q(z) = log N(ε; 0, I) + log|det ∂ε/∂z| at ε = g⁻¹(z), the Jacobian
     * derived. Its cost grows with d³.
     *
     * @param dimension d, at least 1
     * @param parameterCount P, at least 1
     * @param draw called once with φ of shape [P] and standard normals ε of shape [d]; returns z of shape [d]
     * @param inverse called once with φ and z; returns the ε from which z was drawn, of shape [d]
     * @param initial where to start from
     * @throws IllegalArgumentException if a size is less than 1 or an expression has another shape
     */
    public static ExprFamily byInverse(
            int dimension,
            int parameterCount,
            BinaryOperator<Expr> draw,
            BinaryOperator<Expr> inverse,
            Initial initial) {
        return of(
                dimension,
                parameterCount,
                draw,
                (phi, z) -> {
                    Expr epsilon = vector("inverse", inverse.apply(phi, z), dimension);
                    List<Expr> rows = new ArrayList<>();
                    for (int i = 0; i < dimension; i++) {
                        rows.add(Gradient.of(epsilon.at(i), List.of(z)).get(0));
                    }
                    Expr jacobian = Expr.stack(rows);
                    Expr logDeterminant = jacobian.matMul(jacobian.transpose())
                            .choleskyFactor()
                            .logDeterminantFromFactor() // of JJᵀ
                            .times(0.5);
                    return logDeterminant
                            .minus(epsilon.square().sum().times(0.5))
                            .minus(dimension * Gaussian.HALF_LOG_2_PI);
                },
                initial);
    }

    private static Expr phi(int dimension, int noiseDimension, int parameterCount) {
        Gaussian.requireDimension("ExprFamily", dimension);
        if (noiseDimension < 1 || parameterCount < 1) {
            throw new IllegalArgumentException("ExprFamily needs at least 1 number of noise and 1 parameter: "
                    + noiseDimension + " and " + parameterCount);
        }
        return Expr.variable("φ", parameterCount);
    }

    private static Expr vector(String what, Expr value, int dimension) {
        if (value.shape().hasRows()
                || value.shape().rank() != 1
                || value.shape().size() != dimension) {
            throw new IllegalArgumentException(
                    "ExprFamily " + what + " must return a vector of " + dimension + ": " + value);
        }
        return value;
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return size;
    }

    @Override
    public int noiseDimension() {
        return noiseSize;
    }

    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("ExprFamily", centre, d);
        Gaussian.requirePositive("ExprFamily scale", scale);
        double[] phi = initial.parameters(centre.clone(), scale);
        Gaussian.requireLength("ExprFamily initial parameters", phi, size);
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        for (int done = 0; done < draws; ) {
            Frame frame = draw.frame(phi, 0, draws - done);
            frame.set(1, noise, done * noiseSize, noiseSize);
            frame.run();
            frame.get(0, z, done * d, d);
            done += frame.draws();
            draw.back(frame);
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradients) {
        for (int done = 0; done < draws; ) {
            Frame frame = pullback.frame(phi, 0, draws - done);
            frame.set(1, noise, done * noiseSize, noiseSize);
            frame.set(2, vectors, done * d, d);
            frame.run();
            pullback.addSum(frame, 0, gradients, 0);
            done += frame.draws();
            pullback.back(frame);
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        evaluate(logDensity, phi, draws, z, values, 1);
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        evaluate(gradient, phi, draws, z, gradients, d);
    }

    private void evaluate(Traced traced, double[] phi, int draws, double[] z, double[] out, int width) {
        for (int done = 0; done < draws; ) {
            Frame frame = traced.frame(phi, 0, draws - done);
            frame.set(1, z, done * d, d);
            frame.run();
            frame.get(0, out, done * width, width);
            done += frame.draws();
            traced.back(frame);
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradients) {
        for (int done = 0; done < draws; ) {
            Frame frame = score.frame(phi, 0, draws - done);
            frame.set(1, z, done * d, d);
            frame.set(2, weights, done, 1);
            frame.run();
            score.addSum(frame, 0, gradients, 0);
            done += frame.draws();
            score.back(frame);
        }
    }

    @Override
    public String toString() {
        return "ExprFamily[dimension=" + d + ", parameters=" + size + "]";
    }
}
