package dev.jensen.models.ready;

import dev.jensen.core.density.Variable;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.LogNormal;
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

/**
 * A mixture of K normal laws, in one or more columns that are independent within a component; the choices of the rows are summed out.
 *
 * <pre>{@code
 * GaussianMixture kinds = GaussianMixture.of(waits, 2, "minutes", "next_minutes");
 * Fit fit = kinds.fit();
 * kinds.predict(fit, Data.of("minutes", 3.1).and("next_minutes", 70.0)).summary();   // density, and P(component=k)
 * }</pre>
 *
 * <p>Components are numbered by their means in the first column, ascending, which is what tells one from another.
 *
 * <p>Priors, with c the mean and s the standard deviation of a column: weights are Dirichlet(2, …, 2); in the first column the lowest mean
 * is N(c − s, s), and each gap to the next half-normal with scale 3s/(K − 1); means in the others are N(c, 1.5 s); standard deviations are
 * LogNormal(log(s/K), 0.75).
 *
 * <p>Draws and summaries name {@code weight[k]}, {@code mean of x[k]}, {@code sd of x[k]}; draws also {@code P(component=k)[row]}, of two
 * components that of 1 only. Immutable.
 */
public final class GaussianMixture implements ReadyModel {
    private final List<Measured> columns;
    private final int components;

    private GaussianMixture(List<Measured> columns, int components) {
        this.columns = columns;
        this.components = components;
    }

    /**
     * A mixture.
     *
     * @param data a row for each observation, at least as many as components
     * @param components K, at least 2
     * @param columns of numbers, finite, none of them constant; at least one, the first of which orders the components
     * @throws IllegalArgumentException if a column is missing, given twice, constant or not finite: which row; or of too few rows
     */
    public static GaussianMixture of(Data data, int components, String... columns) {
        if (components < 2) {
            throw new IllegalArgumentException("a mixture needs at least 2 components: " + components);
        }
        if (columns.length == 0 || new LinkedHashSet<>(Arrays.asList(columns)).size() < columns.length) {
            throw new IllegalArgumentException("a mixture needs columns, each named once: " + Arrays.toString(columns));
        }
        List<Measured> measured = new ArrayList<>();
        for (String column : columns) {
            measured.add(Measured.of(data, column).atLeast(components, "a mixture of " + components + " components"));
        }
        return new GaussianMixture(List.copyOf(measured), components);
    }

    @Override
    public Model model() {
        return Model.of("mixture of " + components + " normals", m -> {
                    Plate row = m.plate("row", columns.get(0).values().length);
                    Expr weight = m.latent("weight", Dirichlet.symmetric(components, 2));
                    Expr component = m.latent("component", Categorical.of(weight), row);
                    for (int j = 0; j < columns.size(); j++) {
                        Measured column = columns.get(j);
                        double s = column.deviation();
                        String name = "mean of " + column.name();
                        Expr mean = j == 0
                                ? OrderedValues.of(
                                        m,
                                        name,
                                        components,
                                        Normal.of(column.mean() - s, s),
                                        HalfNormal.of(3 * s / (components - 1)))
                                : m.latent(name, Normal.of(column.mean(), 1.5 * s), components);
                        Expr sd = m.latent(
                                "sd of " + column.name(), LogNormal.of(Math.log(s / components), 0.75), components);
                        m.observe(
                                column.name(),
                                Normal.of(Categorical.pick(mean, component), Categorical.pick(sd, component)),
                                column.values(),
                                row);
                    }
                })
                .marginalized();
    }

    @Override
    public Summary summary(Fit fit) {
        List<String> shown = new ArrayList<>(List.of("weight"));
        for (Measured column : columns) {
            shown.add("mean of " + column.name());
            shown.add("sd of " + column.name());
        }
        return model().own(fit).summary().only(shown.toArray(String[]::new));
    }

    /**
     * For new rows, the density of the mixture there, {@code density[row]}, and the probabilities that they come from each component,
     * {@code P(component=k)[row]}, for 1,000 draws of the parameters.
     *
     * @param fit of this model
     * @param rows the columns of the mixture, finite
     * @throws IllegalArgumentException if a column is missing or not finite: which
     */
    @Override
    public Draws predict(Fit fit, Data rows) {
        double[][] y = columns.stream()
                .map(column -> Predictors.finite(rows, column.name()))
                .toArray(double[][]::new);
        int n = rows.rows();
        Draws draws = model().own(fit).draws(1000);
        double[][] weight = draws.array("weight");
        List<double[][]> means = new ArrayList<>();
        List<double[][]> deviations = new ArrayList<>();
        for (Measured column : columns) {
            means.add(draws.array("mean of " + column.name()));
            deviations.add(draws.array("sd of " + column.name()));
        }
        int width = (1 + components) * n;
        double[] all = new double[draws.count() * width];
        double[] terms = new double[components];
        for (int s = 0; s < draws.count(); s++) {
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < components; k++) {
                    terms[k] = Math.log(weight[s][k]);
                    for (int j = 0; j < y.length; j++) {
                        terms[k] += logNormal(
                                y[j][i], means.get(j)[s][k], deviations.get(j)[s][k]);
                    }
                }
                double greatest = Arrays.stream(terms).max().orElseThrow();
                double sum =
                        Arrays.stream(terms).map(t -> Math.exp(t - greatest)).sum();
                all[s * width + i] = Math.exp(greatest) * sum;
                for (int k = 0; k < components; k++) {
                    all[s * width + (k + 1) * n + i] = Math.exp(terms[k] - greatest) / sum;
                }
            }
        }
        Optional<Variable.Rows> plate = Optional.of(new Variable.Rows("row", n, List.of()));
        List<Variable> names = new ArrayList<>(List.of(new Variable("density", List.of(), plate)));
        for (int k = 0; k < components; k++) {
            names.add(new Variable("P(component=" + k + ")", List.of(), plate));
        }
        return Draws.of(names, draws.count(), all);
    }

    private static double logNormal(double y, double mean, double sd) {
        double z = (y - mean) / sd;
        return -0.5 * (z * z + Math.log(2 * Math.PI)) - Math.log(sd);
    }

    @Override
    public String toString() {
        return "mixture of " + components + " normals in "
                + columns.stream().map(Measured::name).toList();
    }
}
