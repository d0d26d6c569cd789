package dev.jensen.core.engine.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IncubatorModuleTest {
    /** The build starts the tests with the module, so that none is left out unnoticed, unless told otherwise by -Dvector.module= */
    @Test
    void isReadableInTests() {
        boolean without = "".equals(System.getProperty("vector.module"));
        assertEquals(!without, IncubatorModule.readable(), "--add-modules jdk.incubator.vector");
    }
}
