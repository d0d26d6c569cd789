package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.CovarianceCholesky;
import dev.jensen.core.support.CovarianceMatrix;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Wishart law of K × K matrices X, the sum of ν squares x xᵀ of normal vectors of covariance V = A Aᵀ:
 *
 * <pre>
 * log p(X) = ½ (ν − K − 1) log |X| − ½ tr(V⁻¹ X) − ½ νK log 2 − ½ ν log |V| − log Γ_K(ν/2)
 * </pre>
 *
 * a density of the lower triangle. As a prior {@link #cholesky}, the same law of the Cholesky factor, is cheaper.
 *
 * @param degrees ν &gt; K − 1
 * @param factor the lower Cholesky factor A [K, K] of V, its diagonal &gt; 0; what stands above the diagonal is not read
 */
public record Wishart(Expr degrees, Expr factor) implements Continuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public Wishart {
        Wisharts.check("Wishart", degrees, "factor", factor);
    }

    /** {@return the Wishart law of degrees of freedom &gt; K − 1 and the lower Cholesky factor of V; its mean is νV} */
    public static Wishart of(Expr degrees, Expr factor) {
        return new Wishart(degrees, factor);
    }

    /** {@return the Wishart law of degrees of freedom &gt; K − 1 and the lower Cholesky factor of V; its mean is νV} */
    public static Wishart of(double degrees, Expr factor) {
        return new Wishart(Expr.constant(degrees), factor);
    }

    /** {@return the Wishart law of degrees of freedom &gt; K − 1 and the lower Cholesky factor of V; its mean is νV} */
    public static Wishart of(double degrees, double[][] factor) {
        return new Wishart(Expr.constant(degrees), Expr.constant(factor));
    }

    /** {@return the law of the Cholesky factor of a matrix of this law, over which a model is fitted at less cost} */
    public WishartCholesky cholesky() {
        return new WishartCholesky(degrees, factor);
    }

    private int size() {
        return factor.shape().dimension(0);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("degrees of freedom", degrees, Parameter.Range.POSITIVE),
                new Parameter("factor", factor, Parameter.Range.REAL, 2));
    }

    @Override
    public int eventRank() {
        return 2;
    }

    @Override
    public Shape drawShape() {
        return factor.shape();
    }

    @Override
    public ContinuousSupport support() {
        return new CovarianceMatrix();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return ofFactor(x.choleskyFactor());
    }

    @Override
    public Expr logDensityUnconstrained(Expr u, Expr x) {
        Expr jacobian = support().logJacobian(u).sum();
        return ofFactor(new CovarianceCholesky().constrain(u)).sum().plus(jacobian);
    }

    /** The log density of L Lᵀ. */
    Expr ofFactor(Expr l) {
        Expr trace = Factors.each(l, one -> white(one).square().sum());
        return Factors.logDeterminant(l)
                .times(degrees.minus(size() + 1))
                .minus(trace.times(0.5))
                .minus(normalizer());
    }

    /** A⁻¹ L. */
    private Expr white(Expr l) {
        return l.shape().hasRows() ? Factors.inverse(factor).matMul(l) : factor.solveLower(l);
    }

    /** ½ νK log 2 + ½ ν log |V| + log Γ_K(ν/2). */
    private Expr normalizer() {
        Expr logs = Factors.logDeterminant(factor).plus(0.5 * size() * Math.log(2));
        return logs.times(degrees).plus(Wisharts.logGamma(degrees, size()));
    }

    private Expr scale() {
        Expr lower = Factors.lower(factor);
        return lower.matMul(lower.transpose());
    }

    @Override
    public Expr mean() {
        return scale().times(degrees);
    }

    /** {@inheritDoc} ν (Vᵢⱼ² + Vᵢᵢ Vⱼⱼ). */
    @Override
    public Expr variance() {
        Expr diagonal = Factors.variances(factor);
        return scale().square()
                .plus(diagonal.reshape(size(), 1).times(diagonal))
                .times(degrees);
    }

    /** E[log |X|] = ψ_K(ν/2) + K log 2 + log |V|. */
    Expr meanLogDeterminant() {
        return Wisharts.digamma(degrees, size())
                .plus(size() * Math.log(2))
                .plus(Factors.logDeterminant(factor).times(2));
    }

    @Override
    public Expr entropy() {
        return normalizer()
                .plus(degrees.times(0.5 * size()))
                .minus(degrees.minus(size() + 1).times(0.5).times(meanLogDeterminant()));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        Wisharts.square(Wisharts.factor(random, parameters, size()), size(), out);
    }
}
