package dev.jensen.core.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a person reads whose shapes do not fit: which operation, which variables, which sizes, and the way out. */
class MismatchTest {
    private static final Plate HOMES = Plate.of("home", 3);
    private static final Plate COUNTIES = Plate.of("county", 2);
    private static final Expr RADON = Expr.column(HOMES, "radon", new double[] {1, 2, 3});
    private static final Expr URANIUM = Expr.column(COUNTIES, "uranium", new double[] {4, 5});
    private static final Expr THREE = Expr.variable("three", 3);
    private static final Expr FOUR = Expr.variable("four", 4);

    private static void refuses(String message, Executable statement) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, statement).getMessage());
    }

    @Test
    void lengthsThatDoNotBroadcast() {
        String advice = " do not broadcast: aligned at the last dimension, lengths must agree or be 1";
        refuses("plus: shapes of \"three\" [3] and \"four\" [4]" + advice, () -> THREE.plus(FOUR));
        refuses(
                "pow: shapes of an expression of \"three\" [3] and \"four\" [4]" + advice,
                () -> THREE.exp().pow(FOUR));
        refuses("select: shapes of \"three\" [3] and \"four\" [4]" + advice, () -> Expr.select(RADON, THREE, FOUR));
    }

    @Test
    void rowsOfTwoPlates() {
        String advice = ": bring one to the other's plate with gather(index column), or sum it with sumRows()";
        refuses(
                "minus: \"radon\" scalar per home has 3 rows, \"uranium\" scalar per county has 2" + advice,
                () -> RADON.minus(URANIUM));
        refuses(
                "concat: \"radon\" scalar per home has 3 rows, \"uranium\" scalar per county has 2" + advice,
                () -> Expr.concat(List.of(THREE, RADON, THREE, URANIUM)));
        refuses(
                "onRows: \"radon\" scalar per home: has 3 rows of plate \"home\", not the 2 of plate \"county\":"
                        + " bring it there with gather(index column)",
                () -> RADON.onRows(COUNTIES));
    }

    @Test
    void twoPlatesOfOneName() {
        Expr other = Expr.column(Plate.of("home", 2), "floor", new double[] {0, 1});
        String problem = "there are two plates \"home\", one of 3 rows and one of 2: make the plate once";
        refuses("times: \"radon\" scalar per home: " + problem, () -> RADON.times(other));
        refuses("onRows: \"radon\" scalar per home: " + problem, () -> RADON.onRows(Plate.of("home", 2)));
    }

    @Test
    void axesThatDoNotExist() {
        refuses("sum: \"three\" [3]: has no axis 1; axes run from 0 to 0", () -> THREE.sum(1));
        refuses("softmax: \"three\" [3]: has no axis -2; axes run from 0 to 0", () -> THREE.softmax(-2));
        refuses("mean: 2.0 scalar: has no inner axis", () -> Expr.constant(2).mean(0));
        refuses("at: \"s\" scalar: has no inner axis", () -> Expr.variable("s").at(0));
        String rows = "\"radon\" scalar per home: has no inner axis; its rows are summed with sumRows(), and become an"
                + " axis with toAxis()";
        refuses("logSumExp: " + rows, () -> RADON.logSumExp(-1));
        refuses("cumulativeSum: " + rows, () -> RADON.cumulativeSum(0));
        refuses("slice: " + rows, () -> RADON.slice(0, 2));
        refuses("at: " + rows, () -> RADON.at(0));
    }

    @Test
    void nothingIsEmpty() {
        refuses(
                "variable \"beta\" has shape [3, 0]: every dimension must be at least 1",
                () -> Expr.variable("beta", 3, 0));
        refuses(
                "data \"X\" has 0 numbers a row: give at least one",
                () -> Expr.columns(COUNTIES, "X", new double[2][0]));
        refuses(
                "data \"X\" has -1 numbers a row: give at least one",
                () -> Expr.columns(COUNTIES, "X", -1, new double[0]));
    }

    @Test
    void products() {
        Expr matrix = Expr.variable("A", 3, 2);
        refuses(
                "matVec: \"A\" [3, 2] and \"three\" [3]: needs a matrix and a vector as long as the matrix has columns",
                () -> matrix.matVec(THREE));
        refuses(
                "matMul: \"A\" [3, 2] and \"A\" [3, 2]: the first has 2 columns, the second 3 rows; they must agree",
                () -> matrix.matMul(matrix));
        refuses("dot: \"three\" [3] and \"four\" [4]: both must be vectors of one length", () -> THREE.dot(FOUR));
        refuses("choleskyFactor: \"A\" [3, 2]: must be a square matrix", matrix::choleskyFactor);
    }

    @Test
    void indices() {
        IntColumn county = IntColumn.of(HOMES, "county", new int[] {0, 1, 1}, 2);
        refuses(
                "gather: \"three\" [3]: index column \"county\" points at 2 things, so the last dimension must have"
                        + " that length",
                () -> THREE.gather(county));
        refuses("at: \"three\" [3]: index 3 of axis 0 is out of range 0 to 2", () -> THREE.at(3));
        refuses("reshape: \"three\" [3]: cannot become [2, 2], which has 4 elements", () -> THREE.reshape(2, 2));
    }
}
