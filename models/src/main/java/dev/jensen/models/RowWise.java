package dev.jensen.models;

import dev.jensen.core.density.Factor;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gather;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ToAxis;
import dev.jensen.core.expr.ToRows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes factors at an outcome of a discrete latent, each row of its plate for itself. A factor may depend on the latent in
 * each row of the same plate, or of another whose rows point at those of the latent through one index; its values are then
 * added up by the row that they point at.
 */
final class RowWise {

    /** How a node depends on the latent: not by rows but along an axis, row by row, or through an index. */
    private record Tie(boolean alongAxis, @Nullable IntColumn index) {}

    private static final Tie AXIS = new Tie(true, null);
    private static final Tie ROWS = new Tie(false, null);

    private final DiscreteLatent latent;
    private final @Nullable Plate plate;

    RowWise(DiscreteLatent latent) {
        this.latent = latent;
        this.plate = latent.plate();
    }

    /**
     * The factor with the latent at an outcome: a number for each row of the latent's plate, or one number where it has none.
     *
     * @throws IllegalArgumentException where the factor mixes the rows
     */
    Expr at(int outcome, Factor factor) {
        Expr term = factor.logDensity();
        Expr fixed = Graph.substitute(List.of(term), fixedAt(outcome, term)).get(0);
        if (plate == null) {
            return SummingOut.ofAll(fixed);
        }
        IntColumn index = tie(factor).index();
        return index == null ? fixed.sum() : fixed.sum().scatterAdd(index).toRows(plate);
    }

    private Map<Expr, Expr> fixedAt(int outcome, Expr term) {
        Map<Expr, Expr> fixed = new HashMap<>();
        for (Expr node : Graph.topological(List.of(term))) {
            boolean own = node == latent.unknown();
            if (own && plate == null) {
                fixed.put(node, Expr.constant(outcome));
            } else if (node.operation() instanceof ToRows && node.operand(0) == latent.unknown() && plate != null) {
                fixed.put(node, Expr.constant(outcome).onRows(plate));
            } else if (node.operation() instanceof Gather gather && node.operand(0) == latent.unknown()) {
                fixed.put(node, Expr.constant(outcome).onRows(gather.index().plate()));
            }
        }
        return fixed;
    }

    private Tie tie(Factor factor) {
        Map<Expr, Tie> ties = new HashMap<>();
        for (Expr node : Graph.topological(List.of(factor.logDensity()))) {
            if (node == latent.unknown()) {
                ties.put(node, AXIS);
                continue;
            }
            Set<Tie> from = new HashSet<>();
            for (Expr operand : node.operands()) {
                Tie tie = ties.get(operand);
                if (tie != null) {
                    from.add(tie);
                }
            }
            if (from.size() == 1) {
                ties.put(node, follow(node, from.iterator().next(), factor));
            } else if (from.size() > 1) {
                throw mixed(factor);
            }
        }
        Tie tie = ties.get(factor.logDensity());
        if (tie == null || tie.alongAxis()) {
            throw mixed(factor);
        }
        return tie;
    }

    private Tie follow(Expr node, Tie from, Factor factor) {
        if (from.alongAxis()) {
            if (node.operation() instanceof ToRows rows && rows.plate().equals(plate)) {
                return ROWS;
            }
            if (node.operation() instanceof Gather gather) {
                return new Tie(false, gather.index());
            }
        } else if (node.shape().hasRows()) {
            return from;
        } else if (node.operation() instanceof ToAxis && from.index() == null) {
            return AXIS;
        }
        throw mixed(factor);
    }

    private IllegalArgumentException mixed(Factor factor) {
        return new IllegalArgumentException("factor \"" + factor.name() + "\" mixes the rows of \"" + latent.name()
                + "\", so that its outcomes cannot be summed out row by row: leave the sum over rows to the factor, and let each row"
                + " depend on one row of \"" + latent.name() + "\"; or fit with mixedFitting(), by the score function");
    }
}
