package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import java.util.Map;

class UpperBoundedTest extends SupportContract {
    @Override
    ContinuousSupport support() {
        return UpperBounded.of(Expr.constant(new double[] {1, 2, 3, 4}));
    }

    @Override
    Map<String, double[]> outside() {
        return Map.of("element 1 must be <= 2: 2.5", new double[] {1, 2.5, 3, 4});
    }
}
