package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.KernelsContract;

class PlainKernelsTest extends KernelsContract {
    @Override
    protected Kernels kernels() {
        return new PlainKernels();
    }
}
