package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Operation;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a term of a {@link Polynomial} holds of one latent, element by element. */
sealed interface Piece {

    /** The number of the latent. */
    int latent();

    /**
     * One of the standard normals ε that a normal latent x = m + Σ_k l_k ε_k is made of.
     *
     * @param direction k
     * @param rows whose: see {@link Rows}
     */
    record Noise(int latent, int direction, Rows rows) implements Piece {}

    /**
     * A power of a latent.
     *
     * @param view which element of it stands at each element
     */
    record Power(int latent, double exponent, View view) implements Piece {}

    /**
     * log x, or log(1 − x).
     *
     * @param view which element of it stands at each element
     */
    record Log(int latent, boolean complement, View view) implements Piece {}

    /**
     * Which rows' noise stands at each element: that of the latent without rows; that of the row along the last axis; that of the row
     * which an operation, {@code toRows} or {@code gather}, has brought there.
     */
    record Rows(Kind kind, @Nullable Operation by) {
        enum Kind {
            NONE,
            AXIS,
            ROWS
        }

        static final Rows NONE = new Rows(Kind.NONE, null);
        static final Rows AXIS = new Rows(Kind.AXIS, null);
    }

    /** A selection of elements, as the operations that make it. */
    record View(List<Step> steps) {
        static final View ALL = new View(List.of());

        View then(Step step) {
            List<Step> longer = new ArrayList<>(steps);
            longer.add(step);
            return new View(List.copyOf(longer));
        }

        Expr of(Expr all) {
            Expr selected = all;
            for (Step step : steps) {
                selected = step.of(selected);
            }
            return selected;
        }

        /** The shape of what is selected from this one. */
        Shape shape(Shape all) {
            return steps.isEmpty() ? all : steps.get(steps.size() - 1).to();
        }
    }

    /**
     * A selection, or where no node is given a repetition.
     *
     * @param node that does it; two that do the same are equal
     */
    record Step(@Nullable Expr node, Shape to) {
        Expr of(Expr x) {
            return node == null ? fill(x, to) : Graph.like(node, List.of(x));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Step that) || !to.equals(that.to)) {
                return false;
            }
            Expr a = node;
            Expr b = that.node;
            if (a == null || b == null) {
                return a == b;
            }
            return a.operation().equals(b.operation())
                    && a.operand(0).shape().equals(b.operand(0).shape());
        }

        @Override
        public int hashCode() {
            return to.hashCode();
        }
    }

    /** Repeats what broadcasts to a shape. */
    static Expr fill(Expr x, Shape to) {
        Expr full = x.broadcastInner(to.inner());
        Plate plate = to.plate();
        return plate == null || full.shape().hasRows() ? full : full.onRows(plate);
    }
}
