package dev.jensen.models.ready;

import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import dev.jensen.models.Data;
import dev.jensen.models.ModelBuilder;
import dev.jensen.models.io.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a regression is on, but for its intercept: Σ slope_j x_j, and Σ over groups of the effect of the row's level with its own slopes.
 *
 * @param data that are fitted
 * @param responses columns that are no predictors
 * @param predictors columns of numbers
 * @param groups of the rows
 */
record LinearPredictor(Data data, List<String> responses, List<String> predictors, List<Group> groups) {
    private static final double WIDE = 2.5;

    LinearPredictor {
        responses = List.copyOf(responses);
        predictors = List.copyOf(predictors);
        groups = List.copyOf(groups);
    }

    static LinearPredictor none(Data data, String... responses) {
        return new LinearPredictor(data, List.of(responses), List.of(), List.of());
    }

    LinearPredictor on(String... columns) {
        List<String> more = new ArrayList<>(predictors);
        more.addAll(Arrays.asList(columns));
        Set<String> different = new LinkedHashSet<>();
        for (String column : more) {
            boolean response = responses.contains(column);
            if (!different.add(column) || response) {
                throw new IllegalArgumentException("\"" + column + "\" is "
                        + (response ? "the response" : "a predictor already") + ": name it once");
            }
        }
        Predictors.of(data, more);
        return new LinearPredictor(data, responses, more, groups);
    }

    LinearPredictor groupedBy(String column, String... slopes) {
        Levels levels = data.levels(column);
        if (levels.size() < 2) {
            throw new IllegalArgumentException("group \"" + column + "\" has the one level \""
                    + levels.labels().get(0) + "\": its effect cannot be told from the intercept; leave it out");
        }
        if (groups.stream().anyMatch(group -> group.column().equals(column))) {
            throw new IllegalArgumentException(
                    "\"" + column + "\" groups the rows already: name it once, with all slopes that vary");
        }
        Predictors named = new Predictors(predictors, new double[0], new double[0]);
        for (String slope : slopes) {
            named.indexOf(slope);
        }
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group(column, Arrays.asList(slopes)));
        return new LinearPredictor(data, responses, predictors, more);
    }

    /** The predictors, of which there must be one. */
    Predictors required(String response) {
        if (predictors.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + response + "\" is a function of nothing yet: name a predictor with on(…)");
        }
        return Predictors.of(data, predictors);
    }

    /** The columns of new rows that are predictors. */
    Data only(Data rows) {
        Data only = Data.empty();
        for (String predictor : predictors) {
            only = only.and(predictor, rows.doubles(predictor));
        }
        return only;
    }

    /** Declares what is known of some rows. */
    Stated in(ModelBuilder m, Data rows, Plate row) {
        Predictors standard = Predictors.of(data, predictors);
        Plate predictor = predictors.isEmpty() ? null : m.plate("predictor", predictors);
        Expr x = predictor == null ? Expr.constant(0) : m.data("predictors", standard.of(rows), row);
        Expr mean = predictor == null ? x : m.data("predictor's mean", standard.means(), predictor);
        Expr sd = predictor == null ? x : m.data("predictor's standard deviation", standard.deviations(), predictor);
        List<Plate> plates = new ArrayList<>();
        List<IntColumn> index = new ArrayList<>();
        for (Group group : groups) {
            Levels levels = rows.levels(group.column());
            Plate level = m.plate(group.column(), levels.labels());
            plates.add(level);
            index.add(m.index(group.column() + " of row", levels.index(), row, level));
        }
        return (of, scale) -> {
            Expr eta = Expr.constant(0);
            Expr shift = Expr.constant(0);
            if (predictor != null) {
                Expr slope = m.latent(
                        "slope for a standard deviation" + of,
                        Unit.suited(Normal.of(0, WIDE * scale), scale),
                        predictor);
                Expr own = m.derive("slope" + of, slope.dividedBy(sd));
                shift = own.times(mean).toAxis().sum();
                eta = x.dot(slope.toAxis());
            }
            for (int g = 0; g < plates.size(); g++) {
                Group group = groups.get(g);
                Plate level = plates.get(g);
                eta = eta.plus(varying(m, group.column() + of, level, scale).gather(index.get(g)));
                for (String slope : group.slopes()) {
                    Expr own = varying(m, slope + " by " + group.column() + of, level, scale);
                    eta = eta.plus(own.gather(index.get(g)).times(x.at(standard.indexOf(slope))));
                }
            }
            return new Effects(eta, shift);
        };
    }

    /** States effects, of which one model may have several. */
    @FunctionalInterface
    interface Stated {
        /**
         * Declares slopes and effects of groups.
         *
         * @param of follows the names, such as " of green", or is empty
         * @param scale s of the priors
         */
        Effects effects(String of, double scale);
    }

    /**
     * A linear predictor without intercept.
     *
     * @param eta of each row, 0 at the predictors' means
     * @param shift what is to be taken from the intercept at the means for the intercept where all predictors are 0
     */
    record Effects(Expr eta, Expr shift) {}

    private static Expr varying(ModelBuilder m, String name, Plate level, double scale) {
        Expr deviation = m.latent("sd of " + name, Unit.suited(Exponential.of(1 / scale), scale));
        Normal law = Normal.of(0, deviation);
        return m.latent(name, Unit.isNearOne(scale) ? law.auto() : law.nonCentered(), level);
    }

    /** The names that a summary shows. */
    List<String> shown(String of) {
        List<String> shown = new ArrayList<>();
        if (!predictors.isEmpty()) {
            shown.add("slope" + of);
        }
        for (Group group : groups) {
            shown.add("sd of " + group.column() + of);
            for (String slope : group.slopes()) {
                shown.add("sd of " + slope + " by " + group.column() + of);
            }
        }
        return shown;
    }

    @Override
    public String toString() {
        return " on " + predictors
                + (groups.isEmpty()
                        ? ""
                        : ", grouped by " + groups.stream().map(Group::column).toList());
    }
}
