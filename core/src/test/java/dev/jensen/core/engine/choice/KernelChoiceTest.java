package dev.jensen.core.engine.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jensen.core.engine.plain.PlainKernels;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    @Test
    void plainKernelsCanBeWanted() {
        assertInstanceOf(PlainKernels.class, KernelChoice.choose("plain"));
    }

    @Test
    void vectorKernelsAreTheBest() {
        assumeTrue(IncubatorModule.readable(), "this JVM was started without --add-modules jdk.incubator.vector");
        assertEquals("VectorKernels", KernelChoice.choose(null).getClass().getSimpleName());
        assertEquals("VectorKernels", KernelChoice.choose("vector").getClass().getSimpleName());
    }

    @Test
    void otherKernelsAreRefused() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> KernelChoice.choose("gpu"));
        assertEquals(
                "system property dev.jensen.kernels must be plain or vector, or absent for the best: gpu",
                refused.getMessage());
    }
}
