package dev.jensen.core.fit;

import dev.jensen.core.density.NearestName;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.RunningMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Mean, standard deviation and quantiles of every component of every variable; prints as a table. Immutable. */
public final class Summary {

    private static final int DRAWS = 4000;
    private static final int FEWEST_DRAWS = 400;
    private static final int LARGEST = 1 << 24;

    private final @Nullable Fit fit;
    private final int draws;
    private final String remark;
    private final Map<String, List<Row>> parts; // rows of each variable, by its name
    private final Map<String, Row> byComponent = new HashMap<>();

    private Summary(@Nullable Fit fit, int draws, String remark, Map<String, List<Row>> parts) {
        this.fit = fit;
        this.draws = draws;
        this.remark = remark;
        this.parts = parts;
        parts.values().forEach(rows -> rows.forEach(row -> byComponent.put(row.name(), row)));
    }

    /** Summarises a fit from 4,000 draws, fewer where it has more than 4,000 components. */
    static Summary of(Fit fit) {
        int width = Variables.of(fit.target()).constrainedDimension();
        Draws draws = fit.draws(Math.max(FEWEST_DRAWS, Math.min(DRAWS, LARGEST / width)));
        return of(fit, draws, "", Row::of);
    }

    /** Summarises draws that are not those of a fit. */
    static Summary of(Draws draws) {
        return of(null, draws, "", Row::of);
    }

    /** Summarises weighted draws. */
    static Summary of(WeightedDraws weighted) {
        double[] weights = weighted.weights().weights();
        return of(
                weighted.fit(),
                weighted.draws(),
                weighted.toString(),
                (name, values) -> WeightedRow.of(name, values, weights));
    }

    private static Summary of(@Nullable Fit fit, Draws draws, String remark, BiFunction<String, double[], Row> row) {
        Map<String, List<Row>> parts = new LinkedHashMap<>();
        int position = 0;
        for (Variable variable : draws.variables()) {
            List<Row> rows = new ArrayList<>();
            for (int k = 0; k < variable.size(); k++) {
                rows.add(row.apply(variable.componentName(k), draws.column(position)));
                position++;
            }
            parts.put(variable.name(), List.copyOf(rows));
        }
        return new Summary(fit, draws.count(), remark, parts);
    }

    /**
     * A component.
     *
     * @param name as {@code theta[3]}
     * @param mean of the draws
     * @param sd standard deviation of the draws
     * @param q5 5 % quantile
     * @param q25 lower quartile
     * @param median median
     * @param q75 upper quartile
     * @param q95 95 % quantile
     * @param mcse Monte Carlo standard error of the mean; it tells of the number of draws, not of how well q fits
     */
    public record Row(
            String name,
            double mean,
            double sd,
            double q5,
            double q25,
            double median,
            double q75,
            double q95,
            double mcse) {

        /** Returns the name and the eight numbers as the table writes them, to the third significant digit of the standard deviation. */
        public List<String> cells() {
            return SummaryTable.cells(this);
        }

        private static Row of(String name, double[] values) {
            RunningMoments moments = new RunningMoments();
            for (double value : values) {
                moments.add(value);
            }
            Arrays.sort(values);
            return new Row(
                    name,
                    moments.mean(),
                    moments.standardDeviation(),
                    quantile(values, 0.05),
                    quantile(values, 0.25),
                    quantile(values, 0.5),
                    quantile(values, 0.75),
                    quantile(values, 0.95),
                    moments.estimate().standardError());
        }

        /** Interpolates between order statistics (definition 7 of Hyndman and Fan 1996). */
        private static double quantile(double[] sorted, double p) {
            double position = p * (sorted.length - 1);
            int below = (int) position;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        }
    }

    /** Returns the fit that is summarised; empty for draws that are no fit's own, such as predictions. */
    public Optional<Fit> fit() {
        return Optional.ofNullable(fit);
    }

    /** Returns how many draws the summary is made of. */
    public int draws() {
        return draws;
    }

    /** Returns the rows of all components. */
    public List<Row> rows() {
        return parts.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Returns the rows of one variable.
     *
     * @throws IllegalArgumentException if there is no such variable, with the nearest name that there is
     */
    public List<Row> rows(String variable) {
        List<Row> rows = parts.get(variable);
        if (rows == null) {
            throw NearestName.unknown("variable", variable, parts.keySet());
        }
        return rows;
    }

    /**
     * Returns the row of one component.
     *
     * @param component as {@code tau} or {@code theta[3]}
     * @throws IllegalArgumentException if there is no such component, with the nearest name that there is
     */
    public Row row(String component) {
        Row row = byComponent.get(component);
        if (row == null) {
            throw NearestName.unknown(
                    "component", component, rows().stream().map(Row::name).toList());
        }
        return row;
    }

    /**
     * Returns the summary of some variables and components only, in this order.
     *
     * @param names of variables, as {@code theta}, or of components, as {@code theta[3]}
     * @throws IllegalArgumentException if there is no such component, with the nearest name that there is, or nothing is named
     */
    public Summary only(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("only() of nothing: name variables or components, or leave it out");
        }
        Map<String, List<Row>> some = new LinkedHashMap<>();
        for (String name : names) {
            List<Row> whole = parts.get(name);
            some.put(name, whole == null ? List.of(row(name)) : whole);
        }
        return new Summary(fit, draws, remark, some);
    }

    /**
     * Returns the table: a head that says what was fitted and how it ended, then a line for each component. Of a long variable,
     * and of a long list of variables, it shows the first, and says how to see the rest.
     */
    @Override
    public String toString() {
        return SummaryTable.of(this, remark, parts);
    }
}
