package dev.jensen.models.ready;

import dev.jensen.core.density.Variable;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Factor analysis: D columns that K factors move together, y ~ N(mean, Λ Λᵀ + Ψ), the factors integrated out. With one noise for all
 * columns, in units of their standard deviations, it is probabilistic principal component analysis (Tipping and Bishop 1999).
 *
 * <pre>{@code
 * FactorAnalysis traits = FactorAnalysis.of(answers, 2, "calm", "talks", "sleeps", "laughs", "worries");
 * Fit fit = traits.fit();
 * traits.predict(fit, others).summary();   // factor 0 and factor 1 of each row
 * }</pre>
 *
 * <p>A rotation of the factors would change nothing; what fixes it is a loading matrix that is lower triangular with a positive diagonal
 * (Geweke and Zhou 1996): factor 0 moves the first column upwards, factor 1 the second, and not the first, and so on, so that the first K
 * columns should be such as the factors do move.
 *
 * <p>Priors, for columns in units of their standard deviations about their means: means are N(0, 1), loadings N(0, 1), on the diagonal
 * half-normal, noises Exponential(1).
 *
 * <p>Draws and summaries name, in the columns' own units, {@code mean[column]}, {@code loading of factor k[column]} and {@code
 * noise[column]}, a standard deviation. Immutable.
 */
public final class FactorAnalysis implements ReadyModel {
    private final List<Measured> columns;
    private final int factors;
    private final boolean oneNoise;

    private FactorAnalysis(Data data, int factors, boolean oneNoise, String... names) {
        if (new LinkedHashSet<>(Arrays.asList(names)).size() < names.length) {
            throw new IllegalArgumentException("name each column once: " + Arrays.toString(names));
        }
        if (factors < 1 || factors >= names.length) {
            throw new IllegalArgumentException("factors must be 1 to " + (names.length - 1) + " of " + names.length
                    + " columns, fewer than these: " + factors);
        }
        List<Measured> measured = new ArrayList<>();
        for (String name : names) {
            measured.add(Measured.of(data, name).atLeast(factors + 1, "an analysis with " + factors + " factors"));
        }
        this.columns = List.copyOf(measured);
        this.factors = factors;
        this.oneNoise = oneNoise;
    }

    /**
     * Factor analysis: each column has a noise of its own.
     *
     * @param data a row for each observation
     * @param factors K, from 1 to D − 1
     * @param columns D of them, of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, given twice, constant or not finite: which row; or K does not fit
     */
    public static FactorAnalysis of(Data data, int factors, String... columns) {
        return new FactorAnalysis(data, factors, false, columns);
    }

    /**
     * Probabilistic principal component analysis: one noise for all columns, in units of their standard deviations.
     *
     * @param data a row for each observation
     * @param factors K, from 1 to D − 1
     * @param columns D of them, of numbers, finite, none of them constant
     * @throws IllegalArgumentException if a column is missing, given twice, constant or not finite: which row; or K does not fit
     */
    public static FactorAnalysis principalComponents(Data data, int factors, String... columns) {
        return new FactorAnalysis(data, factors, true, columns);
    }

    @Override
    public Model model() {
        int d = columns.size();
        double[][] y = standardised(columns.stream().map(Measured::values).toArray(double[][]::new));
        return Model.of("factor analysis", m -> {
            Plate row = m.plate("row", y.length);
            Plate column =
                    m.plate("column", columns.stream().map(Measured::name).toList());
            Expr deviations = Expr.constant(
                    columns.stream().mapToDouble(Measured::deviation).toArray());
            Expr centres =
                    Expr.constant(columns.stream().mapToDouble(Measured::mean).toArray());
            Expr mean = m.latent("standardised mean", Normal.of(0, 1), d);
            Expr diagonal = m.latent("loadings on the diagonal", HalfNormal.of(1), factors);
            int[] below = below(d);
            Expr others = m.latent("loadings below the diagonal", Normal.of(0, 1), below.length);
            int[] on = new int[factors];
            Arrays.setAll(on, k -> k * factors + k);
            Expr loadings = diagonal.put(on, d, factors).plus(others.put(below, d, factors));
            Expr noise = oneNoise
                    ? m.latent("standardised noise", Exponential.of(1)).broadcastInner(d)
                    : m.latent("standardised noise", Exponential.of(1), d);
            int[] square = new int[d];
            Arrays.setAll(square, j -> j * d + j);
            Expr covariance =
                    loadings.matMul(loadings.transpose()).plus(noise.square().put(square, d, d));
            m.observe("standardised rows", MultivariateNormal.covariance(mean, covariance), y, row);
            m.derive("mean", mean.times(deviations).plus(centres).toRows(column));
            for (int k = 0; k < factors; k++) {
                int[] ofFactor = new int[d];
                int factor = k;
                Arrays.setAll(ofFactor, j -> j * factors + factor);
                m.derive(
                        "loading of factor " + k,
                        loadings.take(ofFactor, d).times(deviations).toRows(column));
            }
            m.derive("noise", noise.times(deviations).toRows(column));
        });
    }

    /** Where below the diagonal of d × K the loadings are. */
    private int[] below(int d) {
        List<Integer> places = new ArrayList<>();
        for (int j = 1; j < d; j++) {
            for (int k = 0; k < Math.min(j, factors); k++) {
                places.add(j * factors + k);
            }
        }
        return places.stream().mapToInt(place -> place).toArray();
    }

    private double[][] standardised(double[][] values) {
        double[][] rows = new double[values[0].length][columns.size()];
        for (int j = 0; j < columns.size(); j++) {
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] =
                        (values[j][i] - columns.get(j).mean()) / columns.get(j).deviation();
            }
        }
        return rows;
    }

    @Override
    public Summary summary(Fit fit) {
        List<String> shown = new ArrayList<>(List.of("mean"));
        for (int k = 0; k < factors; k++) {
            shown.add("loading of factor " + k);
        }
        shown.add("noise");
        return model().own(fit).summary().only(shown.toArray(String[]::new));
    }

    /**
     * For rows, new or fitted, their factors: {@code factor k[row]}, for 1,000 draws of the parameters the mean of the factor given these and
     * the row, Λᵀ (Λ Λᵀ + Ψ)⁻¹ (y − mean).
     *
     * @param fit of this model
     * @param rows the columns of the analysis, finite
     * @throws IllegalArgumentException if a column is missing or not finite: which
     */
    @Override
    public Draws predict(Fit fit, Data rows) {
        int d = columns.size();
        double[][] y = columns.stream()
                .map(column -> Predictors.finite(rows, column.name()))
                .toArray(double[][]::new);
        int n = rows.rows();
        Draws draws = model().own(fit).draws(1000);
        double[][] mean = draws.array("mean");
        double[][] noise = draws.array("noise");
        List<double[][]> loadings = new ArrayList<>();
        for (int k = 0; k < factors; k++) {
            loadings.add(draws.array("loading of factor " + k));
        }
        double[] all = new double[draws.count() * factors * n];
        for (int s = 0; s < draws.count(); s++) {
            RealMatrix loading = new Array2DRowRealMatrix(d, factors);
            for (int k = 0; k < factors; k++) {
                loading.setColumn(k, loadings.get(k)[s]);
            }
            RealMatrix covariance = loading.multiply(loading.transpose());
            RealMatrix deviation = new Array2DRowRealMatrix(d, n);
            for (int j = 0; j < d; j++) {
                covariance.addToEntry(j, j, noise[s][j] * noise[s][j]);
                for (int i = 0; i < n; i++) {
                    deviation.setEntry(j, i, y[j][i] - mean[s][j]);
                }
            }
            RealMatrix scores = loading.transpose()
                    .multiply(new CholeskyDecomposition(covariance, 1e-9, 0)
                            .getSolver()
                            .solve(deviation));
            for (int k = 0; k < factors; k++) {
                System.arraycopy(scores.getRow(k), 0, all, (s * factors + k) * n, n);
            }
        }
        List<Variable> names = new ArrayList<>();
        for (int k = 0; k < factors; k++) {
            names.add(new Variable("factor " + k, List.of(), Optional.of(new Variable.Rows("row", n, List.of()))));
        }
        return Draws.of(names, draws.count(), all);
    }

    @Override
    public String toString() {
        return (oneNoise ? "probabilistic principal components: " : "factor analysis: ")
                + factors
                + (factors == 1 ? " factor of " : " factors of ")
                + columns.stream().map(Measured::name).toList();
    }
}
