package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.InverseWishart;
import dev.jensen.core.distribution.InverseWishartCholesky;
import dev.jensen.core.distribution.Lkj;
import dev.jensen.core.distribution.LkjCholesky;
import dev.jensen.core.distribution.MatrixNormal;
import dev.jensen.core.distribution.Multinomial;
import dev.jensen.core.distribution.MultinomialLogits;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.MultivariateNormalPrecision;
import dev.jensen.core.distribution.SumToZeroNormal;
import dev.jensen.core.distribution.Wishart;
import dev.jensen.core.distribution.WishartCholesky;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * KL(p‖q) of pairs of laws of vectors and matrices that have a closed form; Dirichlet laws, and normal laws of one name, are
 * {@link ClosedKl}'s. The divergence of two laws of a Cholesky factor is that of the laws of the matrix, for each determines
 * the other, and so is that of inverses.
 */
final class ClosedVectorKl {
    private ClosedVectorKl() {}

    /** Nats; NaN where there is no closed form. */
    static double of(Event p, Event q) {
        Distribution a = p.law();
        Distribution b = q.law();
        if (isNormal(a) && isNormal(b)) {
            return GaussianAlgebra.kl(
                    GaussianAlgebra.difference(p.vector(0), q.vector(0)), normalFactor(p), normalFactor(q));
        }
        if (a instanceof MatrixNormal && b instanceof MatrixNormal) {
            return GaussianAlgebra.kl(GaussianAlgebra.difference(p.vector(0), q.vector(0)), kronecker(p), kronecker(q));
        }
        if (isMultinomial(a) && isMultinomial(b)) {
            return p.number(0) != q.number(0)
                    ? Double.POSITIVE_INFINITY
                    : p.number(0) == 0 ? 0 : p.number(0) * ClosedKl.outcomes(logProbabilities(p), logProbabilities(q));
        }
        if (a instanceof SumToZeroNormal && b instanceof SumToZeroNormal) {
            double ratio = p.number(0) / q.number(0);
            return 0.5 * (p.length() - 1) * Ratio.logExcess(ratio * ratio, (ratio - 1) * (ratio + 1));
        }
        boolean wisharts = a instanceof Wishart && b instanceof Wishart;
        if (wisharts || (a instanceof WishartCholesky && b instanceof WishartCholesky)) {
            return wishart(p, q, quotient(factor(q, 1), factor(p, 1)));
        }
        boolean inverses = a instanceof InverseWishart && b instanceof InverseWishart;
        if (inverses || (a instanceof InverseWishartCholesky && b instanceof InverseWishartCholesky)) {
            return wishart(p, q, quotient(factor(p, 1), factor(q, 1)));
        }
        if ((a instanceof Lkj && b instanceof Lkj) || (a instanceof LkjCholesky && b instanceof LkjCholesky)) {
            return lkj(p.number(0), q.number(0), size(p.length()));
        }
        return Double.NaN;
    }

    private static boolean isNormal(Distribution law) {
        return law instanceof MultivariateNormal || law instanceof MultivariateNormalPrecision;
    }

    /** The Cholesky factor of the covariance. Where A Aᵀ is the precision, it is A⁻ᵀ R, made lower triangular by a rotation R. */
    private static RealMatrix normalFactor(Event event) {
        RealMatrix factor = GaussianAlgebra.factor(event.vector(1), event.length());
        if (event.law() instanceof MultivariateNormal) {
            return factor;
        }
        int n = event.length();
        RealMatrix precision = factor.multiply(factor.transpose());
        double[][] reversed = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                reversed[i][j] = precision.getEntry(n - 1 - i, n - 1 - j);
            }
        }
        RealMatrix upper = GaussianAlgebra.cholesky(new Array2DRowRealMatrix(reversed, false));
        RealMatrix inverse = MatrixUtils.createRealIdentityMatrix(n);
        RealMatrix solved = quotient(upper, inverse);
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                lower[i][j] = solved.getEntry(n - 1 - j, n - 1 - i);
            }
        }
        return new Array2DRowRealMatrix(lower, false);
    }

    private static int size(int elements) {
        return (int) Math.round(Math.sqrt(elements));
    }

    private static RealMatrix factor(Event event, int parameter) {
        double[] flat = event.vector(parameter);
        return GaussianAlgebra.factor(flat, size(flat.length));
    }

    /** A ⊗ B, the factor of the covariance of a matrix' elements, row after row. */
    private static RealMatrix kronecker(Event event) {
        RealMatrix a = factor(event, 1);
        RealMatrix b = factor(event, 2);
        int p = b.getRowDimension();
        RealMatrix product = new Array2DRowRealMatrix(event.length(), event.length());
        for (int i = 0; i < event.length(); i++) {
            for (int j = 0; j <= i; j++) {
                product.setEntry(i, j, a.getEntry(i / p, j / p) * b.getEntry(i % p, j % p));
            }
        }
        return product;
    }

    /** A⁻¹ B. */
    private static RealMatrix quotient(RealMatrix a, RealMatrix b) {
        RealMatrix quotient = b.copy();
        for (int j = 0; j < b.getColumnDimension(); j++) {
            RealVector column = b.getColumnVector(j);
            MatrixUtils.solveLowerTriangularSystem(a, column);
            quotient.setColumnVector(j, column);
        }
        return quotient;
    }

    /**
     * ½ ν (tr M Mᵀ − K − log |M Mᵀ|) + ½ (ν − ν′) log |M Mᵀ| + log Γ_K(ν′/2) − log Γ_K(ν/2) + ½ (ν − ν′) ψ_K(ν/2).
     *
     * @param m A′⁻¹ A of the factors of the scales
     */
    private static double wishart(Event p, Event q, RealMatrix m) {
        double nu = p.number(0);
        double other = q.number(0);
        int size = m.getRowDimension();
        double scales = 0;
        double logs = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                scales += m.getEntry(i, j) * m.getEntry(i, j);
            }
            double d = m.getEntry(i, i);
            scales += Ratio.logExcess(d * d, (d - 1) * (d + 1));
            logs += 2 * Math.log(d);
        }
        double degrees = 0;
        for (int k = 0; k < size && nu != other; k++) {
            double half = 0.5 * (nu - k);
            double otherHalf = 0.5 * (other - k);
            degrees += LogGamma.value(otherHalf) - LogGamma.value(half) + (half - otherHalf) * Digamma.value(half);
        }
        return 0.5 * nu * scales + 0.5 * (nu - other) * logs + degrees;
    }

    /** log c′ − log c + (η − η′) E[log |Ω|], over the partial correlations, as {@link Lkj} has them. */
    private static double lkj(double shape, double other, int size) {
        double sum = 0;
        for (int j = 0; j < size - 1; j++) {
            double a = shape + 0.5 * (size - 2 - j);
            double b = other + 0.5 * (size - 2 - j);
            double normalizers = 2 * (LogGamma.value(b) - LogGamma.value(a))
                    - LogGamma.value(2 * b)
                    + LogGamma.value(2 * a)
                    + 2 * (b - a) * Math.log(2);
            double complement = 2 * (Digamma.value(a) - Digamma.value(2 * a) + Math.log(2));
            sum += (size - 1 - j) * (normalizers + (shape - other) * complement);
        }
        return sum;
    }

    private static boolean isMultinomial(Distribution law) {
        return law instanceof Multinomial || law instanceof MultinomialLogits;
    }

    private static double[] logProbabilities(Event event) {
        if (event.law() instanceof MultinomialLogits) {
            return Outcomes.normalized(event.vector(1));
        }
        double[] log = event.vector(1).clone();
        for (int k = 0; k < log.length; k++) {
            log[k] = Math.log(log[k]);
        }
        return log;
    }
}
