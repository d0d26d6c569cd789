package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Inner elements taken out, put elsewhere, laid out otherwise and joined, which is all one operation: a table of places. */
final class Parts {
    private Parts() {}

    static Expr at(Expr x, int... index) {
        Shape shape = x.shape();
        if (shape.rank() == 0) {
            throw Mismatch.axis("at", 0, x);
        }
        if (index.length == 0 || index.length > shape.rank()) {
            throw Mismatch.of("at", "give between 1 and " + shape.rank() + " indices, not " + index.length, x);
        }
        int from = 0;
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape.dimension(axis)) {
                throw Mismatch.of(
                        "at",
                        "index " + index[axis] + " of axis " + axis + " is out of range 0 to "
                                + (shape.dimension(axis) - 1),
                        x);
            }
            from = from * shape.dimension(axis) + index[axis];
        }
        int[] inner = Arrays.copyOfRange(shape.inner(), index.length, shape.rank());
        return range(x, from * Shape.of(inner).size(), inner);
    }

    static Expr slice(Expr x, int from, int to) {
        Shape shape = x.shape();
        if (shape.rank() == 0) {
            throw Mismatch.axis("slice", 0, x);
        }
        if (from < 0 || to <= from || to > shape.dimension(0)) {
            throw Mismatch.of(
                    "slice",
                    "the range " + from + " to " + to + " must lie in 0 to " + shape.dimension(0) + " and not be empty",
                    x);
        }
        int[] inner = shape.inner();
        inner[0] = to - from;
        return range(x, from * shape.sizeAfter(0), inner);
    }

    private static Expr range(Expr x, int start, int... inner) {
        int[] table = new int[Shape.of(inner).size()];
        for (int i = 0; i < table.length; i++) {
            table[i] = start + i;
        }
        return x.take(table, inner);
    }

    static Expr reshape(Expr x, int... inner) {
        Shape shape = x.shape();
        if (Arrays.equals(inner, shape.inner())) {
            return x;
        }
        Shape target = shape.withInner(inner);
        if (target.size() != shape.size()) {
            throw Mismatch.of("reshape", "cannot become " + target + ", which has " + target.size() + " elements", x);
        }
        if (x.operation() instanceof Column || x.operation() instanceof Literal) {
            return new Expr(x.operation(), List.of(), target); // the same data, not a second copy of them
        }
        Expr source = x.operation() instanceof Reshape ? x.operand(0) : x;
        return source.shape().equals(target) ? source : new Expr(new Reshape(), List.of(source), target);
    }

    static Expr transpose(Expr x) {
        Shape shape = x.shape();
        if (shape.rank() != 2) {
            throw Mismatch.of("transpose", "only a matrix can be transposed", x);
        }
        int rows = shape.dimension(0);
        int columns = shape.dimension(1);
        if (rows == 1 || columns == 1) {
            return x.reshape(columns, rows);
        }
        int[] table = new int[rows * columns];
        for (int i = 0; i < table.length; i++) {
            table[i] = i % rows * columns + i / rows;
        }
        return x.take(table, columns, rows);
    }

    static Expr diagonal(Expr x) {
        Shape shape = x.shape();
        int matrices = shape.rank() > 2 ? shape.sizeBefore(shape.rank() - 2) : 1;
        int n = MatrixAlgebra.squares("diagonal", x);
        int[] table = new int[matrices * n];
        for (int i = 0; i < table.length; i++) {
            table[i] = i / n * n * n + i % n * (n + 1);
        }
        return x.take(table, Arrays.copyOf(shape.inner(), shape.rank() - 1));
    }

    static Expr take(Expr x, int[] table, int... inner) {
        Shape target = x.shape().withInner(inner);
        checkTable("take", x, table, x.shape().size(), target.size());
        if (isIdentity(table) && table.length == x.shape().size()) {
            return x.reshape(inner);
        }
        return new Expr(new Take(table.clone()), List.of(x), target);
    }

    static Expr put(Expr x, int[] table, int... inner) {
        Shape target = x.shape().withInner(inner);
        checkTable("put", x, table, target.size(), x.shape().size());
        if (isIdentity(table) && table.length == target.size()) {
            return x.reshape(inner);
        }
        return new Expr(new Put(table.clone()), List.of(x), target);
    }

    private static void checkTable(String name, Expr x, int[] table, int limit, int length) {
        if (table.length != length) {
            throw Mismatch.of(name, "the table has " + table.length + " entries, but needs " + length, x);
        }
        for (int i = 0; i < table.length; i++) {
            if (table[i] < 0 || table[i] >= limit) {
                throw Mismatch.of(
                        name, "entry " + i + " of the table is " + table[i] + ", outside 0 to " + (limit - 1), x);
            }
        }
    }

    private static boolean isIdentity(int[] table) {
        for (int i = 0; i < table.length; i++) {
            if (table[i] != i) {
                return false;
            }
        }
        return true;
    }

    static Expr concat(List<Expr> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("concat: give at least one expression");
        }
        int[] inner = asVector(parts.get(0)).shape().inner();
        int total = 0;
        Expr withRows = parts.get(0);
        for (Expr part : parts) {
            int[] other = asVector(part).shape().inner();
            total += other[0];
            other[0] = inner[0];
            if (!Arrays.equals(other, inner)) {
                throw Mismatch.of("concat", "dimensions after the first must agree", parts.get(0), part);
            }
            if (Shape.broadcast(withRows.shape().withInner(), part.shape().withInner()) == null) {
                throw Mismatch.broadcast("concat", withRows, part);
            }
            if (part.shape().hasRows()) {
                withRows = part;
            }
        }
        if (parts.size() == 1) {
            return asVector(parts.get(0));
        }
        inner[0] = total;
        return Join.of(parts, withRows.shape().plate()).reshape(inner);
    }

    private static Expr asVector(Expr x) {
        return x.shape().rank() == 0 ? x.reshape(1) : x;
    }

    static Expr stack(List<Expr> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("stack: give at least one expression");
        }
        int[] inner = parts.get(0).shape().inner();
        int[] one = new int[inner.length + 1];
        one[0] = 1;
        System.arraycopy(inner, 0, one, 1, inner.length);
        for (Expr part : parts) {
            if (!Arrays.equals(part.shape().inner(), inner)) {
                throw Mismatch.of("stack", "inner dimensions must agree", parts.get(0), part);
            }
        }
        List<Expr> rows = new ArrayList<>(parts.size());
        for (Expr part : parts) {
            rows.add(part.reshape(one));
        }
        return concat(rows);
    }
}
