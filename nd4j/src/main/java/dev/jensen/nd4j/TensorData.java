package dev.jensen.nd4j;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Data of a model from arrays of ND4J: of any numeric type, in any order, views included. The numbers are read where they
 * lie and copied once, into the engine's layout; the array may change or be closed afterwards.
 *
 * <pre>{@code
 * Model.of("regression", m -> {
 *     var home = m.plate("home", (int) x.size(0));
 *     var beta = m.latent("beta", Normal.of(0, 1), (int) x.size(1));
 *     var mean = TensorData.columns(home, "x", x).dot(beta);
 *     m.observe("y", Normal.of(mean, 1), TensorData.column(home, "y", y));
 * });
 * }</pre>
 */
public final class TensorData {
    private TensorData() {}

    /**
     * Data with one number for each row of a plate.
     *
     * @param plate whose rows
     * @param name what messages call it
     * @param values a vector, or a matrix with one row or column, as long as the plate; finite
     * @return a scalar per row
     * @throws IllegalArgumentException naming the data and the shape, the type or the first number that is not finite
     */
    public static Expr column(Plate plate, String name, INDArray values) {
        TensorView view = TensorView.of(data(name), values);
        if (!view.isVector() || view.size() != plate.size()) {
            throw wrongShape(name, view, "a vector of " + plate.size() + " numbers, one for each row of", plate, "");
        }
        return Expr.columns(plate, name, 1, (row, element) -> view.at(row)).reshape();
    }

    /**
     * Data with several numbers for each row of a plate, such as a design matrix.
     *
     * @param plate whose rows
     * @param name what messages call it
     * @param rows a matrix with as many rows as the plate; finite
     * @return a vector per row, as long as the matrix has columns
     * @throws IllegalArgumentException naming the data and the shape, the type or the first number that is not finite
     */
    public static Expr columns(Plate plate, String name, INDArray rows) {
        TensorView view = TensorView.of(data(name), rows);
        int[] shape = view.shape();
        if (shape.length != 2 || shape[0] != plate.size()) {
            String advice = shape.length == 2 && shape[1] == plate.size()
                    ? "; it has as many columns: hand over its transpose()"
                    : "";
            throw wrongShape(name, view, "a matrix of " + plate.size() + " rows, one for each row of", plate, advice);
        }
        return Expr.columns(plate, name, shape[1], view::at);
    }

    /**
     * A constant of any rank, such as a matrix of distances.
     *
     * @param name what messages call it
     * @param values finite
     * @return an expression of the array's shape
     * @throws IllegalArgumentException naming the type or the first number that is not finite, with its place
     */
    public static Expr constant(String name, INDArray values) {
        TensorView view = TensorView.of(data(name), values);
        int[] shape = view.shape();
        return Expr.constant(finite(name, view)).reshape(shape);
    }

    /**
     * The numbers of an array of any rank, the last axis fastest.
     *
     * @param name what messages call it
     * @param values finite
     * @return a new array
     * @throws IllegalArgumentException naming the type or the first number that is not finite, with its place
     */
    public static double[] numbers(String name, INDArray values) {
        return finite(name, TensorView.of(data(name), values));
    }

    /**
     * Whole numbers, such as the county of each home.
     *
     * @param name what messages call it
     * @param values a vector of any numeric type whose numbers are whole
     * @return a new array
     * @throws IllegalArgumentException naming the shape, the type or the first number that is not whole
     */
    public static int[] indices(String name, INDArray values) {
        TensorView view = TensorView.of(data(name), values);
        if (!view.isVector()) {
            throw new IllegalArgumentException(
                    data(name) + " is an INDArray of shape " + Arrays.toString(view.shape()) + ": give a vector");
        }
        int[] indices = new int[view.size()];
        for (int i = 0; i < indices.length; i++) {
            double value = view.at(i);
            indices[i] = (int) value;
            if (indices[i] != value) {
                throw new IllegalArgumentException(
                        data(name) + "[" + i + "] is " + value + ": an index must be a whole number");
            }
        }
        return indices;
    }

    private static String data(String name) {
        return "data \"" + name + "\"";
    }

    private static double[] finite(String name, TensorView view) {
        double[] numbers = view.numbers();
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new IllegalArgumentException(data(name) + Arrays.toString(place(i, view.shape())) + " is "
                        + numbers[i] + ": data must be finite");
            }
        }
        return numbers;
    }

    private static int[] place(int i, int[] shape) {
        int[] place = new int[shape.length];
        int rest = i;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return place;
    }

    private static IllegalArgumentException wrongShape(
            String name, TensorView view, String wanted, Plate plate, String advice) {
        return new IllegalArgumentException(data(name) + " is an INDArray of shape " + Arrays.toString(view.shape())
                + ", but must be " + wanted + " plate \"" + plate.name() + "\"" + advice);
    }
}
