package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The normal law of n × p matrices whose columns share the covariance A Aᵀ and whose rows share B Bᵀ: X = M + A Z Bᵀ with Z
 * of independent standard normal numbers, so that the covariance of Xᵢⱼ and Xₖₗ is (A Aᵀ)ᵢₖ (B Bᵀ)ⱼₗ, and
 *
 * <pre>
 * log p(X) = −½ ‖A⁻¹(X − M)B⁻ᵀ‖² − p Σ log Aᵢᵢ − n Σ log Bⱼⱼ − (np/2) log 2π
 * </pre>
 *
 * @param mean M [n, p], or one number for all elements
 * @param rowFactor the lower Cholesky factor A [n, n] of the covariance among rows, its diagonal &gt; 0; what stands above
 *     the diagonal is not read
 * @param columnFactor the lower Cholesky factor B [p, p] of the covariance among columns
 */
public record MatrixNormal(Expr mean, Expr rowFactor, Expr columnFactor) implements Continuous, ClosedEntropy {
    /** Checks shapes, and parameters that are known. */
    public MatrixNormal {
        int rows = Factors.check("MatrixNormal", "row factor", rowFactor);
        int columns = Factors.check("MatrixNormal", "column factor", columnFactor);
        if (mean.shape().rank() == 0) {
            mean = mean.broadcastInner(rows, columns);
        }
        if (!Arrays.equals(mean.shape().inner(), new int[] {rows, columns})) {
            throw new IllegalArgumentException("MatrixNormal mean must be a matrix [" + rows + ", " + columns
                    + "], as the row factor is " + rowFactor.shape() + " and the column factor "
                    + columnFactor.shape() + ", not " + mean.shape() + ": " + mean);
        }
        Parameter.check("MatrixNormal", "mean", mean, Parameter.Range.REAL);
    }

    /** {@return the normal law of a mean matrix and the lower Cholesky factors of the covariances of rows and of columns} */
    public static MatrixNormal of(Expr mean, Expr rowFactor, Expr columnFactor) {
        return new MatrixNormal(mean, rowFactor, columnFactor);
    }

    /** {@return the normal law of equal means and the lower Cholesky factors of the covariances of rows and of columns} */
    public static MatrixNormal of(double mean, Expr rowFactor, Expr columnFactor) {
        return new MatrixNormal(Expr.constant(mean), rowFactor, columnFactor);
    }

    /** {@return the normal law of a mean matrix and the lower Cholesky factors of the covariances of rows and of columns} */
    public static MatrixNormal of(double[][] mean, double[][] rowFactor, double[][] columnFactor) {
        return new MatrixNormal(Expr.constant(mean), Expr.constant(rowFactor), Expr.constant(columnFactor));
    }

    private int rows() {
        return rowFactor.shape().dimension(0);
    }

    private int columns() {
        return columnFactor.shape().dimension(0);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("mean", mean, Parameter.Range.REAL, 2),
                new Parameter("row factor", rowFactor, Parameter.Range.REAL, 2),
                new Parameter("column factor", columnFactor, Parameter.Range.REAL, 2));
    }

    @Override
    public int eventRank() {
        return 2;
    }

    @Override
    public Shape drawShape() {
        Shape rows = Shape.broadcast(
                rowFactor.shape().withInner(), columnFactor.shape().withInner());
        Shape common = rows == null ? null : Shape.broadcast(mean.shape(), rows);
        if (common == null) {
            throw new IllegalArgumentException("MatrixNormal: mean is " + mean.shape() + ", row factor is "
                    + rowFactor.shape() + ", column factor is " + columnFactor.shape()
                    + ": rows must be those of one plate");
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
        Expr squares = Factors.each(
                x.minus(mean), deviation -> whitened(deviation).square().sum());
        return squares.times(-0.5).minus(normalizer());
    }

    private Expr whitened(Expr deviation) {
        if (deviation.shape().hasRows()) {
            Expr right = Factors.inverse(columnFactor).transpose();
            return Factors.inverse(rowFactor).matMul(deviation).matMul(right);
        }
        return columnFactor.solveLower(rowFactor.solveLower(deviation).transpose());
    }

    private Expr normalizer() {
        return Factors.logDeterminant(rowFactor)
                .times(columns())
                .plus(Factors.logDeterminant(columnFactor).times(rows()))
                .plus(rows() * columns() * Gaussians.HALF_LOG_TWO_PI);
    }

    @Override
    public Expr variance() {
        return Factors.variances(rowFactor).reshape(rows(), 1).times(Factors.variances(columnFactor));
    }

    @Override
    public Expr entropy() {
        return normalizer().plus(0.5 * rows() * columns());
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        int n = rows();
        int p = columns();
        int a = n * p;
        int b = a + n * n;
        double[][] halfway = new double[n][p]; // Z Bᵀ
        double[] noise = new double[p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                noise[j] = random.nextGaussian();
                halfway[i][j] = Factors.rowTimes(parameters, b, p, j, noise);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                double sum = parameters[i * p + j];
                for (int k = 0; k <= i; k++) {
                    sum += parameters[a + i * n + k] * halfway[k][j];
                }
                out[i * p + j] = sum;
            }
        }
    }
}
