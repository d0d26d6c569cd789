package dev.jensen.core.support;

import java.util.Map;

class LowerBoundedTest extends SupportContract {
    @Override
    ContinuousSupport support() {
        return LowerBounded.of(-2);
    }

    @Override
    Map<String, double[]> outside() {
        return Map.of("element 2 must be >= -2: -3", new double[] {1, 2, -3, 4});
    }
}
