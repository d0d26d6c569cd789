package dev.jensen.core.expr;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The static shape of an expression: the plate whose rows it has, if any, and the inner dimensions of one row.
 *
 * <p>The dimension of the draws is implicit: every expression is evaluated for all draws at once. In memory an
 * expression lies as [draw][inner dimensions][row], rows contiguous.
 */
public final class Shape {
    private static final Shape SCALAR = new Shape(null, new int[0]);

    private final @Nullable Plate plate;
    private final int[] inner;

    private Shape(@Nullable Plate plate, int[] inner) {
        this.plate = plate;
        this.inner = inner;
    }

    /**
     * A shape without rows.
     *
     * @param inner the inner dimensions, each at least 1; none for a scalar
     * @return the shape
     */
    public static Shape of(int... inner) {
        return inner.length == 0 ? SCALAR : checked(null, inner);
    }

    /**
     * The shape of something that every row of a plate has.
     *
     * @param plate whose rows; null for none
     * @param inner the dimensions of one row's value
     * @return the shape
     */
    public static Shape rows(@Nullable Plate plate, int... inner) {
        return plate == null ? of(inner) : checked(plate, inner);
    }

    private static Shape checked(@Nullable Plate plate, int[] inner) {
        for (int axis = 0; axis < inner.length; axis++) {
            if (inner[axis] < 1) {
                throw new IllegalArgumentException("dimension " + axis + " of shape " + Arrays.toString(inner) + " is "
                        + inner[axis] + ": every dimension must be at least 1");
            }
        }
        return new Shape(plate, inner.clone());
    }

    /**
     * The plate whose rows the expression has.
     *
     * @return null for an expression without rows
     */
    public @Nullable Plate plate() {
        return plate;
    }

    /**
     * Whether there is one value for each row of a plate.
     *
     * @return true for an expression with rows
     */
    public boolean hasRows() {
        return plate != null;
    }

    /**
     * The inner dimensions.
     *
     * @return a copy, empty for a scalar
     */
    public int[] inner() {
        return inner.clone();
    }

    /**
     * Number of inner dimensions.
     *
     * @return 0 for a scalar
     */
    public int rank() {
        return inner.length;
    }

    /**
     * The length of one inner dimension.
     *
     * @param axis from 0
     * @return at least 1
     */
    public int dimension(int axis) {
        return inner[axis];
    }

    /**
     * Number of inner elements, that is, of doubles a row (and a draw) takes.
     *
     * @return at least 1
     */
    public int size() {
        int size = 1;
        for (int d : inner) {
            size = Math.multiplyExact(size, d);
        }
        return size;
    }

    /**
     * Product of the dimensions before an axis.
     *
     * @param axis from 0
     * @return at least 1
     */
    public int sizeBefore(int axis) {
        int size = 1;
        for (int i = 0; i < axis; i++) {
            size *= inner[i];
        }
        return size;
    }

    /**
     * Product of the dimensions after an axis.
     *
     * @param axis from 0
     * @return at least 1
     */
    public int sizeAfter(int axis) {
        int size = 1;
        for (int i = axis + 1; i < inner.length; i++) {
            size *= inner[i];
        }
        return size;
    }

    /**
     * The same inner dimensions on other rows.
     *
     * @param rows the plate, or null for none
     * @return the shape
     */
    public Shape on(@Nullable Plate rows) {
        return rows(rows, inner);
    }

    /**
     * The same rows with other inner dimensions.
     *
     * @param dimensions the new inner dimensions
     * @return the shape
     */
    public Shape withInner(int... dimensions) {
        return rows(plate, dimensions);
    }

    /**
     * The shape without one inner axis.
     *
     * @param axis the axis to leave out
     * @return the shape
     */
    public Shape without(int axis) {
        int[] rest = new int[inner.length - 1];
        System.arraycopy(inner, 0, rest, 0, axis);
        System.arraycopy(inner, axis + 1, rest, axis, rest.length - axis);
        return rows(plate, rest);
    }

    /**
     * The shape two operands broadcast to, aligned at the last inner dimension as in NumPy; an operand without rows
     * stands for the same value on every row.
     *
     * @param a one shape
     * @param b the other
     * @return the common shape, or null where there is none
     */
    public static @Nullable Shape broadcast(Shape a, Shape b) {
        if (a.plate != null && b.plate != null && !a.plate.equals(b.plate)) {
            return null;
        }
        int rank = Math.max(a.rank(), b.rank());
        int[] inner = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int da = i <= a.rank() ? a.inner[a.rank() - i] : 1;
            int db = i <= b.rank() ? b.inner[b.rank() - i] : 1;
            if (da != db && da != 1 && db != 1) {
                return null;
            }
            inner[rank - i] = Math.max(da, db);
        }
        return rows(a.plate != null ? a.plate : b.plate, inner);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape that
                && Arrays.equals(inner, that.inner)
                && (plate == null ? that.plate == null : plate.equals(that.plate));
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(inner) + (plate == null ? 0 : plate.hashCode());
    }

    @Override
    public String toString() {
        String dimensions = inner.length == 0 ? "scalar" : Arrays.toString(inner);
        return plate == null ? dimensions : dimensions + " per " + plate.name();
    }
}
