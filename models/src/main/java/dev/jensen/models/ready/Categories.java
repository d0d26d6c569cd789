package dev.jensen.models.ready;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.models.Data;
import dev.jensen.models.ModelBuilder;
import dev.jensen.models.Observed;
import dev.jensen.models.io.Levels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * The categories of a response, and their numbers.
 *
 * @param response the column
 * @param names of the categories, numbered from 0
 */
record Categories(String response, List<String> names) {

    static Categories of(String response, List<String> names) {
        if (names.size() < 2 || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("response \"" + response
                    + "\" needs two or more different categories, not " + names + ": there is nothing to tell apart");
        }
        return new Categories(response, List.copyOf(names));
    }

    /** All that are found, whole numbers in their order, names in the alphabet's. */
    static List<String> found(Data data, String response) {
        List<String> labels = new ArrayList<>(data.levels(response).labels());
        labels.sort(areNumbers(labels) ? Comparator.comparing(Double::valueOf) : Comparator.naturalOrder());
        return labels;
    }

    private static boolean areNumbers(List<String> labels) {
        return labels.stream().allMatch(label -> label.matches("-?\\d+"));
    }

    /** The order that was named, or that of whole numbers. */
    static List<String> ordered(Data data, String response, String... order) {
        List<String> found = order.length > 0 ? List.of(order) : found(data, response);
        if (order.length == 0 && !areNumbers(found)) {
            throw new IllegalArgumentException("response \"" + response
                    + "\" holds names, whose order is not known: name the categories too, lowest first; there are "
                    + found);
        }
        return found;
    }

    /** Refuses data that lack a category: its probability would be told by the prior alone. */
    void requireAll(Data data) {
        List<String> found = data.levels(response).labels();
        numbers(data);
        for (String name : names) {
            if (!found.contains(name)) {
                throw new IllegalArgumentException("response \"" + response + "\" is \"" + name + "\" in no row, only "
                        + found + ": leave that category out, or check its spelling");
            }
        }
    }

    private double[] numbers(Data data) {
        Levels levels = data.levels(response);
        int[] index = levels.index();
        double[] numbers = new double[index.length];
        for (int row = 0; row < index.length; row++) {
            String name = levels.labels().get(index[row]);
            numbers[row] = names.indexOf(name);
            if (numbers[row] < 0) {
                throw new IllegalArgumentException("response \"" + response + "\", row " + row + " is \"" + name
                        + "\", which is none of the categories " + names);
            }
        }
        return numbers;
    }

    /** The numbers of the rows' categories, or none in a prediction. */
    Observed observed(Data rows) {
        return rows.has(response) ? Data.of(response, numbers(rows)).observed(response) : rows.observed(response);
    }

    /** Names the categories' probabilities in a prediction. */
    void deriveProbabilities(ModelBuilder m, Data rows, List<Expr> logs, Plate row) {
        if (!rows.has(response)) {
            for (int k = 0; k < logs.size(); k++) {
                m.derive(
                        "P(" + response + " = " + names.get(k) + ")",
                        logs.get(k).onRows(row).exp());
            }
        }
    }

    /** Names of the cut points. */
    List<String> pairs() {
        List<String> pairs = new ArrayList<>();
        for (int k = 1; k < names.size(); k++) {
            pairs.add(names.get(k - 1) + "|" + names.get(k));
        }
        return pairs;
    }
}
