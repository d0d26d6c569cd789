package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;

/** Between rows and inner axes: each row's part of a vector, totals by group, an axis seen as rows and rows as an axis. */
final class PlateAxis {
    private PlateAxis() {}

    static Expr gather(Expr x, IntColumn index) {
        Shape shape = x.shape();
        if (shape.hasRows()) {
            return x.toAxis().gather(index);
        }
        int last = shape.rank() - 1;
        if (last < 0 || shape.dimension(last) != index.size()) {
            throw Mismatch.of(
                    "gather",
                    "index column \"" + index.name() + "\" points at " + index.size()
                            + " things, so the last dimension must have that length",
                    x);
        }
        return new Expr(new Gather(index), List.of(x), shape.without(last).on(index.plate()));
    }

    static Expr scatterAdd(Expr x, IntColumn index) {
        if (!index.plate().equals(x.shape().plate())) {
            throw Mismatch.of(
                    "scatterAdd",
                    "must have the rows of index column \"" + index.name() + "\", plate \""
                            + index.plate().name() + "\"",
                    x);
        }
        return Algebra.scatterAdd(x, index);
    }

    static Expr toRows(Expr x, Plate plate) {
        Shape shape = x.shape();
        int last = shape.rank() - 1;
        if (shape.hasRows() || last < 0 || shape.dimension(last) != plate.size()) {
            throw Mismatch.of(
                    "toRows",
                    "plate \"" + plate.name() + "\" has " + plate.size()
                            + " rows, so the last dimension must have that length, and no rows yet",
                    x);
        }
        if (x.operation() instanceof ToAxis && plate.equals(x.operand(0).shape().plate())) {
            return x.operand(0);
        }
        return new Expr(new ToRows(plate), List.of(x), shape.without(last).on(plate));
    }

    static Expr toAxis(Expr x) {
        Plate plate = x.shape().plate();
        if (plate == null) {
            throw Mismatch.of("toAxis", "has no rows", x);
        }
        if (x.operation() instanceof ToRows) {
            return x.operand(0);
        }
        int rank = x.shape().rank();
        int[] inner = Arrays.copyOf(x.shape().inner(), rank + 1);
        inner[rank] = plate.size();
        return new Expr(new ToAxis(), List.of(x), Shape.of(inner));
    }

    static Expr onRows(Expr x, Plate plate) {
        Plate own = x.shape().plate();
        if (own != null) {
            if (!own.equals(plate)) {
                throw Mismatch.plates("onRows", x, plate);
            }
            return x;
        }
        return new Expr(new OnRows(plate), List.of(x), x.shape().on(plate));
    }
}
