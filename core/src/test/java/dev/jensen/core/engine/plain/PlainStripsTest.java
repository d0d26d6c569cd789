package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.StripsContract;

class PlainStripsTest extends StripsContract {
    @Override
    protected Kernels kernels() {
        return new PlainKernels();
    }
}
