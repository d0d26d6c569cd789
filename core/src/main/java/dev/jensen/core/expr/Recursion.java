package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A recursion over time: from a start, h ← F(h, …) once for each row of a plate of times, in their order. The step is
 * written once, for the row that it stands on: a data column of the plate is that time's number, and whatever has no rows is
 * the same at all times.
 *
 * <pre>{@code
 * Plate time = Plate.of("day", y.length);
 * Expr shock = Expr.column(time, "y", y).minus(mu).square();
 * Recursion variance = Recursion.over(time, start, v -> omega.plus(alpha.times(shock)).plus(beta.times(v)));
 * Expr today = variance.before();                                   // σ²ₜ, on the rows of the plate
 * }</pre>
 *
 * <p>Graph, derivative and memory are those of one step, whatever the number of times; the work grows in proportion to it.
 * What a step computes without looking at what it carries is computed outside, on all rows at once. Outputs are written
 * from {@link #before} and {@link #after}, again on rows. Arrays with time as their last axis get the rows of the plate by
 * {@link Expr#toRows}.
 */
public final class Recursion {
    private final Scan scan;
    private final Expr path;

    private Recursion(Expr path) {
        this.scan = (Scan) path.operation();
        this.path = path;
    }

    /**
     * A recursion of one number, vector or matrix.
     *
     * @param times whose rows are the steps
     * @param start what the first step takes; without rows
     * @param step from what a step takes to what it gives, in the same shape; called once
     * @return the recursion
     * @throws IllegalArgumentException where the step gives another shape, or looks at other rows than its own
     */
    public static Recursion over(Plate times, Expr start, UnaryOperator<Expr> step) {
        return over(times, List.of(start), carries -> List.of(step.apply(carries.get(0))));
    }

    /**
     * A recursion of several numbers, vectors or matrices together.
     *
     * @param times whose rows are the steps
     * @param start what the first step takes; at least one, without rows
     * @param step from what a step takes to what it gives, in the same shapes; called once
     * @return the recursion
     * @throws IllegalArgumentException where the step gives other shapes, or looks at other rows than its own
     */
    public static Recursion over(Plate times, List<Expr> start, UnaryOperator<List<Expr>> step) {
        if (start.isEmpty()) {
            throw new IllegalArgumentException("scan over \"" + times.name() + "\" carries nothing: give a start");
        }
        List<Expr> carries = new ArrayList<>();
        for (Expr first : start) {
            if (first.shape().hasRows()) {
                throw Mismatch.of(
                        "scan", "the start is before all times, so it cannot have rows; use at(…) of toAxis()", first);
            }
            carries.add(Scan.unknown("carry " + carries.size(), first.shape().on(times)));
        }
        List<Expr> next = step.apply(List.copyOf(carries));
        if (next.size() != start.size()) {
            throw new IllegalArgumentException("scan over \"" + times.name() + "\" starts with " + start.size()
                    + " values, and its step gives " + next.size() + ": it must give what the next step takes");
        }
        List<Expr> onRows = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            Expr given = next.get(i);
            Plate rows = given.shape().plate();
            if (rows != null && !rows.equals(times)) {
                throw Mismatch.plates("scan", given, times);
            }
            if (!Arrays.equals(given.shape().inner(), carries.get(i).shape().inner())) {
                throw Mismatch.of(
                        "scan",
                        "the step gives this for carry " + i + ", which starts as "
                                + start.get(i).shape() + ": shapes must not change from step to step",
                        given);
            }
            onRows.add(given.onRows(times));
        }
        return new Recursion(StepTrace.path(times, false, carries, start, onRows));
    }

    /** {@return what each time's step takes, on the rows of the plate: the start in row 0} */
    public Expr before() {
        return before(0);
    }

    /**
     * {@return what each time's step takes of one value, on the rows of the plate: the start in row 0}
     *
     * @param carry its index
     */
    public Expr before(int carry) {
        return scan.rows(path, scan.before()).get(carry);
    }

    /** {@return what each time's step gives, on the rows of the plate} */
    public Expr after() {
        return after(0);
    }

    /**
     * {@return what each time's step gives of one value, on the rows of the plate}
     *
     * @param carry its index
     */
    public Expr after(int carry) {
        return scan.rows(path, scan.after()).get(carry);
    }

    /** {@return what the last step gives, without rows} */
    public Expr last() {
        return last(0);
    }

    /**
     * {@return what the last step gives of one value, without rows}
     *
     * @param carry its index
     */
    public Expr last(int carry) {
        return scan.column(path, scan.steps()).get(carry);
    }
}
