package dev.jensen.core.expr;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of an expression that is a constant or a data column, so that they can be checked while a model is
 * written, with the row named.
 */
public final class KnownValues {
    private final Column.Source values;
    private final int elements;
    private final @Nullable Plate plate;

    private KnownValues(Column.Source values, int elements, @Nullable Plate plate) {
        this.values = values;
        this.elements = elements;
        this.plate = plate;
    }

    /**
     * The numbers of a constant or a column.
     *
     * @param x any expression
     * @return null where x is anything else
     */
    public static @Nullable KnownValues of(Expr x) {
        if (x.operation() instanceof Literal literal) {
            double[] values = literal.values();
            return new KnownValues((row, element) -> values[element], x.shape().size(), null);
        }
        if (x.operation() instanceof Column column) {
            return new KnownValues(column::at, x.shape().size(), x.shape().plate());
        }
        return null;
    }

    /**
     * Whether each row has its own numbers.
     *
     * @return false for a constant
     */
    public boolean hasRows() {
        return plate != null;
    }

    /**
     * How many rows there are.
     *
     * @return 1 for a constant
     */
    public int rows() {
        return plate == null ? 1 : plate.size();
    }

    /**
     * How many inner elements a row has.
     *
     * @return at least 1
     */
    public int elements() {
        return elements;
    }

    /**
     * One number. A constant has it on every row; a single element stands for all elements.
     *
     * @param row from 0
     * @param element from 0, of the flattened inner dimensions
     * @return the number
     */
    public double at(int row, int element) {
        return values.at(row, elements == 1 ? 0 : element);
    }

    /**
     * Where a number stands, for messages.
     *
     * @param row from 0
     * @param element from 0
     * @return such as {@code ", row 3"}, {@code "[2]"}, {@code ", row 3, element 1"}, or nothing for a scalar
     */
    public String where(int row, int element) {
        if (plate == null) {
            return elements == 1 ? "" : "[" + element + "]";
        }
        return ", row " + row + (elements == 1 ? "" : ", element " + element);
    }
}
