package dev.jensen.core.support;

import java.util.Map;

class RealTest extends SupportContract {
    @Override
    ContinuousSupport support() {
        return new Real();
    }

    @Override
    Map<String, double[]> outside() {
        return Map.of();
    }
}
