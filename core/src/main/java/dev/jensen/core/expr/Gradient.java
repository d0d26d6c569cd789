package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reverse-mode differentiation as a transform from graph to graph, so that derivatives can be differentiated again. */
public final class Gradient {
    private Gradient() {}

    /**
     * The derivatives of a scalar.
     *
     * @param scalar an expression without rows and without inner dimensions
     * @param variables what to differentiate by: unknowns, or other nodes of the graph, each then as if it were free
     * @return for each variable the derivative, in the variable's shape
     */
    public static List<Expr> of(Expr scalar, List<Expr> variables) {
        if (scalar.shape().hasRows() || scalar.shape().rank() > 0) {
            throw Mismatch.of("gradient", "only a scalar can be differentiated; add sumRows() or sum()", scalar);
        }
        List<Expr> order = Graph.topological(List.of(scalar));
        Set<Expr> asked = new HashSet<>(variables);
        Set<Expr> active = new HashSet<>(variables);
        for (Expr node : order) {
            if (node.isKnown()) {
                continue;
            }
            for (Expr operand : node.operands()) {
                if (active.contains(operand)) {
                    active.add(node);
                    break;
                }
            }
        }
        Map<Expr, Adjoint> adjoints = new HashMap<>();
        adjoints.computeIfAbsent(scalar, key -> new Adjoint()).add(Expr.constant(1));
        for (int i = order.size() - 1; i >= 0; i--) {
            Expr node = order.get(i);
            if (node.operands().isEmpty() || !active.contains(node)) {
                continue;
            }
            Adjoint adjoint = asked.contains(node) ? adjoints.get(node) : adjoints.remove(node);
            if (adjoint == null) {
                continue;
            }
            List<@Nullable Expr> contributions = node.operation().pullback(node, adjoint.total());
            for (int k = 0; k < contributions.size(); k++) {
                Expr contribution = contributions.get(k);
                Expr operand = node.operand(k);
                if (contribution != null && !isZero(contribution) && active.contains(operand)) {
                    adjoints.computeIfAbsent(operand, key -> new Adjoint()).add(contribution);
                }
            }
        }
        List<Expr> gradient = new ArrayList<>(variables.size());
        for (Expr variable : variables) {
            Adjoint adjoint = adjoints.get(variable);
            Expr total = adjoint == null ? Expr.constant(0) : adjoint.total();
            gradient.add(Broadcasting.toInner(total, variable.shape().inner()));
        }
        return gradient;
    }

    /** Whether a contribution is the number 0, which a derivative that vanishes everywhere is. */
    private static boolean isZero(Expr contribution) {
        Double number = contribution.number();
        return number != null && number == 0;
    }
}
