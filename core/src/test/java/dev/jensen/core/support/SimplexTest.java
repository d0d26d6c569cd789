package dev.jensen.core.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimplexTest extends SupportContract {
    @Override
    ContinuousSupport support() {
        return new Simplex();
    }

    @Override
    Map<String, double[]> outside() {
        return Map.of(
                "must sum to 1: 1.5", new double[] {.5, .5, .25, .25}, "element 1 must be >= 0: -0.5", new double[] {
                    .5, -.5, .5, .5
                });
    }

    @Test
    void startsAtTheUniformVector() {
        Expr x = new Simplex().constrain(Expr.zeros(3));
        assertArrayEquals(new double[] {.25, .25, .25, .25}, ReferenceEvaluator.evaluate(x, Map.of()), 1e-15);
    }

    /** z = sigmoid(u − log(K − k)), x = z times what is left: the definition, in plain Java. */
    @Test
    void breaksSticksInOrder() {
        double[] u = {0.3, -1.2, 2};
        double[] expected = new double[4];
        double left = 1;
        for (int k = 0; k < 3; k++) {
            double z = 1 / (1 + Math.exp(-(u[k] - Math.log(3 - k))));
            expected[k] = left * z;
            left -= expected[k];
        }
        expected[3] = left;
        Expr x = new Simplex().constrain(Expr.constant(u));
        assertArrayEquals(expected, ReferenceEvaluator.evaluate(x, Map.of()), 1e-15);
    }
}
