package dev.jensen.core.conjugate;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Select;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.expr.Sum;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of picking by a choice at one of its outcomes: products with 0, and sums over a selection of which one element is left. */
final class OneHot {
    private OneHot() {}

    /** The element of the selection's values, by {@code take}; nothing where the node is no such sum. */
    static @Nullable Expr picked(Expr node) {
        if (!(node.operation() instanceof Sum sum) || !(node.operand(0).operation() instanceof Select)) {
            return null;
        }
        Expr select = node.operand(0);
        Expr condition = select.operand(0);
        Expr values = select.operand(1);
        Double other = select.operand(2).number();
        Shape shape = select.shape();
        boolean fits = sum.axis() == shape.rank() - 1
                && other != null
                && other == 0
                && Arrays.equals(values.shape().inner(), shape.inner())
                && isTheSameOnAllRows(condition);
        int one = fits ? one(condition, shape.dimension(sum.axis())) : -1;
        if (one < 0) {
            return null;
        }
        int length = shape.dimension(sum.axis());
        int[] table = new int[shape.size() / length];
        Arrays.setAll(table, i -> i * length + one);
        int[] inner = shape.without(sum.axis()).inner();
        return values.take(table, inner);
    }

    /** Whether an expression is 0 everywhere, whatever the data. */
    static boolean isZero(Expr x) {
        if (!isTheSameOnAllRows(x)) {
            return false;
        }
        ExprFunction function = ExprFunction.of(List.of(), List.of(x));
        double[] values = new double[function.size()];
        function.evaluate(1, new double[0], values);
        return Arrays.stream(values).allMatch(value -> value == 0);
    }

    private static boolean isTheSameOnAllRows(Expr condition) {
        return condition.isKnown()
                && Graph.topological(List.of(condition)).stream().noneMatch(x -> x.operation() instanceof Column);
    }

    /** Which of the last axis' elements alone is not 0; −1 where there is none, or it depends on the others. */
    private static int one(Expr condition, int length) {
        if (condition.shape().size() != length) {
            return -1;
        }
        ExprFunction function = ExprFunction.of(List.of(), List.of(condition));
        double[] values = new double[function.size()];
        function.evaluate(1, new double[0], values);
        int rows = values.length / length;
        int one = -1;
        for (int k = 0; k < length; k++) {
            if (values[k * rows] != 0) {
                if (one >= 0) {
                    return -1;
                }
                one = k;
            }
        }
        return one;
    }
}
