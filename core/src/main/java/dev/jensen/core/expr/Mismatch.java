package dev.jensen.core.expr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Says which expressions do not fit, in the words of the person who wrote them. */
final class Mismatch {
    private static final int MOST_NAMES = 4;

    private Mismatch() {}

    static IllegalArgumentException broadcast(String operation, Expr a, Expr b) {
        Plate rowsA = a.shape().plate();
        Plate rowsB = b.shape().plate();
        if (rowsA != null && rowsB != null && !rowsA.equals(rowsB)) {
            if (rowsA.name().equals(rowsB.name())) {
                return plates(operation, a, rowsB);
            }
            return new IllegalArgumentException(operation + ": " + describe(a) + " has " + rowsA.size() + " rows, "
                    + describe(b) + " has " + rowsB.size()
                    + ": bring one to the other's plate with gather(index column), or sum it with sumRows()");
        }
        return new IllegalArgumentException(operation + ": shapes of " + describe(a) + " and " + describe(b)
                + " do not broadcast: aligned at the last dimension, lengths must agree or be 1");
    }

    /** An expression has rows of another plate than it should. */
    static IllegalArgumentException plates(String operation, Expr x, Plate wanted) {
        Plate own = Objects.requireNonNull(x.shape().plate());
        return own.name().equals(wanted.name())
                ? of(
                        operation,
                        "there are two plates \"" + own.name() + "\", one of " + own.size() + " rows and one of "
                                + wanted.size() + ": make the plate once",
                        x)
                : of(
                        operation,
                        "has " + own.size() + " rows of plate \"" + own.name() + "\", not the " + wanted.size()
                                + " of plate \"" + wanted.name() + "\": bring it there with gather(index column)",
                        x);
    }

    /** An expression does not have the inner axis that was asked for. */
    static IllegalArgumentException axis(String operation, int axis, Expr x) {
        int rank = x.shape().rank();
        String problem = rank == 0
                ? "has no inner axis"
                        + (x.shape().hasRows()
                                ? "; its rows are summed with sumRows(), and become an axis with toAxis()"
                                : "")
                : "has no axis " + axis + "; axes run from 0 to " + (rank - 1);
        return of(operation, problem, x);
    }

    static IllegalArgumentException of(String operation, String problem, Expr... culprits) {
        StringBuilder text = new StringBuilder(operation).append(": ");
        for (int i = 0; i < culprits.length; i++) {
            text.append(i == 0 ? "" : " and ").append(describe(culprits[i]));
        }
        return new IllegalArgumentException(text.append(": ").append(problem).toString());
    }

    /** Shape and name of an expression; of a nameless one, the names inside it. */
    static String describe(Expr x) {
        if (x.operation() instanceof Variable || x.operation() instanceof Column) {
            return "\"" + x.operation() + "\" " + x.shape();
        }
        if (x.operation() instanceof Literal) {
            return (x.shape().rank() == 0 ? x.operation() : "a constant") + " " + x.shape();
        }
        Set<String> names = names(x);
        return "an expression" + (names.isEmpty() ? "" : " of " + String.join(", ", names)) + " " + x.shape();
    }

    /** The unknowns and data inside an expression, the first few. */
    static Set<String> names(Expr x) {
        Set<String> names = new LinkedHashSet<>();
        Set<Expr> seen = new HashSet<>();
        Deque<Expr> queue = new ArrayDeque<>();
        queue.add(x);
        while (!queue.isEmpty() && names.size() < MOST_NAMES) {
            Expr next = queue.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next.operation() instanceof Variable || next.operation() instanceof Column) {
                names.add("\"" + next.operation() + "\"");
            }
            queue.addAll(next.operands());
        }
        return names;
    }
}
