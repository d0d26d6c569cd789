package dev.jensen.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads the numbers of an array of any type, order and view where they lie, as doubles. */
final class TensorView {
    private final DataBuffer buffer;
    private final int[] shape;
    private final long[] strides;

    private TensorView(DataBuffer buffer, int[] shape, long[] strides) {
        this.buffer = buffer;
        this.shape = shape;
        this.strides = strides;
    }

    /**
     * Looks at an array.
     *
     * @param what for messages, as {@code data "x"}
     * @throws IllegalArgumentException if it holds no numbers, or is empty or closed
     */
    static TensorView of(String what, INDArray array) {
        if (array == null) {
            throw new IllegalArgumentException(what + " must not be null");
        }
        if (array.wasClosed()) {
            throw new IllegalArgumentException(what + " is an INDArray that was closed: hand it over before");
        }
        DataType type = array.dataType();
        if (!(type.isFPType() || type.isIntType() || type == DataType.BOOL)) {
            throw new IllegalArgumentException(
                    what + " is an INDArray of " + type + ", which are no numbers: cast it to a type of numbers");
        }
        if (array.isEmpty()) {
            throw new IllegalArgumentException(
                    what + " is an empty INDArray of shape " + Arrays.toString(array.shape()) + ": give some numbers");
        }
        int[] shape = new int[array.rank()];
        long size = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            size *= array.size(axis);
            if (size > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException(what + " has shape " + Arrays.toString(array.shape())
                        + ", more numbers than a Java array can hold: split it");
            }
            shape[axis] = (int) array.size(axis);
        }
        return new TensorView(array.data(), shape, array.stride());
    }

    int[] shape() {
        return shape.clone();
    }

    int rank() {
        return shape.length;
    }

    int size() {
        int size = 1;
        for (int dimension : shape) {
            size *= dimension;
        }
        return size;
    }

    /** The number at a place of a matrix. */
    double at(int i, int j) {
        return buffer.getDouble(i * strides[0] + j * strides[1]);
    }

    /** The number at a place of a vector, whatever axis it runs along. */
    double at(int i) {
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] > 1) {
                return buffer.getDouble(i * strides[axis]);
            }
        }
        return buffer.getDouble(0);
    }

    /** Whether at most one axis is longer than 1. */
    boolean isVector() {
        int longer = 0;
        for (int dimension : shape) {
            longer += dimension > 1 ? 1 : 0;
        }
        return longer <= 1;
    }

    /** All numbers, the last axis fastest, a new array. */
    double[] numbers() {
        double[] numbers = new double[size()];
        int[] index = new int[shape.length];
        long from = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = buffer.getDouble(from);
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                from += strides[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                from -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
        return numbers;
    }
}
