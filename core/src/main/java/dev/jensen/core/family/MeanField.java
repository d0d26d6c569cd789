package dev.jensen.core.family;

/** A family of independent coordinates: each is a block of its own. */
interface MeanField extends Blockwise {

    @Override
    default int blocks() {
        return dimension();
    }

    @Override
    default int[] coordinates(int block) {
        return new int[] {block};
    }
}
