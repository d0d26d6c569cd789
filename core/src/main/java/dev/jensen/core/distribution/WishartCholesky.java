package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.CovarianceCholesky;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of the lower Cholesky factor L of a {@link Wishart} matrix L Lᵀ: log p(L) = log p(L Lᵀ) + K log 2 +
 * Σₖ (K − k) log Lₖₖ, k from 0; a density of the lower triangle. Nothing is factorised: it is the form for priors.
 *
 * @param degrees ν &gt; K − 1
 * @param factor the lower Cholesky factor A [K, K] of V, its diagonal &gt; 0; what stands above the diagonal is not read
 */
public record WishartCholesky(Expr degrees, Expr factor) implements Continuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public WishartCholesky {
        Wisharts.check("WishartCholesky", degrees, "factor", factor);
    }

    /** {@return the law of the factor of a Wishart matrix of degrees of freedom &gt; K − 1 and the lower Cholesky factor of V} */
    public static WishartCholesky of(Expr degrees, Expr factor) {
        return new WishartCholesky(degrees, factor);
    }

    /** {@return the law of the factor of a Wishart matrix of degrees of freedom &gt; K − 1 and the lower Cholesky factor of V} */
    public static WishartCholesky of(double degrees, Expr factor) {
        return new WishartCholesky(Expr.constant(degrees), factor);
    }

    /** {@return the law of the factor of a Wishart matrix of degrees of freedom &gt; K − 1 and the lower Cholesky factor of V} */
    public static WishartCholesky of(double degrees, double[][] factor) {
        return new WishartCholesky(Expr.constant(degrees), Expr.constant(factor));
    }

    private Wishart squared() {
        return new Wishart(degrees, factor);
    }

    private int size() {
        return factor.shape().dimension(0);
    }

    @Override
    public List<Parameter> parameters() {
        return squared().parameters();
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
        return new CovarianceCholesky();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return squared().ofFactor(x).plus(Wisharts.logJacobian(x.diagonal().log()));
    }

    /** E[χ] of ν − k degrees of freedom, √2 Γ((n + 1)/2)/Γ(n/2). */
    private Expr chi() {
        Expr half = Wisharts.halves(degrees, size());
        return half.plus(0.5).logGamma().minus(half.logGamma()).exp().times(Math.sqrt(2));
    }

    /** {@inheritDoc} With L = A B (Bartlett), A times the mean of B's diagonal. */
    @Override
    public Expr mean() {
        return Factors.lower(factor).times(chi());
    }

    /** {@inheritDoc} Aᵢⱼ² Var(Bⱼⱼ) + Σ_{j&lt;k≤i} Aᵢₖ². */
    @Override
    public Expr variance() {
        Expr ofDiagonal = Wisharts.halves(degrees, size()).times(2).minus(chi().square());
        double[][] after = new double[size()][size()];
        for (int k = 0; k < size(); k++) {
            for (int j = 0; j < k; j++) {
                after[k][j] = 1;
            }
        }
        Expr squares = Factors.lower(factor).square();
        // above the diagonal Σ_{j<k≤i} is empty, as A is 0 there
        return squares.times(ofDiagonal).plus(squares.matMul(Expr.constant(after)));
    }

    @Override
    public Expr entropy() {
        Expr halves = Wisharts.halves(degrees, size());
        Expr logDiagonal = halves.digamma()
                .plus(Math.log(2))
                .times(0.5)
                .plus(factor.diagonal().log());
        return squared().entropy().minus(Wisharts.logJacobian(logDiagonal));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        System.arraycopy(Wisharts.factor(random, parameters, size()), 0, out, 0, out.length);
    }
}
