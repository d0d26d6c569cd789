package dev.jensen.core.support;

import java.util.Map;

class OrderedTest extends SupportContract {
    @Override
    ContinuousSupport support() {
        return new Ordered();
    }

    @Override
    Map<String, double[]> outside() {
        return Map.of("element 2 must be above the element before it, 2: 1.5", new double[] {1, 2, 1.5, 4});
    }
}
