package dev.jensen.core.expr;

import java.util.Arrays;

/** The way back from a broadcast: sums an adjoint over the dimensions along which an operand was repeated. */
final class Broadcasting {
    private Broadcasting() {}

    /**
     * Sums an adjoint down to an operand's shape.
     *
     * @param adjoint of shape {@code from}, or smaller where it is constant
     * @param from shape of the node
     * @param to shape of the operand
     * @return an expression of shape {@code to}, or smaller where it is constant
     */
    static Expr sumTo(Expr adjoint, Shape from, Shape to) {
        if (to.size() == 1
                && from.size() > 1
                && !from.hasRows()
                && adjoint.shape().rank() > 1
                && adjoint.shape().equals(from)) {
            return adjoint.sum().reshape(to.inner());
        }
        Expr result = adjoint;
        double copies = 1;
        int rank = from.rank();
        for (int back = rank; back >= 1; back--) {
            int length = from.dimension(rank - back);
            int target = back <= to.rank() ? to.dimension(to.rank() - back) : 1;
            if (length == target) {
                continue;
            }
            int axis = result.shape().rank() - back;
            if (axis < 0 || result.shape().dimension(axis) == 1) {
                copies *= length;
            } else {
                int[] kept = result.shape().inner();
                kept[axis] = 1;
                result = result.sum(axis).reshape(kept);
            }
        }
        int surplus = result.shape().rank() - to.rank();
        if (surplus > 0) {
            int[] inner = result.shape().inner();
            result = result.reshape(Arrays.copyOfRange(inner, surplus, inner.length));
        }
        Plate plate = from.plate();
        if (plate != null && !to.hasRows()) {
            if (result.shape().hasRows()) {
                result = result.sumRows();
            } else {
                copies *= plate.size();
            }
        }
        return result.times(copies);
    }

    /**
     * Repeats an expression to inner dimensions; rows stay as they are.
     *
     * @param x what to repeat
     * @param inner dimensions that it broadcasts to
     * @return an expression with exactly these inner dimensions
     */
    static Expr toInner(Expr x, int... inner) {
        Shape shape = x.shape();
        if (Arrays.equals(shape.inner(), inner)) {
            return x;
        }
        Shape target = Shape.of(inner);
        int[] table = new int[target.size()];
        int[] index = new int[inner.length];
        int offset = inner.length - shape.rank();
        for (int i = 0; i < table.length; i++) {
            int from = 0;
            for (int axis = 0; axis < shape.rank(); axis++) {
                int dimension = shape.dimension(axis);
                from = from * dimension + (dimension == 1 ? 0 : index[axis + offset]);
            }
            table[i] = from;
            for (int axis = inner.length - 1; axis >= 0 && ++index[axis] == inner[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return x.take(table, inner);
    }

    /**
     * Puts a dimension of length 1 into an adjoint so that it broadcasts along a reduced axis.
     *
     * @param adjoint of the reduced shape, or smaller
     * @param operand shape before the reduction
     * @param axis the reduced axis
     * @return an expression that broadcasts to {@code operand}
     */
    static Expr insertAxis(Expr adjoint, Shape operand, int axis) {
        if (adjoint.shape().rank() == 0) {
            return adjoint;
        }
        Expr full = toInner(adjoint, operand.without(axis).inner());
        int[] inner = operand.inner();
        inner[axis] = 1;
        return full.reshape(inner);
    }
}
