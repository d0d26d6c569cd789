package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.CovarianceCholesky;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of the lower Cholesky factor L of an {@link InverseWishart} matrix L Lᵀ: log p(L) = log p(L Lᵀ) + K log 2 +
 * Σₖ (K − k) log Lₖₖ, k from 0; a density of the lower triangle. Nothing is factorised: it is the form for priors.
 *
 * <p>L = A T⁻¹ with T lower triangular, independent normal numbers below its diagonal and χ numbers of nₖ = ν − K + 1 + k
 * degrees of freedom on it; hence the moments. The mean exists for ν &gt; K, the variance for ν &gt; K + 1.
 *
 * @param degrees ν &gt; K − 1
 * @param factor the lower Cholesky factor A [K, K] of Ψ, its diagonal &gt; 0; what stands above the diagonal is not read
 */
public record InverseWishartCholesky(Expr degrees, Expr factor) implements Continuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public InverseWishartCholesky {
        Wisharts.check("InverseWishartCholesky", degrees, "factor", factor);
    }

    /** {@return the law of the factor of an inverse-Wishart matrix of degrees of freedom &gt; K − 1 and the factor of Ψ} */
    public static InverseWishartCholesky of(Expr degrees, Expr factor) {
        return new InverseWishartCholesky(degrees, factor);
    }

    /** {@return the law of the factor of an inverse-Wishart matrix of degrees of freedom &gt; K − 1 and the factor of Ψ} */
    public static InverseWishartCholesky of(double degrees, Expr factor) {
        return new InverseWishartCholesky(Expr.constant(degrees), factor);
    }

    /** {@return the law of the factor of an inverse-Wishart matrix of degrees of freedom &gt; K − 1 and the factor of Ψ} */
    public static InverseWishartCholesky of(double degrees, double[][] factor) {
        return new InverseWishartCholesky(Expr.constant(degrees), Expr.constant(factor));
    }

    private InverseWishart squared() {
        return new InverseWishart(degrees, factor);
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

    /** nₖ = ν − K + 1 + k. */
    private Expr degreesOfDiagonal() {
        return degrees.minus(size() - 1).plus(Expr.constant(Wisharts.upTo(size())));
    }

    /** E[1/χ] of n degrees of freedom, Γ((n − 1)/2)/(√2 Γ(n/2)). */
    private Expr inverseChi() {
        Expr half = degreesOfDiagonal().times(0.5);
        return half.minus(0.5).logGamma().minus(half.logGamma()).exp().times(Math.sqrt(0.5));
    }

    @Override
    public Expr mean() {
        Expr mean = Factors.lower(factor).times(inverseChi());
        return Expr.select(degrees.greaterThan(size()), mean, Expr.constant(Double.NaN));
    }

    /**
     * {@inheritDoc} The diagonal of T⁻¹ has second moments 1/(nⱼ − 2), column j below it 1/((nⱼ − 1)(nⱼ − 2)): a recursion along
     * the rows, whose products telescope.
     */
    @Override
    public Expr variance() {
        double[][] after = new double[size()][size()];
        for (int k = 0; k < size(); k++) {
            for (int j = 0; j < k; j++) {
                after[k][j] = 1;
            }
        }
        Expr n = degreesOfDiagonal();
        Expr onDiagonal = n.minus(2).reciprocal();
        Expr squares = Factors.lower(factor).square();
        Expr variance = squares.times(onDiagonal.minus(inverseChi().square()))
                .plus(squares.matMul(Expr.constant(after)).times(onDiagonal.dividedBy(n.minus(1))));
        return Expr.select(degrees.greaterThan(size() + 1), variance, Expr.constant(Double.NaN));
    }

    @Override
    public Expr entropy() {
        Expr logDiagonal = factor.diagonal()
                .log()
                .minus(degreesOfDiagonal()
                        .times(0.5)
                        .digamma()
                        .plus(Math.log(2))
                        .times(0.5));
        return squared().entropy().minus(Wisharts.logJacobian(logDiagonal));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        System.arraycopy(draw(random, parameters, size()), 0, out, 0, out.length);
    }

    /** A T⁻¹, by L T = A from the last column to the first. */
    static double[] draw(RandomGenerator random, double[] parameters, int size) {
        double[] t = Wisharts.bartlett(random, parameters[0], size, true);
        double[] l = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j >= 0; j--) {
                double sum = parameters[1 + i * size + j];
                for (int k = j + 1; k <= i; k++) {
                    sum -= l[i * size + k] * t[k * size + j];
                }
                l[i * size + j] = sum / t[j * (size + 1)];
            }
        }
        return l;
    }
}
