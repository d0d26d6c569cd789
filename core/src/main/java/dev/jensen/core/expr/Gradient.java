package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reverse-mode differentiation as a transform from graph to graph, so that derivatives can be differentiated again. */
public final class Gradient {
    private Gradient() {}

    /**
     * The derivatives of a scalar.
     *
     * @param scalar an expression without rows and without inner dimensions
     * @param variables what to differentiate by
     * @return for each variable the derivative, in the variable's shape
     */
    public static List<Expr> of(Expr scalar, List<Expr> variables) {
        if (scalar.shape().hasRows() || scalar.shape().rank() > 0) {
            throw Mismatch.of("gradient", "only a scalar can be differentiated; add sumRows() or sum()", scalar);
        }
        List<Expr> order = Graph.topological(List.of(scalar));
        Map<Expr, Boolean> active = new HashMap<>();
        for (Expr variable : variables) {
            active.put(variable, true);
        }
        for (Expr node : order) {
            for (Expr operand : node.operands()) {
                if (active.containsKey(operand)) {
                    active.put(node, true);
                    break;
                }
            }
        }
        Map<Expr, Expr> adjoints = new HashMap<>();
        adjoints.put(scalar, Expr.constant(1));
        for (int i = order.size() - 1; i >= 0; i--) {
            Expr node = order.get(i);
            Expr adjoint = adjoints.get(node);
            if (adjoint == null || !active.containsKey(node) || node.operands().isEmpty()) {
                continue;
            }
            List<@Nullable Expr> contributions = node.operation().pullback(node, adjoint);
            for (int k = 0; k < contributions.size(); k++) {
                Expr contribution = contributions.get(k);
                Expr operand = node.operand(k);
                if (contribution != null && !isZero(contribution) && active.containsKey(operand)) {
                    adjoints.merge(operand, contribution, Expr::plus);
                }
            }
        }
        List<Expr> gradient = new ArrayList<>(variables.size());
        for (Expr variable : variables) {
            Expr adjoint = adjoints.getOrDefault(variable, Expr.constant(0));
            gradient.add(Broadcasting.toInner(adjoint, variable.shape().inner()));
        }
        return gradient;
    }

    /** Whether a contribution is the number 0, which a derivative that vanishes everywhere is. */
    private static boolean isZero(Expr contribution) {
        Double number = contribution.number();
        return number != null && number == 0;
    }
}
