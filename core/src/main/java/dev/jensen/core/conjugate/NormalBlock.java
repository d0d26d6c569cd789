package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.NaturalMeanField;
import dev.jensen.core.family.NormalLaw;
import dev.jensen.core.family.NormalVectorLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A normal latent: each row a vector of K elements with its precision matrix P and h = P m. The expected log joint knows the mean m and
 * a root L of the covariance, L Lᵀ = P⁻¹; being quadratic, its derivatives give P = −G L⁻¹ with G = ∂/∂L, and h = P m + ∂/∂m.
 */
final class NormalBlock implements Block {
    private static final double SPREAD = 0.5;

    private final Statistics statistics;
    private final int size;
    private final int rows;

    NormalBlock(Statistics statistics) {
        this.statistics = statistics;
        size = statistics.directions();
        rows = statistics.latent().rows();
    }

    @Override
    public String name() {
        return statistics.latent().name();
    }

    @Override
    public List<Expr> statistics() {
        statistics.mean();
        statistics.root(0);
        return List.of(statistics.variable("mean"), statistics.variable("root"));
    }

    @Override
    public List<NaturalMeanField.Placed> laws(int at) {
        List<NaturalMeanField.Placed> laws = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            laws.add(
                    new NaturalMeanField.Placed(size == 1 ? new NormalLaw() : new NormalVectorLaw(size), at + r, rows));
        }
        return laws;
    }

    @Override
    public List<double[]> parameters(double[] natural) {
        List<double[]> parameters = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            SmallMatrix covariance = precision(natural, r).inverse();
            double[] mean = covariance.times(linear(natural, r));
            double[][] factor = covariance.cholesky();
            parameters.add(
                    size == 1
                            ? new double[] {mean[0], Math.log(factor[0][0])}
                            : new NormalVectorLaw(size).parameters(mean, factor));
        }
        return parameters;
    }

    private int perRow() {
        return size + size * size;
    }

    private SmallMatrix precision(double[] natural, int row) {
        double[][] p = new double[size][size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(natural, row * perRow() + size + i * size, p[i], 0, size);
        }
        return new SmallMatrix(p, name());
    }

    private double[] linear(double[] natural, int row) {
        double[] h = new double[size];
        System.arraycopy(natural, row * perRow(), h, 0, size);
        return h;
    }

    @Override
    public double[] start(RandomGenerator random) {
        double[] natural = new double[rows * perRow()];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < size; i++) {
                natural[r * perRow() + i] = SPREAD * random.nextGaussian();
                natural[r * perRow() + size + i * size + i] = 1;
            }
        }
        return natural;
    }

    @Override
    public void means(double[] natural, double[] point, int at) {
        for (int r = 0; r < rows; r++) {
            SmallMatrix covariance = precision(natural, r).inverse();
            double[] mean = covariance.times(linear(natural, r));
            double[][] factor = covariance.cholesky();
            for (int i = 0; i < size; i++) {
                point[at + i * rows + r] = mean[i];
                for (int k = 0; k < size; k++) {
                    point[root(at, k, i, r)] = factor[i][k];
                }
            }
        }
    }

    /** Where element i of column k of a row's root stands. */
    private int root(int at, int k, int i, int row) {
        return at + size * rows + (k * size + i) * rows + row;
    }

    @Override
    public double[] best(double[] gradient, double[] point, int at) {
        double[] natural = new double[rows * perRow()];
        for (int r = 0; r < rows; r++) {
            double[][] p = new double[size][size];
            for (int i = 0; i < size; i++) { // P L = −G, from the last column on: L is lower triangular
                for (int k = size - 1; k >= 0; k--) {
                    double sum = -gradient[root(at, k, i, r)];
                    for (int j = k + 1; j < size; j++) {
                        sum -= p[i][j] * point[root(at, k, j, r)];
                    }
                    p[i][k] = sum / point[root(at, k, k, r)];
                }
            }
            for (int i = 0; i < size; i++) {
                double h = gradient[at + i * rows + r];
                for (int j = 0; j < size; j++) {
                    double symmetric = 0.5 * (p[i][j] + p[j][i]);
                    natural[r * perRow() + size + i * size + j] = symmetric;
                    h += symmetric * point[at + j * rows + r];
                }
                natural[r * perRow() + i] = h;
            }
        }
        return natural;
    }

    @Override
    public double entropy(double[] natural) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            double[][] factor = precision(natural, r).cholesky();
            sum += 0.5 * size * (1 + Math.log(2 * Math.PI));
            for (int i = 0; i < size; i++) {
                sum -= Math.log(factor[i][i]);
            }
        }
        return sum;
    }

    @Override
    public String describe() {
        return name() + ": normal" + (size > 1 ? " in " + size + " dimensions" : "");
    }
}
