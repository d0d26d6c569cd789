package dev.jensen.core.engine;

import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.expr.Variable;
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
        Set<Expr> unknown = new HashSet<>();
        for (Expr node : order) {
            if (node.operation() instanceof Variable
                    || isSampled(node.shape())
                    || node.operands().stream().anyMatch(unknown::contains)) {
                unknown.add(node);
            }
        }
        Set<Expr> border = new LinkedHashSet<>();
        for (Expr node : order) {
            if (unknown.contains(node)) {
                for (Expr operand : node.operands()) {
                    consider(operand, unknown, border);
                }
            }
        }
        for (Expr output : outputs) {
            consider(output, unknown, border);
        }
        if (border.isEmpty()) {
            return outputs;
        }
        return Graph.substitute(outputs, values(new ArrayList<>(border)));
    }

    /** Whether the values depend on the minibatch of a step. */
    private static boolean isSampled(Shape shape) {
        return shape.plate() != null && shape.plate().isSampled();
    }

    private static void consider(Expr node, Set<Expr> unknown, Set<Expr> border) {
        if (!unknown.contains(node) && !node.operands().isEmpty()) {
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
