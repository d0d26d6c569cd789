package dev.jensen.core.divergence;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Mean vectors and lower Cholesky factors of multivariate normal laws, N(m, L Lᵀ). */
final class GaussianAlgebra {
    private GaussianAlgebra() {}

    /** The factor as a matrix, zero above its diagonal. */
    static RealMatrix factor(double[] flat, int length) {
        double[][] factor = new double[length][length];
        for (int i = 0; i < length; i++) {
            System.arraycopy(flat, i * length, factor[i], 0, i + 1);
        }
        return new Array2DRowRealMatrix(factor, false);
    }

    /** The lower Cholesky factor of a symmetric positive definite matrix. */
    static RealMatrix cholesky(RealMatrix matrix) {
        return new CholeskyDecomposition(matrix, 1e-12, 0).getL();
    }

    static RealVector difference(double[] first, double[] second) {
        return MatrixUtils.createRealVector(first).subtract(MatrixUtils.createRealVector(second));
    }

    /**
     * KL = ½ (Σ_{i≠j} Mᵢⱼ² + Σᵢ (Mᵢᵢ² − 1 − log Mᵢᵢ²) + ‖L_q⁻¹(m_p − m_q)‖²) with M = L_q⁻¹ L_p: every term is at least 0,
     * and 0 where the laws are equal.
     */
    static double kl(RealVector difference, RealMatrix first, RealMatrix second) {
        RealVector white = difference.copy();
        MatrixUtils.solveLowerTriangularSystem(second, white);
        double sum = white.dotProduct(white);
        for (int j = 0; j < first.getColumnDimension(); j++) {
            RealVector column = first.getColumnVector(j);
            MatrixUtils.solveLowerTriangularSystem(second, column);
            for (int i = j; i < column.getDimension(); i++) {
                double m = column.getEntry(i);
                sum += i == j ? Ratio.logExcess(m * m, (m - 1) * (m + 1)) : m * m;
            }
        }
        return 0.5 * sum;
    }

    /**
     * log ∫ p^α q^{1−α} = −½ α(1 − α) δᵀ S⁻¹ δ − ½ log |S| + (1 − α) log |L_p| + α log |L_q| with S = α Σ_q + (1 − α) Σ_p;
     * +∞ where S is not positive definite.
     */
    static double logAffinity(double alpha, RealVector difference, RealMatrix first, RealMatrix second) {
        RealMatrix s = second.multiply(second.transpose())
                .scalarMultiply(alpha)
                .add(first.multiply(first.transpose()).scalarMultiply(1 - alpha));
        try {
            CholeskyDecomposition cholesky = new CholeskyDecomposition(s, 1e-12, 0);
            RealVector white = difference.copy();
            MatrixUtils.solveLowerTriangularSystem(cholesky.getL(), white);
            double determinants = (1 - alpha) * logDeterminant(first)
                    + alpha * logDeterminant(second)
                    - logDeterminant(cholesky.getL());
            return determinants - 0.5 * alpha * (1 - alpha) * white.dotProduct(white);
        } catch (NonPositiveDefiniteMatrixException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private static double logDeterminant(RealMatrix factor) {
        double sum = 0;
        for (int k = 0; k < factor.getRowDimension(); k++) {
            sum += Math.log(factor.getEntry(k, k));
        }
        return sum;
    }

    /**
     * The part of W₂² that the covariances add, tr(Σ_p + Σ_q − 2 (Σ_p^½ Σ_q Σ_p^½)^½) = min over rotations U of
     * ‖L_p − L_q U‖²; with the singular value decomposition L_qᵀ L_p = A S Bᵀ the best is U = A Bᵀ. A norm of a difference
     * keeps the digits that the trace would cancel.
     */
    static double procrustes(RealMatrix first, RealMatrix second) {
        SingularValueDecomposition svd =
                new SingularValueDecomposition(second.transpose().multiply(first));
        RealMatrix rotation = svd.getU().multiply(svd.getVT());
        double norm = first.subtract(second.multiply(rotation)).getFrobeniusNorm();
        return norm * norm;
    }
}
