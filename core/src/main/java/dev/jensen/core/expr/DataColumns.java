package dev.jensen.core.expr;

import java.util.List;

/** Columns of data from the forms in which users hold them, checked against their plate. */
final class DataColumns {
    private DataColumns() {}

    static Expr column(Plate plate, String name, double[] values) {
        checkRows(plate, name, values.length);
        Column column = Column.of(plate, name, 1, (row, element) -> values[row]);
        return new Expr(column, List.of(), Shape.rows(plate));
    }

    static Expr columns(Plate plate, String name, double[][] rows) {
        checkRows(plate, name, rows.length);
        int width = rows[0].length;
        checkWidth(name, width);
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != width) {
                throw new IllegalArgumentException("data \"" + name + "\", row " + row + " has " + rows[row].length
                        + " columns, row 0 has " + width + ": all rows must be equally long");
            }
        }
        return columns(plate, name, width, (row, element) -> rows[row][element]);
    }

    static Expr columns(Plate plate, String name, int width, double[] values) {
        checkWidth(name, width);
        if (values.length != (long) plate.size() * width) {
            throw new IllegalArgumentException("data \"" + name + "\" has " + values.length + " numbers, plate \""
                    + plate.name() + "\" with " + plate.size() + " rows of " + width + " needs "
                    + (long) plate.size() * width);
        }
        return columns(plate, name, width, (row, element) -> values[row * width + element]);
    }

    static Expr columns(Plate plate, String name, int width, Column.Source source) {
        checkWidth(name, width);
        return new Expr(Column.of(plate, name, width, source), List.of(), Shape.rows(plate, width));
    }

    private static void checkRows(Plate plate, String name, int rows) {
        if (rows != plate.size()) {
            throw new IllegalArgumentException("data \"" + name + "\" has " + rows + " rows, plate \"" + plate.name()
                    + "\" has " + plate.size() + ": give one for each row");
        }
    }

    private static void checkWidth(String name, int width) {
        if (width < 1) {
            throw new IllegalArgumentException(
                    "data \"" + name + "\" has " + width + " numbers a row: give at least one");
        }
    }
}
