package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constant without rows. */
public final class Literal implements Operation {
    private final double[] values;

    Literal(double[] values) {
        this.values = values;
    }

    /** A constant matrix; copies the rows. */
    static Expr matrix(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException("constant matrix: row " + i + " has " + rows[i].length
                        + " elements, row 0 has " + columns + ": all rows must be equally long");
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new Expr(new Literal(values), List.of(), Shape.of(rows.length, columns));
    }

    /**
     * The elements, last dimension fastest.
     *
     * @return a copy
     */
    public double[] values() {
        return values.clone();
    }

    Literal negated() {
        return new Literal(Arrays.stream(values).map(value -> -value).toArray());
    }

    double first() {
        return values[0];
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        return List.of();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Literal that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length == 1 ? Double.toString(values[0]) : "constant" + values.length;
    }
}
