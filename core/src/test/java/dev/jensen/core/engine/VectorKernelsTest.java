package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;

class VectorKernelsTest extends KernelsContract {
    @BeforeAll
    static void theModuleIsThere() {
        assumeTrue(IncubatorModule.readable(), "this JVM was started without --add-modules jdk.incubator.vector");
    }

    @Override
    Kernels kernels() {
        return KernelChoice.choose("vector");
    }
}
