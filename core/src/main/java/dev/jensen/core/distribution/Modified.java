package dev.jensen.core.distribution;

/**
 * A law made of another one: cut off, seen in part, given zeros of its own, or described in another coordinate. What it is does not
 * show in its class and its numbers alone.
 */
public interface Modified extends Distribution {
    /** {@return the law that it is made of} */
    Distribution law();

    /** {@return that law's: messages are about the law that was written} */
    @Override
    default String name() {
        return law().name();
    }
}
