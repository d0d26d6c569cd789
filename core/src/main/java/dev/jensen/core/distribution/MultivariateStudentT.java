package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Student's t law of vectors with ν degrees of freedom, location m and scale matrix L Lᵀ: with z = L⁻¹(x − m),
 *
 * <pre>
 * log p(x) = log Γ(K/2) − log B(ν/2, K/2) − (K/2) log νπ − Σ log Lₖₖ − (ν + K)/2 · log(1 + ‖z‖²/ν)
 * </pre>
 *
 * <p>One ν is shared by all elements: a vector far out is far out in all of them. The mean exists for ν &gt; 1, the
 * covariance ν/(ν − 2) L Lᵀ for ν &gt; 2.
 *
 * @param degrees ν &gt; 0, a number, or one for each row
 * @param location m, a vector of length K; a number stands for K equal ones
 * @param factor the lower Cholesky factor L [K, K] of the scale matrix, of each row or of all, its diagonal &gt; 0;
 *     what stands above the diagonal is not read
 */
public record MultivariateStudentT(Expr degrees, Expr location, Expr factor) implements Continuous, ClosedEntropy {
    /** Checks shapes, and parameters that are known. */
    public MultivariateStudentT {
        Parameter.requireNumber("MultivariateStudentT", "degrees of freedom", degrees);
        Parameter.check("MultivariateStudentT", "degrees of freedom", degrees, Parameter.Range.POSITIVE);
        int length = Factors.check("MultivariateStudentT", "factor", factor);
        location = Factors.location("MultivariateStudentT", "location", location, length);
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and the Cholesky factor of the scale matrix} */
    public static MultivariateStudentT of(Expr degrees, Expr location, Expr factor) {
        return new MultivariateStudentT(degrees, location, factor);
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and the Cholesky factor of the scale matrix} */
    public static MultivariateStudentT of(double degrees, Expr location, Expr factor) {
        return new MultivariateStudentT(Expr.constant(degrees), location, factor);
    }

    /** {@return Student's t law of degrees of freedom &gt; 0, a location and the Cholesky factor of the scale matrix} */
    public static MultivariateStudentT of(double degrees, double[] location, double[][] factor) {
        return new MultivariateStudentT(Expr.constant(degrees), Expr.constant(location), Expr.constant(factor));
    }

    private int length() {
        return factor.shape().dimension(0);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("degrees of freedom", degrees, Parameter.Range.POSITIVE),
                new Parameter("location", location, Parameter.Range.REAL, 1),
                new Parameter("factor", factor, Parameter.Range.REAL, 2));
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        Shape shape = Factors.drawShape(name(), "location", location, factor);
        Shape common = Shape.broadcast(shape, degrees.shape());
        if (common == null) {
            throw new IllegalArgumentException(name() + ": degrees of freedom is " + degrees.shape()
                    + " and location is " + location.shape() + ": rows must be those of one plate");
        }
        return common;
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
        Expr squares = Factors.whitened(factor, x.minus(location)).square().sum(-1);
        Expr tail =
                squares.dividedBy(degrees).log1p().times(degrees.plus(length()).times(-0.5));
        return tail.minus(normalizer());
    }

    /** log B(ν/2, K/2) − log Γ(K/2) + (K/2) log νπ + Σ log Lₖₖ. */
    private Expr normalizer() {
        Expr half = Expr.constant(0.5 * length());
        return BetaFunction.log(degrees.times(0.5), half)
                .minus(half.logGamma())
                .plus(half.times(degrees.times(Math.PI).log()))
                .plus(Factors.logDeterminant(factor));
    }

    @Override
    public Expr mean() {
        return Expr.select(degrees.greaterThan(1), location, Expr.constant(Double.NaN));
    }

    @Override
    public Expr variance() {
        Expr finite = Factors.variances(factor).times(degrees.dividedBy(degrees.minus(2)));
        Expr none =
                Expr.select(degrees.greaterThan(1), Expr.constant(Double.POSITIVE_INFINITY), Expr.constant(Double.NaN));
        return Expr.select(degrees.greaterThan(2), finite, none);
    }

    @Override
    public Expr entropy() {
        Expr half = degrees.times(0.5);
        Expr upper = half.plus(0.5 * length());
        return upper.times(upper.digamma().minus(half.digamma())).plus(normalizer());
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        int length = out.length;
        double half = parameters[0] / 2;
        double root = Math.sqrt(GammaSampler.draw(random, half) / half);
        double[] noise = new double[length];
        for (int i = 0; i < length; i++) {
            noise[i] = random.nextGaussian();
            out[i] = parameters[1 + i] + Factors.rowTimes(parameters, 1 + length, length, i, noise) / root;
        }
    }
}
