package dev.jensen.core.engine;

import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes once, when a program is made, whatever depends on data and constants only. */
final class Folding {
    private Folding() {}

    /** The same graphs with the largest parts that hold no unknown replaced by their values. */
    static List<Expr> fold(List<Expr> outputs) {
        List<Expr> order = Graph.topological(outputs);
        Set<Expr> sampled = sampled(order);
        Set<Expr> border = new LinkedHashSet<>();
        for (Expr node : order) {
            if (!node.isKnown() || sampled.contains(node)) {
                for (Expr operand : node.operands()) {
                    consider(operand, sampled, border);
                }
            }
        }
        for (Expr output : outputs) {
            consider(output, sampled, border);
        }
        if (border.isEmpty()) {
            return outputs;
        }
        return Graph.substitute(outputs, values(new ArrayList<>(border)));
    }

    /** The nodes whose values depend on the minibatch of a step. */
    private static Set<Expr> sampled(List<Expr> order) {
        Set<Expr> sampled = new HashSet<>();
        for (Expr node : order) {
            if (isSampled(node.shape()) || (!sampled.isEmpty() && anyOf(node.operands(), sampled))) {
                sampled.add(node);
            }
        }
        return sampled;
    }

    private static boolean isSampled(Shape shape) {
        return shape.plate() != null && shape.plate().isSampled();
    }

    private static boolean anyOf(List<Expr> nodes, Set<Expr> set) {
        for (Expr node : nodes) {
            if (set.contains(node)) {
                return true;
            }
        }
        return false;
    }

    private static void consider(Expr node, Set<Expr> sampled, Set<Expr> border) {
        if (node.isKnown() && !sampled.contains(node) && !node.operands().isEmpty()) {
            border.add(node);
        }
    }

    private static Map<Expr, Expr> values(List<Expr> nodes) {
        List<Expr> rowless = new ArrayList<>();
        for (Expr node : nodes) {
            rowless.add(node.shape().hasRows() ? node.toAxis() : node);
        }
        Frame frame = Program.unfolded(List.of(), rowless).frame(1);
        frame.run();
        Map<Expr, Expr> values = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Shape shape = nodes.get(i).shape();
            double[] result = new double[rowless.get(i).shape().size()];
            frame.get(i, result, 0, result.length);
            values.put(nodes.get(i), shape.hasRows() ? Column.computed(shape, result) : constant(result, shape));
        }
        return values;
    }

    private static Expr constant(double[] values, Shape shape) {
        return shape.rank() == 0
                ? Expr.constant(values[0])
                : Expr.constant(values).reshape(shape.inner());
    }
}
