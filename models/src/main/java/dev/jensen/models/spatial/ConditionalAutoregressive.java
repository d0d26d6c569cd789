package dev.jensen.models.spatial;

import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The conditional autoregressive law of a vector of regions, x ~ N(μ, (τ (D − αW))⁻¹): given all others, a region's value is normal
 * about μᵢ + α (mean of its neighbours' deviations) with precision τ times the number of its neighbours.
 *
 * <pre>
 *   log p(x) = ½ [n log τ + Σ log dᵢ + Σ log(1 − α λᵢ) − n log 2π] − ½ τ [Σ dᵢ eᵢ² − α eᵀWe],   e = x − μ
 * </pre>
 *
 * <p>λ are the eigenvalues of D^{−½} W D^{−½}, taken once, so that a density costs as much as the map has borders. Besag (1974),
 * "Spatial interaction and the statistical analysis of lattice systems"; Jin, Carlin and Banerjee (2005), "Generalized
 * hierarchical multivariate CAR models for areal data".
 */
public final class ConditionalAutoregressive implements Continuous {
    private static final String NAME = "ConditionalAutoregressive";

    private final Neighbours neighbours;
    private final Expr mean;
    private final Expr precision;
    private final Expr dependence;
    private final double[] degrees;
    private final double[] eigenvalues;

    private ConditionalAutoregressive(Neighbours neighbours, Expr mean, Expr precision, Expr dependence) {
        int n = neighbours.size();
        neighbours.requireNeighbours(NAME, "leave it out, or give it an effect of its own");
        this.neighbours = neighbours;
        this.mean = mean.shape().rank() == 0 ? mean.broadcastInner(n) : mean;
        this.precision = precision;
        this.dependence = dependence;
        if (this.mean.shape().rank() != 1
                || this.mean.shape().dimension(0) != n
                || precision.shape().rank() != 0
                || dependence.shape().rank() != 0) {
            throw new IllegalArgumentException(NAME + " of " + n + " regions takes a mean of one number or of " + n
                    + ", one precision and one dependence, not " + mean.shape() + ", " + precision.shape() + " and "
                    + dependence.shape());
        }
        for (Parameter parameter : parameters()) {
            parameter.check(NAME);
        }
        degrees = new double[n];
        double[][] scaled = neighbours.dense(1, 0);
        for (int i = 0; i < n; i++) {
            degrees[i] = neighbours.degree(i);
            for (int j = 0; j < n; j++) {
                scaled[i][j] /= Math.sqrt(degrees[i] * neighbours.degree(j));
            }
        }
        eigenvalues = new EigenDecomposition(new Array2DRowRealMatrix(scaled, false)).getRealEigenvalues();
    }

    /**
     * The law of a map.
     *
     * @param neighbours the map; every region has neighbours
     * @param mean μ, one number or one for each region
     * @param precision τ &gt; 0
     * @param dependence α between 0, independent regions, and 1, the improper limit
     */
    public static ConditionalAutoregressive of(Neighbours neighbours, Expr mean, Expr precision, Expr dependence) {
        return new ConditionalAutoregressive(neighbours, mean, precision, dependence);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("mean", mean, Parameter.Range.REAL, 1),
                new Parameter("precision", precision, Parameter.Range.POSITIVE),
                new Parameter("dependence", dependence, Parameter.Range.PROBABILITY));
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        return mean.shape();
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
        int n = degrees.length;
        Expr e = x.minus(mean);
        Expr own = e.square().times(Expr.constant(degrees)).sum();
        Expr shared = neighbours.adjacency().quadraticForm(e);
        double constant = -n * Math.log(2 * Math.PI);
        for (double degree : degrees) {
            constant += Math.log(degree);
        }
        Expr determinant = Expr.constant(eigenvalues)
                .times(dependence)
                .negate()
                .plus(1)
                .log()
                .sum();
        return precision
                .log()
                .times(n)
                .plus(determinant)
                .plus(constant)
                .minus(precision.times(own.minus(dependence.times(shared))))
                .times(0.5);
    }

    @Override
    public Expr mean() {
        return mean;
    }

    @Override
    public Expr variance() {
        int n = degrees.length;
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        Expr factor = Expr.constant(neighbours.dense(0, 1))
                .minus(Expr.constant(neighbours.dense(1, 0)).times(dependence))
                .times(precision)
                .choleskyFactor();
        return factor.solveLower(Expr.constant(identity)).square().sum(0);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        int n = degrees.length;
        double[][] precisions = neighbours.dense(-parameters[n + 1] * parameters[n], parameters[n]);
        double[][] upper = new CholeskyDecomposition(new Array2DRowRealMatrix(precisions, false))
                .getLT()
                .getData();
        for (int i = n - 1; i >= 0; i--) {
            double sum = random.nextGaussian();
            for (int j = i + 1; j < n; j++) {
                sum -= upper[i][j] * out[j];
            }
            out[i] = sum / upper[i][i];
        }
        for (int i = 0; i < n; i++) {
            out[i] += parameters[i];
        }
    }

    @Override
    public String toString() {
        return NAME + " on a " + neighbours;
    }
}
