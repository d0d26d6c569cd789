package dev.jensen.core.expr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class ColumnTest {

    /** A regression reshapes its columns for the matrix product; that must not cost their memory again. */
    @Test
    void reshapingSharesTheData() {
        Expr x = Expr.columns(Plate.of("row", 3), "x", 4, new double[12]);
        Expr reshaped = x.reshape(2, 2);
        assertSame(x.operation(), reshaped.operation());
        assertArrayEquals(new int[] {2, 2}, reshaped.shape().inner());
    }
}
