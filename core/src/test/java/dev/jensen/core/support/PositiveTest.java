package dev.jensen.core.support;

import java.util.Map;

class PositiveTest extends SupportContract {
    @Override
    ContinuousSupport support() {
        return new Positive();
    }

    @Override
    Map<String, double[]> outside() {
        return Map.of(
                "element 2 must be > 0: -3", new double[] {1, 2, -3, 4}, "must be > 0: 0", new double[] {0, 1, 1, 1});
    }
}
