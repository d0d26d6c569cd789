package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IncubatorModuleTest {
    @Test
    void isReadableInTests() {
        assertTrue(IncubatorModule.readable(), "surefire starts the tests with --add-modules jdk.incubator.vector");
    }
}
