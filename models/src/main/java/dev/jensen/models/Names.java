package dev.jensen.models;

import dev.jensen.core.density.Variable;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of a model's statements, each given once, and the plates with the labels of their rows. */
final class Names {
    private static final Pattern KEPT = Pattern.compile("[\\[\\],\\v]+"); // for components, and lines of a table

    private final Map<String, Variable.Rows> plates = new LinkedHashMap<>();
    private final Map<String, String> claimed = new LinkedHashMap<>(); // with what has it

    /** Gives a name to a statement, or refuses one that another has, or that could not be told from a component's. */
    void claim(String name, String what) {
        if (Objects.requireNonNull(name, () -> "name of " + what + " must not be null")
                .isBlank()) {
            throw new IllegalArgumentException(what + " needs a name");
        }
        if (KEPT.matcher(name).find()) {
            throw new IllegalArgumentException("\"" + name + "\" cannot be the name of " + what
                    + ": brackets, commas and line breaks are kept for components, such as theta[3]; call it \""
                    + KEPT.matcher(name).replaceAll("_").replaceAll("_$", "")
                    + "\", or make one variable with a length or on a plate");
        }
        String known = claimed.putIfAbsent(name, what);
        if (known != null) {
            throw new IllegalArgumentException("\"" + name + "\" is declared twice, as " + known
                    + (known.equals(what) ? "" : " and as " + what) + ": give each a name of its own");
        }
    }

    /** Frees a name that one kind of statement has, if it is that kind's. */
    void release(String name, String what) {
        claimed.remove(name, what);
    }

    /**
     * Adds a plate.
     *
     * @param labels of its rows, all different, or none
     */
    Variable.Rows plate(Plate plate, List<String> labels) {
        if (plate.name().isBlank()) {
            throw new IllegalArgumentException("a plate needs a name");
        }
        Variable.Rows before = plates.get(plate.name());
        if (before != null) {
            throw new IllegalArgumentException("plate \"" + plate.name() + "\" exists already, with " + before.count()
                    + " rows: give each plate a name of its own");
        }
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (int row = 0; row < labels.size(); row++) {
            Integer first = rows.putIfAbsent(labels.get(row), row);
            if (first != null) {
                throw new IllegalArgumentException("plate \"" + plate.name() + "\": rows " + first + " and " + row
                        + " have the same label \"" + labels.get(row) + "\": give each row a label of its own");
            }
        }
        Variable.Rows known = new Variable.Rows(plate.name(), plate.size(), labels);
        plates.put(plate.name(), known);
        return known;
    }

    /** Adds a plate of some rows of another, which keep their labels. */
    void part(Plate part, List<Integer> rows, Plate of) {
        Variable.Rows whole = plates.get(of.name());
        List<String> labels = rows.stream()
                .map(row -> whole == null ? Integer.toString(row) : whole.label(row))
                .toList();
        plates.put(part.name(), new Variable.Rows(part.name(), part.size(), labels));
    }

    /** Whether the rows of a plate have labels. */
    boolean isLabelled(Plate plate) {
        Variable.Rows known = plates.get(plate.name());
        return known != null && !known.labels().isEmpty();
    }

    /** A variable in some shape, with the labels of its rows. */
    Variable variable(String name, Shape shape) {
        List<Integer> inner = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            inner.add(shape.dimension(axis));
        }
        return new Variable(name, inner, rows(shape.plate()));
    }

    private Optional<Variable.Rows> rows(@Nullable Plate plate) {
        if (plate == null) {
            return Optional.empty();
        }
        Variable.Rows known = plates.get(plate.name());
        return Optional.of(
                known != null && known.count() == plate.size()
                        ? known
                        : new Variable.Rows(plate.name(), plate.size(), List.of()));
    }
}
