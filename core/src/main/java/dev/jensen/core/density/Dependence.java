package dev.jensen.core.density;

import dev.jensen.core.expr.Binary;
import dev.jensen.core.expr.CumulativeSum;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gather;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Join;
import dev.jensen.core.expr.LogSumExp;
import dev.jensen.core.expr.MatMul;
import dev.jensen.core.expr.MultiplyAdd;
import dev.jensen.core.expr.OnRows;
import dev.jensen.core.expr.Operation;
import dev.jensen.core.expr.Polygamma;
import dev.jensen.core.expr.Put;
import dev.jensen.core.expr.Reshape;
import dev.jensen.core.expr.RowDot;
import dev.jensen.core.expr.RowProduct;
import dev.jensen.core.expr.ScatterAdd;
import dev.jensen.core.expr.Select;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.expr.SoftplusRows;
import dev.jensen.core.expr.SpecialOperation;
import dev.jensen.core.expr.Sum;
import dev.jensen.core.expr.SumRows;
import dev.jensen.core.expr.Take;
import dev.jensen.core.expr.ToAxis;
import dev.jensen.core.expr.ToRows;
import dev.jensen.core.expr.Unary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * Which coordinates every number of a graph depends on: one pass over the graph, element by element and row by row. What an
 * operation mixes in a way that is not looked into (a Cholesky factor) depends on everything that goes in.
 *
 * <p>A node's sets are kept once where all its elements, or all its rows, have the same.
 */
final class Dependence {
    private final CoordinateSets sets = new CoordinateSets();
    private final Map<Expr, Of> known = new HashMap<>();

    /**
     * The sets of one node.
     *
     * @param elements how many inner elements are told apart: 1 or all
     * @param rows how many rows are told apart: 1 or all
     * @param ids the set of each, [element][row]
     */
    record Of(int elements, int rows, int[] ids) {
        int at(int element, int row) {
            return ids[(elements == 1 ? 0 : element) * rows + (rows == 1 ? 0 : row)];
        }
    }

    /**
     * Looks at a graph.
     *
     * @param unknowns in the order in which a point holds their values
     * @param roots whose sets are wanted
     */
    Dependence(List<Expr> unknowns, List<Expr> roots) {
        int offset = 0;
        for (Expr unknown : unknowns) {
            int first = offset;
            known.put(unknown, filled(unknown.shape().size(), 1, (element, row) -> sets.of(first + element)));
            offset += unknown.shape().size();
        }
        for (Expr node : Graph.topological(roots)) {
            known.computeIfAbsent(node, this::of);
        }
    }

    /** Returns the sets of a node of the graph. */
    Of get(Expr node) {
        Of of = known.get(node);
        if (of == null) {
            throw new IllegalArgumentException(node + " is no node of the graph");
        }
        return of;
    }

    CoordinateSets sets() {
        return sets;
    }

    private Of of(Expr node) {
        Operation operation = node.operation();
        if (node.operands().isEmpty()) {
            return uniform(sets.empty());
        }
        Expr first = node.operand(0);
        Of x = get(first);
        if (operation instanceof Unary
                || operation instanceof Polygamma
                || operation instanceof SpecialOperation
                || operation instanceof Binary
                || operation instanceof MultiplyAdd
                || operation instanceof Select) {
            return elementwise(node);
        }
        if (operation instanceof Reshape || operation instanceof OnRows) {
            return x;
        }
        if (operation instanceof Sum sum) {
            return reduced(x, first.shape(), sum.axis());
        }
        if (operation instanceof LogSumExp sum) {
            return reduced(x, first.shape(), sum.axis());
        }
        if (operation instanceof CumulativeSum sum) {
            return cumulated(x, first.shape(), sum);
        }
        if (operation instanceof SumRows || operation instanceof SoftplusRows || operation instanceof RowDot) {
            return overRows(elementwise(node));
        }
        if (operation instanceof Take take) {
            int[] table = take.table();
            return x.elements() == 1 ? x : filled(table.length, x.rows(), (e, r) -> x.at(table[e], r));
        }
        if (operation instanceof Put put) {
            return added(node.shape().size(), x, put.table());
        }
        if (operation instanceof Join) {
            return joined(node);
        }
        if (operation instanceof ToRows toRows) {
            int n = toRows.plate().size();
            return x.elements() == 1 ? x : filled(node.shape().size(), n, (e, r) -> x.at(e * n + r, 0));
        }
        if (operation instanceof ToAxis) {
            int n = rowCount(first.shape());
            return x.rows() == 1 && x.elements() == 1
                    ? x
                    : filled(node.shape().size(), 1, (e, r) -> x.at(e / n, e % n));
        }
        if (operation instanceof Gather gather) {
            int size = gather.index().size();
            int[] picked = gather.index().values();
            int n = gather.index().plate().size();
            return x.elements() == 1 ? x : filled(node.shape().size(), n, (e, r) -> x.at(e * size + picked[r], 0));
        }
        if (operation instanceof ScatterAdd scatter) {
            return scattered(node.shape().size(), x, first.shape(), scatter);
        }
        if (operation instanceof MatMul product) {
            return product(node, product.transposeFirst(), product.transposeSecond());
        }
        if (operation instanceof RowProduct product) {
            return overRows(product(node, product.transposeFirst(), product.transposeSecond()));
        }
        return everything(node);
    }

    // ---------------------------------------------------------------- kinds of operations

    private Of elementwise(Expr node) {
        Of all = uniform(sets.empty());
        for (Expr operand : node.operands()) {
            all = union(all, broadcast(get(operand), operand.shape(), node.shape()));
        }
        return all;
    }

    private Of broadcast(Of x, Shape from, Shape to) {
        if (x.elements() == 1 || from.size() == to.size()) {
            return x;
        }
        int[] source = new int[to.size()];
        for (int e = 0; e < source.length; e++) {
            int rest = e;
            int stride = 1;
            for (int k = 1; k <= to.rank(); k++) {
                int length = to.dimension(to.rank() - k);
                int own = k <= from.rank() ? from.dimension(from.rank() - k) : 1;
                source[e] += own == 1 ? 0 : rest % length * stride;
                stride *= own;
                rest /= length;
            }
        }
        return filled(source.length, x.rows(), (e, r) -> x.at(source[e], r));
    }

    private Of union(Of a, Of b) {
        return filled(
                Math.max(a.elements(), b.elements()),
                Math.max(a.rows(), b.rows()),
                (e, r) -> sets.union(a.at(e, r), b.at(e, r)));
    }

    private Of reduced(Of x, Shape shape, int axis) {
        if (x.elements() == 1) {
            return x;
        }
        int length = shape.dimension(axis);
        int after = shape.sizeAfter(axis);
        return filled(shape.size() / length, x.rows(), (e, r) -> {
            int all = sets.empty();
            for (int k = 0; k < length; k++) {
                all = sets.union(all, x.at((e / after * length + k) * after + e % after, r));
            }
            return all;
        });
    }

    private Of cumulated(Of x, Shape shape, CumulativeSum sum) {
        if (x.elements() == 1) {
            return x;
        }
        int length = shape.dimension(sum.axis());
        int after = shape.sizeAfter(sum.axis());
        int[] ids = new int[shape.size() * x.rows()];
        for (int i = 0; i < shape.size(); i++) {
            int e = sum.reverse() ? shape.size() - 1 - i : i;
            int position = e / after % length;
            boolean isFirst = position == (sum.reverse() ? length - 1 : 0);
            int before = sum.reverse() ? e + after : e - after;
            for (int r = 0; r < x.rows(); r++) {
                ids[e * x.rows() + r] = isFirst ? x.at(e, r) : sets.union(x.at(e, r), ids[before * x.rows() + r]);
            }
        }
        return new Of(shape.size(), x.rows(), ids);
    }

    private Of added(int size, Of x, int[] table) {
        int[] ids = new int[size * x.rows()];
        for (int i = 0; i < table.length; i++) {
            for (int r = 0; r < x.rows(); r++) {
                int at = table[i] * x.rows() + r;
                ids[at] = sets.union(ids[at], x.at(i, r));
            }
        }
        return compact(new Of(size, x.rows(), ids));
    }

    private Of joined(Expr node) {
        int rows = 1;
        for (Expr operand : node.operands()) {
            rows = Math.max(rows, get(operand).rows());
        }
        int[] ids = new int[node.shape().size() * rows];
        int at = 0;
        for (Expr operand : node.operands()) {
            Of x = get(operand);
            for (int e = 0; e < operand.shape().size(); e++) {
                for (int r = 0; r < rows; r++) {
                    ids[at++] = x.at(e, r);
                }
            }
        }
        return compact(new Of(node.shape().size(), rows, ids));
    }

    private Of scattered(int size, Of x, Shape from, ScatterAdd scatter) {
        int groups = scatter.index().size();
        int[] group = scatter.index().values();
        int[] ids = new int[size];
        for (int e = 0; e < from.size(); e++) {
            for (int r = 0; r < rowCount(from); r++) {
                int at = e * groups + group[r];
                ids[at] = sets.union(ids[at], x.at(e, r));
            }
        }
        return compact(new Of(size, 1, ids));
    }

    private Of overRows(Of x) {
        return x.rows() == 1
                ? x
                : filled(x.elements(), 1, (e, unused) -> {
                    int all = sets.empty();
                    for (int r = 0; r < x.rows(); r++) {
                        all = sets.union(all, x.at(e, r));
                    }
                    return all;
                });
    }

    private Of product(Expr node, boolean transposeFirst, boolean transposeSecond) {
        Of lines = lines(node.operand(0), transposeFirst ? 1 : 0);
        Of columns = lines(node.operand(1), transposeSecond ? 0 : 1);
        int width = node.shape().dimension(1);
        if (lines.elements() == 1 && columns.elements() == 1) {
            return union(lines, columns);
        }
        return filled(
                node.shape().size(),
                Math.max(lines.rows(), columns.rows()),
                (e, r) -> sets.union(lines.at(e / width, r), columns.at(e % width, r)));
    }

    /** What each line of a matrix depends on: its rows for axis 0, its columns for axis 1. */
    private Of lines(Expr matrix, int axis) {
        return reduced(get(matrix), matrix.shape(), 1 - axis);
    }

    private Of everything(Expr node) {
        int all = sets.empty();
        for (Expr operand : node.operands()) {
            for (int id : get(operand).ids()) {
                all = sets.union(all, id);
            }
        }
        return uniform(all);
    }

    // ---------------------------------------------------------------- making and shrinking

    private static Of uniform(int id) {
        return new Of(1, 1, new int[] {id});
    }

    private static Of filled(int elements, int rows, IntBinaryOperator set) {
        int[] ids = new int[elements * rows];
        for (int e = 0; e < elements; e++) {
            for (int r = 0; r < rows; r++) {
                ids[e * rows + r] = set.applyAsInt(e, r);
            }
        }
        return compact(new Of(elements, rows, ids));
    }

    private static Of compact(Of x) {
        boolean sameElements = true;
        boolean sameRows = true;
        for (int e = 0; e < x.elements(); e++) {
            for (int r = 0; r < x.rows(); r++) {
                sameElements &= x.at(e, r) == x.at(0, r);
                sameRows &= x.at(e, r) == x.at(e, 0);
            }
        }
        int elements = sameElements ? 1 : x.elements();
        int rows = sameRows ? 1 : x.rows();
        if (elements == x.elements() && rows == x.rows()) {
            return x;
        }
        int[] ids = new int[elements * rows];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = x.at(i / rows, i % rows);
        }
        return new Of(elements, rows, ids);
    }

    private static int rowCount(Shape shape) {
        return shape.plate() == null ? 1 : shape.plate().size();
    }
}
