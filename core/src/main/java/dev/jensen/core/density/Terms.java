package dev.jensen.core.density;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.engine.Program;
import dev.jensen.core.expr.Binary;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Join;
import dev.jensen.core.expr.OnRows;
import dev.jensen.core.expr.Operation;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Put;
import dev.jensen.core.expr.Reshape;
import dev.jensen.core.expr.RowDot;
import dev.jensen.core.expr.ScatterAdd;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.expr.Sum;
import dev.jensen.core.expr.SumRows;
import dev.jensen.core.expr.ToAxis;
import dev.jensen.core.expr.ToRows;
import dev.jensen.core.expr.Unary;
import dev.jensen.core.expr.UnaryOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The factors of a density, taken apart into the terms of their sums: through additions, constant multiples and sums over rows
 * and elements, down to what is no sum; each element and each row of which is a term. Terms of the same coordinates are added up.
 */
final class Terms {
    private final Program program;
    private final List<int[]> coordinates = new ArrayList<>(); // of each term
    private final List<int[]> termOf = new ArrayList<>(); // for each output, of each of its elements
    private final double[] weights; // of each output
    private final ThreadLocal<double[]> scratch;

    Terms(List<Expr> unknowns, List<Factor> factors, int threads) {
        Map<Expr, Double> leaves =
                leaves(factors.stream().map(Factor::logDensity).toList());
        Dependence dependence = new Dependence(unknowns, List.copyOf(leaves.keySet()));
        Map<Integer, Integer> terms = new LinkedHashMap<>();
        List<Expr> outputs = new ArrayList<>();
        leaves.forEach((leaf, weight) -> outputs.add(output(leaf, dependence.get(leaf), terms)));
        terms.keySet().forEach(id -> coordinates.add(dependence.sets().coordinates(id)));
        weights = leaves.values().stream().mapToDouble(Double::doubleValue).toArray();
        program = Program.of(unknowns, outputs).threads(threads);
        int longest = 0;
        for (int[] elements : termOf) {
            longest = Math.max(longest, elements.length);
        }
        int length = Program.MOST_DRAWS * longest;
        scratch = ThreadLocal.withInitial(() -> new double[length]);
    }

    int count() {
        return coordinates.size();
    }

    int[] coordinates(int term) {
        return coordinates.get(term).clone();
    }

    Program program() {
        return program;
    }

    /** Adds up what a run has left in a frame. */
    void collect(Frame frame, int done, double[] values) {
        int count = count();
        double[] numbers = scratch.get();
        Arrays.fill(values, done * count, (done + frame.draws()) * count, 0);
        for (int output = 0; output < weights.length; output++) {
            int[] term = termOf.get(output);
            frame.get(output, numbers, 0, term.length);
            for (int s = 0; s < frame.draws(); s++) {
                for (int e = 0; e < term.length; e++) {
                    values[(done + s) * count + term[e]] += weights[output] * numbers[s * term.length + e];
                }
            }
        }
    }

    // ---------------------------------------------------------------- sums taken apart

    /** What is added up, with how often. */
    private static Map<Expr, Double> leaves(List<Expr> roots) {
        List<Expr> shared = Graph.shared(roots);
        Map<Expr, Double> weights = new LinkedHashMap<>();
        for (Expr root : shared) {
            weights.merge(root, 1.0, Double::sum);
        }
        Map<Expr, Double> leaves = new LinkedHashMap<>();
        List<Expr> order = Graph.topological(shared);
        for (int i = order.size() - 1; i >= 0; i--) {
            Expr node = order.get(i);
            Double weight = weights.get(node);
            if (weight != null && !passDown(node, weight, weights)) {
                Expr leaf = node.operation() instanceof RowDot ? node.operand(0).times(node.operand(1)) : node;
                leaves.merge(leaf, weight, Double::sum);
            }
        }
        return leaves;
    }

    /** Shares the total of a node's elements and rows among its operands, where it is a sum of theirs. */
    private static boolean passDown(Expr node, double weight, Map<Expr, Double> weights) {
        Operation operation = node.operation();
        if (operation instanceof Sum
                || operation instanceof SumRows
                || operation instanceof Reshape
                || operation instanceof ToAxis
                || operation instanceof ToRows
                || operation instanceof Put
                || operation instanceof ScatterAdd
                || operation instanceof OnRows) {
            return add(node, 0, weight, weights);
        }
        if (operation instanceof Join) {
            for (int part = 0; part < node.operands().size(); part++) {
                add(node, part, weight, weights);
            }
            return true;
        }
        if (operation instanceof Unary unary && unary.op() == UnaryOp.NEGATE) {
            return add(node, 0, -weight, weights);
        }
        if (!(operation instanceof Binary binary)) {
            return false;
        }
        if (binary.op() == BinaryOp.ADD || binary.op() == BinaryOp.SUBTRACT) {
            add(node, 0, weight, weights);
            return add(node, 1, binary.op() == BinaryOp.ADD ? weight : -weight, weights);
        }
        Double first = node.operand(0).number();
        Double second = node.operand(1).number();
        if (binary.op() == BinaryOp.MULTIPLY && second != null) {
            return add(node, 0, weight * second, weights);
        }
        if (binary.op() == BinaryOp.MULTIPLY && first != null) {
            return add(node, 1, weight * first, weights);
        }
        return binary.op() == BinaryOp.DIVIDE && second != null && add(node, 0, weight / second, weights);
    }

    private static boolean add(Expr node, int operand, double weight, Map<Expr, Double> weights) {
        Expr x = node.operand(operand);
        boolean repeats = node.operation() instanceof Binary || node.operation() instanceof OnRows;
        double times = repeats ? (double) numbers(node.shape()) / numbers(x.shape()) : 1;
        weights.merge(x, weight * times, Double::sum);
        return true;
    }

    private static long numbers(Shape shape) {
        Plate plate = shape.plate();
        return (long) shape.size() * (plate == null ? 1 : plate.size());
    }

    // ---------------------------------------------------------------- what the program puts out

    private Expr output(Expr leaf, Dependence.Of sets, Map<Integer, Integer> terms) {
        Plate plate = leaf.shape().plate();
        Expr inner = sets.elements() == 1 ? leaf.sum() : leaf;
        if (plate == null || sets.rows() == 1) {
            termOf.add(terms(sets, terms));
            return plate == null ? inner : inner.sumRows();
        }
        if (sets.elements() > 1) {
            termOf.add(terms(sets, terms));
            return inner.toAxis();
        }
        Map<Integer, Integer> groups = new LinkedHashMap<>(); // rows of the same set are added up by the program
        int[] group = new int[plate.size()];
        for (int r = 0; r < group.length; r++) {
            group[r] = number(groups, sets.at(0, r));
        }
        termOf.add(groups.keySet().stream().mapToInt(id -> number(terms, id)).toArray());
        return inner.scatterAdd(IntColumn.of(plate, "term", group, groups.size()));
    }

    private static int[] terms(Dependence.Of sets, Map<Integer, Integer> terms) {
        return Arrays.stream(sets.ids()).map(id -> number(terms, id)).toArray();
    }

    /** The number of a key in the order of first appearance. */
    private static int number(Map<Integer, Integer> numbers, int key) {
        Integer next = numbers.size();
        Integer known = numbers.putIfAbsent(key, next);
        return known == null ? next : known;
    }
}
