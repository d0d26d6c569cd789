package dev.jensen.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

@NeedsBackend
class TensorDataTest {
    private static final Plate HOMES = Plate.of("home", 3);

    /** The numbers of an expression with rows, [row][element]. */
    private static double[] numbers(Expr rows) {
        Expr x = rows.toAxis();
        x = x.shape().rank() == 2 ? x.transpose().flat() : x;
        double[] values = new double[x.shape().size()];
        for (int i = 0; i < values.length; i++) {
            Expr one = x.at(i);
            double[] value = new double[1];
            LogDensity.of(1, z -> one.plus(z.sum().times(0))).logDensity(1, new double[1], value);
            values[i] = value[0];
        }
        return values;
    }

    private static void refuses(String message, Executable statement) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, statement).getMessage());
    }

    private static INDArray grid(DataType type) {
        return Nd4j.arange(20).reshape(4, 5).castTo(type);
    }

    @Test
    void columnsOfEveryTypeOrderAndView() {
        double[] expected = {6, 8, 11, 13, 16, 18};
        for (DataType type : List.of(
                DataType.DOUBLE,
                DataType.FLOAT,
                DataType.FLOAT16,
                DataType.BFLOAT16,
                DataType.INT64,
                DataType.INT32,
                DataType.INT16,
                DataType.INT8,
                DataType.UINT8,
                DataType.UINT16,
                DataType.UINT32,
                DataType.UINT64)) {
            for (char order : new char[] {'c', 'f'}) {
                INDArray view = grid(type).dup(order).get(NDArrayIndex.interval(1, 4), NDArrayIndex.indices(1, 3));
                assertArrayEquals(expected, numbers(TensorData.columns(HOMES, "x", view)), () -> type + " " + order);
                INDArray strided =
                        grid(type).dup(order).get(NDArrayIndex.interval(1, 4), NDArrayIndex.interval(1, 2, 5));
                assertArrayEquals(expected, numbers(TensorData.columns(HOMES, "x", strided)), () -> type + " " + order);
                INDArray turned = grid(type).dup(order).transpose().dup(order);
                INDArray back = turned.transpose().get(NDArrayIndex.interval(1, 4), NDArrayIndex.interval(1, 2, 5));
                assertArrayEquals(expected, numbers(TensorData.columns(HOMES, "x", back)), () -> type + " " + order);
            }
        }
    }

    @Test
    void columnsOfOneNumber() {
        double[] expected = {7, 12, 17};
        INDArray view = grid(DataType.FLOAT).get(NDArrayIndex.interval(1, 4), NDArrayIndex.point(2));
        for (INDArray x : List.of(view, view.dup(), view.reshape(3, 1), view.reshape(1, 3))) {
            assertArrayEquals(expected, numbers(TensorData.column(HOMES, "y", x)));
        }
        INDArray flags = Nd4j.createFromArray(true, false, true);
        assertArrayEquals(new double[] {1, 0, 1}, numbers(TensorData.column(HOMES, "flag", flags)));
    }

    @Test
    void theArrayMayChangeAfterwards() {
        INDArray x = Nd4j.createFromArray(1.0, 2.0, 3.0);
        Expr column = TensorData.column(HOMES, "x", x);
        x.assign(9);
        assertArrayEquals(new double[] {1, 2, 3}, numbers(column));
    }

    @Test
    void constantsOfAnyRank() {
        INDArray x = Nd4j.arange(24).castTo(DataType.DOUBLE).reshape(2, 3, 4).permute(2, 0, 1);
        assertArrayEquals(
                new int[] {4, 2, 3}, TensorData.constant("x", x).shape().inner());
        double[] numbers = TensorData.numbers("x", x);
        assertEquals(x.getDouble(3, 1, 2), numbers[23]);
        assertEquals(x.getDouble(1, 0, 2), numbers[8]);
        assertEquals(0, TensorData.constant("one", Nd4j.scalar(2.0)).shape().rank());
    }

    @Test
    void indicesAreWhole() {
        assertArrayEquals(new int[] {2, 0, 1}, TensorData.indices("county", Nd4j.createFromArray(2L, 0L, 1L)));
        refuses(
                "data \"county\"[1] is 0.5: an index must be a whole number",
                () -> TensorData.indices("county", Nd4j.createFromArray(1, 0.5)));
    }

    @Test
    void badInputIsNamed() {
        INDArray x = Nd4j.ones(DataType.DOUBLE, 3, 2);
        x.putScalar(2, 1, Double.NaN);
        refuses(
                "data column \"x\", row 2, element 1 is NaN: data must be finite; drop or impute the row before fitting",
                () -> TensorData.columns(HOMES, "x", x));
        refuses("data \"x\"[2, 1] is NaN: data must be finite", () -> TensorData.constant("x", x));
        refuses(
                "data \"x\" is an INDArray of shape [2, 3], but must be a matrix of 3 rows, one for each row of plate"
                        + " \"home\"; it has as many columns: hand over its transpose()",
                () -> TensorData.columns(HOMES, "x", x.transpose()));
        refuses(
                "data \"x\" is an INDArray of shape [3, 1, 2], but must be a matrix of 3 rows, one for each row of plate"
                        + " \"home\"",
                () -> TensorData.columns(HOMES, "x", x.reshape(3, 1, 2)));
        refuses(
                "data \"y\" is an INDArray of shape [3, 2], but must be a vector of 3 numbers, one for each row of plate"
                        + " \"home\"",
                () -> TensorData.column(HOMES, "y", x));
        refuses(
                "data \"y\" is an INDArray of UTF8, which are no numbers: cast it to a type of numbers",
                () -> TensorData.column(HOMES, "y", Nd4j.create("a", "b", "c")));
        refuses(
                "data \"y\" is an empty INDArray of shape [0]: give some numbers",
                () -> TensorData.column(HOMES, "y", Nd4j.create(DataType.DOUBLE, 0)));
        INDArray closed = Nd4j.ones(3);
        closed.close();
        refuses(
                "data \"y\" is an INDArray that was closed: hand it over before",
                () -> TensorData.column(HOMES, "y", closed));
    }
}
