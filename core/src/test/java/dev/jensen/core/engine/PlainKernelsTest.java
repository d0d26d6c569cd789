package dev.jensen.core.engine;

class PlainKernelsTest extends KernelsContract {
    @Override
    Kernels kernels() {
        return new PlainKernels();
    }
}
