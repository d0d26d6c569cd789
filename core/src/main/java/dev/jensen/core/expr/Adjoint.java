package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a node's users contribute to its adjoint. A vector taken apart element by element has a user for each element: their
 * contributions are joined, each at its place, so that the derivative costs as much as the taking apart, and not a whole
 * vector for each element.
 */
final class Adjoint {
    /** Contributions that are put into places among zeros from which on they are joined instead of added. */
    private static final int SEVERAL = 3;

    private final List<Expr> contributions = new ArrayList<>(2);

    void add(Expr contribution) {
        contributions.add(contribution);
    }

    /** The sum of the contributions; smaller than the node where it is constant along a dimension. */
    Expr total() {
        if (contributions.size() < SEVERAL) {
            return contributions.size() == 1
                    ? contributions.get(0)
                    : contributions.get(0).plus(contributions.get(1));
        }
        List<Expr> placed = new ArrayList<>();
        List<Expr> terms = new ArrayList<>();
        for (Expr contribution : contributions) {
            boolean joins = contribution.operation() instanceof Put
                    && contribution.shape().rank() > 0;
            (joins ? placed : terms).add(contribution);
        }
        if (placed.size() < SEVERAL) {
            return Expr.total(contributions);
        }
        terms.add(joined(placed));
        return Expr.total(terms);
    }

    /** Σ put(xₖ, tableₖ) as one put of all x, in the order of their places. */
    private static Expr joined(List<Expr> placed) {
        List<Expr> ordered = new ArrayList<>(placed);
        ordered.sort(Comparator.comparingInt(put -> table(put)[0]));
        List<Expr> parts = new ArrayList<>(ordered.size());
        int length = 0;
        Plate plate = null;
        for (Expr put : ordered) {
            parts.add(put.operand(0));
            length += table(put).length;
            plate = put.shape().hasRows() ? put.shape().plate() : plate;
        }
        int[] table = new int[length];
        int at = 0;
        for (Expr put : ordered) {
            int[] places = table(put);
            System.arraycopy(places, 0, table, at, places.length);
            at += places.length;
        }
        return Join.of(parts, plate).put(table, placed.get(0).shape().inner());
    }

    private static int[] table(Expr put) {
        return ((Put) put.operation()).places();
    }
}
