package dev.jensen.core.engine.vector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jensen.core.engine.choice.IncubatorModule;
import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.StripsContract;
import org.junit.jupiter.api.BeforeAll;

class VectorStripsTest extends StripsContract {
    @BeforeAll
    static void theModuleIsThere() {
        assumeTrue(IncubatorModule.readable(), "this JVM was started without --add-modules jdk.incubator.vector");
    }

    @Override
    protected Kernels kernels() {
        return KernelChoice.choose("vector");
    }
}
