package dev.jensen.core.family;

/** A law of one number, in one coordinate: strides say nothing. */
interface ScalarLaw extends NaturalLaw {

    @Override
    default int coordinates() {
        return 1;
    }

    @Override
    default int naturalSize() {
        return 1;
    }
}
