package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.CovarianceCholesky;
import dev.jensen.core.support.CovarianceMatrix;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of the inverse of a {@link Wishart} matrix of scale Ψ⁻¹, Ψ = A Aᵀ, over K × K covariance matrices:
 *
 * <pre>
 * log p(X) = ½ ν log |Ψ| − ½ νK log 2 − log Γ_K(ν/2) − ½ (ν + K + 1) log |X| − ½ tr(Ψ X⁻¹)
 * </pre>
 *
 * a density of the lower triangle. As a prior {@link #cholesky}, the same law of the Cholesky factor, is cheaper; {@link
 * LkjCholesky} with scales of their own says less about the sizes of the variances.
 *
 * @param degrees ν &gt; K − 1; the mean Ψ/(ν − K − 1) exists for ν &gt; K + 1
 * @param factor the lower Cholesky factor A [K, K] of Ψ, its diagonal &gt; 0; what stands above the diagonal is not read
 */
public record InverseWishart(Expr degrees, Expr factor) implements Continuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public InverseWishart {
        Wisharts.check("InverseWishart", degrees, "factor", factor);
    }

    /** {@return the inverse-Wishart law of degrees of freedom &gt; K − 1 and the lower Cholesky factor of Ψ} */
    public static InverseWishart of(Expr degrees, Expr factor) {
        return new InverseWishart(degrees, factor);
    }

    /** {@return the inverse-Wishart law of degrees of freedom &gt; K − 1 and the lower Cholesky factor of Ψ} */
    public static InverseWishart of(double degrees, Expr factor) {
        return new InverseWishart(Expr.constant(degrees), factor);
    }

    /** {@return the inverse-Wishart law of degrees of freedom &gt; K − 1 and the lower Cholesky factor of Ψ} */
    public static InverseWishart of(double degrees, double[][] factor) {
        return new InverseWishart(Expr.constant(degrees), Expr.constant(factor));
    }

    /** {@return the law of the Cholesky factor of a matrix of this law, over which a model is fitted at less cost} */
    public InverseWishartCholesky cholesky() {
        return new InverseWishartCholesky(degrees, factor);
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

    /** The log density of L Lᵀ; tr(Ψ X⁻¹) = ‖L⁻¹ A‖². */
    Expr ofFactor(Expr l) {
        Expr lower = Factors.lower(factor);
        Expr trace = Factors.each(l, one -> one.solveLower(lower).square().sum());
        return normalizer()
                .minus(Factors.logDeterminant(l).times(degrees.plus(size() + 1)))
                .minus(trace.times(0.5));
    }

    /** ½ ν log |Ψ| − ½ νK log 2 − log Γ_K(ν/2). */
    private Expr normalizer() {
        Expr logs = Factors.logDeterminant(factor).minus(0.5 * size() * Math.log(2));
        return logs.times(degrees).minus(Wisharts.logGamma(degrees, size()));
    }

    private Expr scale() {
        Expr lower = Factors.lower(factor);
        return lower.matMul(lower.transpose());
    }

    private Expr where(int least, Expr value) {
        return Expr.select(degrees.greaterThan(size() + least), value, Expr.constant(Double.NaN));
    }

    @Override
    public Expr mean() {
        return where(1, scale().dividedBy(degrees.minus(size() + 1)));
    }

    /** {@inheritDoc} ((n + 1) Ψᵢⱼ² + (n − 1) Ψᵢᵢ Ψⱼⱼ) / (n (n − 1)² (n − 3)) with n = ν − K; exists for n &gt; 3. */
    @Override
    public Expr variance() {
        Expr n = degrees.minus(size());
        Expr diagonal = Factors.variances(factor);
        Expr products = diagonal.reshape(size(), 1).times(diagonal);
        Expr top = scale().square().times(n.plus(1)).plus(products.times(n.minus(1)));
        Expr bottom = n.times(n.minus(1).square()).times(n.minus(3));
        return where(3, top.dividedBy(bottom));
    }

    @Override
    public Expr entropy() {
        Expr logDeterminant = Factors.logDeterminant(factor)
                .times(2)
                .minus(size() * Math.log(2))
                .minus(Wisharts.digamma(degrees, size())); // E log |X|
        return degrees.plus(size() + 1)
                .times(0.5)
                .times(logDeterminant)
                .plus(degrees.times(0.5 * size()))
                .minus(normalizer());
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        Wisharts.square(InverseWishartCholesky.draw(random, parameters, size()), size(), out);
    }
}
