package dev.jensen.core.expr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import org.junit.jupiter.api.Test;

/** Powers with a variable exponent at the edge of where they have derivatives; and the logarithm of 1 − sigmoid. */
class PowerTest {
    private final ExprDensity power = LogDensity.of(2, z -> z.at(0).pow(z.at(1)));

    private double[] gradient(double a, double b) {
        double[] value = new double[1];
        double[] gradient = new double[2];
        power.gradient(1, new double[] {a, b}, value, gradient);
        assertEquals(Math.pow(a, b), value[0], 1e-14);
        return gradient;
    }

    private double[] hessian(double a, double b) {
        double[] products = new double[4];
        power.hessianProduct(2, new double[] {a, b, a, b}, new double[] {1, 0, 0, 1}, products);
        return products;
    }

    @Test
    void atZeroToTheZeroBothDerivativesAreZero() {
        assertArrayEquals(new double[] {0, 0}, gradient(0, 0));
        for (double second : hessian(0, 0)) {
            assertEquals(false, Double.isNaN(second));
        }
    }

    @Test
    void aPositivePowerOfZero() {
        assertArrayEquals(new double[] {0, 0}, gradient(0, 2));
        assertArrayEquals(new double[] {1, 0}, gradient(0, 1));
        assertArrayEquals(new double[] {2, 0, 0, 0}, hessian(0, 2), 1e-14);
    }

    @Test
    void theZerothPowerOfOtherNumbers() {
        double log = Math.log(2);
        assertArrayEquals(new double[] {0, log}, gradient(2, 0), 1e-14);
        // ∂²aᵇ: b(b − 1)aᵇ⁻², aᵇ⁻¹(1 + b log a), aᵇ log² a
        assertArrayEquals(new double[] {0, 0.5, 0.5, log * log}, hessian(2, 0), 1e-14);
        assertArrayEquals(
                new double[] {6 * 2, 4 * (1 + 3 * log), 4 * (1 + 3 * log), 8 * log * log}, hessian(2, 3), 1e-12);
    }

    @Test
    void exponentsFromAColumnMayBeZeroToo() {
        Plate row = Plate.of("row", 2);
        Expr exponents = Expr.column(row, "exponent", new double[] {0, 2});
        ExprDensity sum = LogDensity.of(1, z -> z.at(0).pow(exponents).sumRows());
        double[] value = new double[1];
        double[] gradient = new double[1];
        sum.gradient(1, new double[] {0}, value, gradient);
        assertEquals(1, value[0]);
        assertEquals(0, gradient[0]);
    }

    @Test
    void oneMinusSigmoidKeepsItsLogarithm() {
        ExprDensity complement =
                LogDensity.of(1, z -> Expr.constant(1).minus(z.at(0).sigmoid()).log());
        ExprDensity other =
                LogDensity.of(1, z -> z.at(0).sigmoid().negate().plus(1).log());
        double[] value = new double[1];
        double[] gradient = new double[1];
        for (ExprDensity density : new ExprDensity[] {complement, other}) {
            density.gradient(1, new double[] {800}, value, gradient);
            assertEquals(-800, value[0]);
            assertEquals(-1, gradient[0]);
            density.gradient(1, new double[] {-800}, value, gradient);
            assertEquals(0, value[0], 0.0);
            assertEquals(0, gradient[0], 0.0);
        }
    }
}
