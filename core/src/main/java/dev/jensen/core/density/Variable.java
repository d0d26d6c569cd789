package dev.jensen.core.density;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A named variable on the scale that its user sees: a number, an array, or one of these for every row of a plate.
 *
 * @param name as the user wrote it
 * @param inner sizes of its inner dimensions; empty for a number
 * @param rows the plate over whose rows it is repeated, or empty
 * @param role what it is to the posterior
 */
public record Variable(String name, List<Integer> inner, Optional<Rows> rows, Role role) {

    /** What a variable is to the posterior. */
    public enum Role {
        /** A quantity that has a posterior law. */
        QUANTITY,
        /** The probability of an outcome that has been summed out, given the rest of a draw: only its mean is meant. */
        PROBABILITY
    }

    /** Makes a quantity. */
    public Variable(String name, List<Integer> inner, Optional<Rows> rows) {
        this(name, inner, rows, Role.QUANTITY);
    }

    /** Copies the list. */
    public Variable {
        inner = List.copyOf(inner);
        for (int size : inner) {
            if (size < 1) {
                throw new IllegalArgumentException(
                        "variable \"" + name + "\" has inner dimensions " + inner + ": each must be at least 1");
            }
        }
    }

    /** Makes a variable without a plate. */
    public static Variable of(String name, Integer... inner) {
        return new Variable(name, List.of(inner), Optional.empty());
    }

    /** Returns the number of components: the product of the inner sizes and the number of rows. */
    public int size() {
        return innerSize() * rowCount();
    }

    /**
     * Names a component, as {@code tau}, {@code theta[3]}, {@code theta[Choate]} or, row first, {@code beta[Choate,1]};
     * indices count from 0.
     *
     * @param component position within the variable, laid out [inner…][row], rows contiguous
     */
    public String componentName(int component) {
        List<String> index = new ArrayList<>();
        int remaining = component / rowCount();
        for (int k = inner.size() - 1; k >= 0; k--) {
            index.add(0, Integer.toString(remaining % inner.get(k)));
            remaining /= inner.get(k);
        }
        rows.ifPresent(r -> index.add(0, r.label(component % r.count())));
        return index.isEmpty() ? name : name + "[" + String.join(",", index) + "]";
    }

    private int innerSize() {
        int size = 1;
        for (int k : inner) {
            size *= k;
        }
        return size;
    }

    private int rowCount() {
        return rows.map(Rows::count).orElse(1);
    }

    /**
     * The rows of a plate.
     *
     * @param plate the plate's name
     * @param count number of rows, at least 1
     * @param labels a label for every row, or empty when rows are numbered
     */
    public record Rows(String plate, int count, List<String> labels) {

        /** Copies the list. */
        public Rows {
            labels = List.copyOf(labels);
            if (count < 1 || !(labels.isEmpty() || labels.size() == count)) {
                throw new IllegalArgumentException("plate \"" + plate + "\" has " + count + " rows and " + labels.size()
                        + " labels: there must be at least one row, and no label or one for each row");
            }
        }

        /** Returns the row's label, or its number. */
        public String label(int row) {
            return labels.isEmpty() ? Integer.toString(row) : labels.get(row);
        }
    }
}
