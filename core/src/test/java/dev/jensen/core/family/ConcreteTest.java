package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.noise.MonteCarlo;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Relaxed trials, which are logistic; inside it one relaxed choice among many. */
class ConcreteTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return Concrete.of(dimension, 2, 0.8);
    }

    @Override
    double integralTolerance() {
        return 1e-5; // the grid ends at e^−τ·8000 in the tails, but is coarse in the bend
    }

    @Nested
    class OneChoice extends FamilyContract {

        @Override
        Family family(int dimension) {
            Gaussian.requireDimension("Concrete", dimension);
            return Concrete.of(1, dimension + 1, 0.6);
        }

        @Override
        double integralTolerance() {
            return 1e-5;
        }
    }

    @Test
    void theExpressionIsTheDensity() {
        Concrete family = Concrete.of(2, 3, 0.7);
        double[] logits = {0.3, -0.5, 0.2, 1, 0, -1};
        Expr y = Expr.variable("y", 4);
        double[] at = {0.4, -1, 2, 0.3};
        double[] values = new double[1 + 6];
        ExprFunction.of(List.of(y), List.of(family.logDensity(logits, y), family.simplex(y)))
                .evaluate(1, at, values);
        double[] phi = {0.3 - 0.2, -0.5 - 0.2, 1 + 1, 0 + 1}; // relative to the last
        double[] expected = new double[1];
        family.logDensity(phi, 1, at, expected);
        assertEquals(expected[0], values[0], 1e-13);
        double total = Math.exp(0.4) + Math.exp(-1) + 1;
        assertEquals(Math.exp(0.4) / total, values[1], 1e-15);
        assertEquals(1 / total, values[3], 1e-15);
    }

    @Test
    void coldChoicesAreNearTheCornersAsOftenAsDiscreteOnes() {
        Concrete family = Concrete.of(1, 3, 0.01);
        double[] phi = {Math.log(2), Math.log(0.5)}; // against 1
        int n = 20_000;
        double[] noise = new double[3 * n];
        MonteCarlo.seed(2).fill(0, n, 3, noise);
        double[] y = new double[2 * n];
        family.draw(phi, n, noise, y);
        int first = 0;
        for (int s = 0; s < n; s++) {
            first += y[2 * s] > Math.max(0, y[2 * s + 1]) ? 1 : 0;
        }
        double p = 2 / 3.5;
        // 4 standard errors: 0.006 % for a fresh seed; the seed is fixed
        assertEquals(p, (double) first / n, 4 * Math.sqrt(p * (1 - p) / n));
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertMessage("Concrete temperature must be positive and finite: 0.0", () -> Concrete.of(1, 2, 0));
        assertMessage("Concrete must have at least 2 outcomes to choose from: 1", () -> Concrete.of(1, 1, 1));
    }
}
