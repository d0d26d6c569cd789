package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Objects;
import java.util.function.DoublePredicate;

/**
 * A term of a log density: a prior, a likelihood, a penalty.
 *
 * @param name what messages call it
 * @param logDensity of any shape; its inner elements and rows are summed; nats
 * @param conditions what must hold for the term to make sense, looked at when it is not finite
 */
public record Factor(String name, Expr logDensity, List<Condition> conditions) {
    /** Copies the list. */
    public Factor {
        Objects.requireNonNull(logDensity, () -> "factor \"" + name + "\" has no expression: null");
        conditions = List.copyOf(conditions);
    }

    /** Makes a term without conditions. */
    public static Factor of(String name, Expr logDensity) {
        return new Factor(name, logDensity, List.of());
    }

    /**
     * Something that must hold for a term to make sense: a parameter of a law lies in its range.
     *
     * @param what what the value is, such as "Normal scale"
     * @param value of any shape
     * @param holds whether one number is legal
     * @param range the legal values in words, such as "> 0"
     */
    public record Condition(String what, Expr value, DoublePredicate holds, String range) {}
}
