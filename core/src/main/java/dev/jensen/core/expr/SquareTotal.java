package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Σ r² over the rows where r, such as a residual, is data plus unknowns times data, the unknowns single numbers or effects of
 * groups: rᵢ = yᵢ − a[gᵢ] − xᵢ b[gᵢ]. Rotations leave a sum of squares as it is, and turn the rows of a group, each the data
 * (1, xᵢ, yᵢ), into as many rows as these are, a triangle R of which the last row holds no unknown. So Σ r² is computed from a
 * few numbers a group, which depend on data alone, and is still a sum of squares, in which nothing cancels.
 */
final class SquareTotal {
    private static final int FEWEST_ROWS = 2048;

    /** How many times fewer the numbers of all triangles' rows must be than the rows, for this to pay. */
    private static final int FEWER = 4;

    /** Parts inside parts into which r is taken apart. */
    private static final int DEEPEST = 100;

    /** A summand of r: an unknown, or 1, times data. */
    private record Part(int column, double sign, List<Column> factors) {}

    private final List<Part> parts = new ArrayList<>();
    private final Map<Expr, Integer> columns = new LinkedHashMap<>(); // of unknowns
    private @Nullable IntColumn index;

    private SquareTotal() {}

    /** The sum over rows of the square of x where it is as above, and rows are many; else null. */
    static @Nullable Expr of(Expr x) {
        Plate plate = x.shape().plate();
        if (plate == null
                || plate.hasMinibatch()
                || plate.size() < FEWEST_ROWS
                || x.shape().rank() != 0) {
            return null;
        }
        SquareTotal total = new SquareTotal();
        if (!total.add(x, 1, List.of(), null, 0) || total.columns.isEmpty()) {
            return null;
        }
        int groups = total.index == null ? 1 : total.index.size();
        long numbers = (long) groups * (total.columns.size() + 1);
        return FEWER * numbers <= plate.size() ? total.sum(total.triangles(plate.size(), groups), groups) : null;
    }

    /** Takes sign · factors · coefficient · x apart; returns whether it is of the right form. */
    private boolean add(Expr x, double sign, List<Column> factors, @Nullable Expr coefficient, int depth) {
        if (depth > DEEPEST || x.shape().rank() != 0) {
            return false;
        }
        if (!x.shape().hasRows()) {
            return add(coefficient == null ? x : coefficient.times(x), sign, factors);
        }
        if (x.operation() instanceof Column column) {
            return !(column.tiles() instanceof Tiles.Mapped)
                    && add(coefficient == null ? Expr.constant(1) : coefficient, sign, with(column, factors));
        }
        if (x.operation() instanceof Unary unary && unary.op() == UnaryOp.NEGATE) {
            return add(x.operand(0), -sign, factors, coefficient, depth + 1);
        }
        if (x.operation() instanceof Gather gather) {
            Expr effects = x.operand(0);
            if (effects.shape().rank() != 1 || (index != null && index != gather.index())) {
                return false;
            }
            index = gather.index();
            return add(coefficient == null ? effects : coefficient.times(effects), sign, factors);
        }
        return x.operation() instanceof Binary binary
                && add(binary.op(), x.operand(0), x.operand(1), sign, factors, coefficient, depth + 1);
    }

    private boolean add(
            BinaryOp op, Expr a, Expr b, double sign, List<Column> factors, @Nullable Expr coefficient, int depth) {
        if (op == BinaryOp.ADD || op == BinaryOp.SUBTRACT) {
            return add(a, sign, factors, coefficient, depth)
                    && add(b, op == BinaryOp.ADD ? sign : -sign, factors, coefficient, depth);
        }
        if (op != BinaryOp.MULTIPLY || a.shape().rank() != 0 || b.shape().rank() != 0) {
            return false;
        }
        boolean first = !a.shape().hasRows() || a.operation() instanceof Column;
        Expr factor = first ? a : b;
        Expr rest = first ? b : a;
        if (!factor.shape().hasRows()) {
            return add(rest, sign, factors, coefficient == null ? factor : coefficient.times(factor), depth);
        }
        return factor.operation() instanceof Column column
                && !(column.tiles() instanceof Tiles.Mapped)
                && add(rest, sign, with(column, factors), coefficient, depth);
    }

    private boolean add(Expr unknown, double sign, List<Column> factors) {
        Double number = unknown.number();
        if (number == null) {
            int column = columns.computeIfAbsent(unknown, key -> columns.size());
            parts.add(new Part(column, sign, factors));
        } else {
            parts.add(new Part(-1, sign * number, factors));
        }
        return true;
    }

    private static List<Column> with(Column column, List<Column> factors) {
        List<Column> more = new ArrayList<>(factors);
        more.add(column);
        return more;
    }

    /** The triangle of each group, as [row][column][group]; the last column is that of the data alone. */
    private double[][][] triangles(int rows, int groups) {
        int k = columns.size() + 1;
        double[][][] triangle = new double[k][k][groups];
        double[] row = new double[k];
        for (int i = 0; i < rows; i++) {
            Arrays.fill(row, 0);
            for (Part part : parts) {
                double value = part.sign;
                for (Column factor : part.factors) {
                    value *= factor.at(i, 0);
                }
                row[part.column < 0 ? k - 1 : part.column] += value;
            }
            rotate(row, triangle, index == null ? 0 : index.values()[i]);
        }
        return triangle;
    }

    /** Givens rotations of a new row into a group's triangle, until nothing is left of it. */
    private static void rotate(double[] row, double[][][] triangle, int group) {
        int k = row.length;
        for (int j = 0; j < k; j++) {
            if (row[j] == 0) {
                continue;
            }
            double diagonal = triangle[j][j][group];
            double length = Math.hypot(diagonal, row[j]);
            double cos = diagonal / length;
            double sin = row[j] / length;
            triangle[j][j][group] = length;
            for (int c = j + 1; c < k; c++) {
                double above = triangle[j][c][group];
                triangle[j][c][group] = cos * above + sin * row[c];
                row[c] = cos * row[c] - sin * above;
            }
        }
    }

    /** The squares of the triangles times the unknowns, and of their last rows. */
    private Expr sum(double[][][] triangle, int groups) {
        int k = triangle.length;
        List<Expr> unknowns = List.copyOf(columns.keySet());
        double alone = 0;
        for (double last : triangle[k - 1][k - 1]) {
            alone += last * last;
        }
        Expr total = Expr.constant(alone);
        for (int j = 0; j < k - 1; j++) {
            Expr row = constant(triangle[j][k - 1], groups);
            for (int c = j; c < k - 1; c++) {
                row = row.plus(constant(triangle[j][c], groups).times(unknowns.get(c)));
            }
            Expr square = row.square();
            total = total.plus(square.shape().rank() == 0 ? square : square.sum(0));
        }
        return total;
    }

    private Expr constant(double[] values, int groups) {
        return index == null && groups == 1 ? Expr.constant(values[0]) : Expr.constant(values);
    }
}
