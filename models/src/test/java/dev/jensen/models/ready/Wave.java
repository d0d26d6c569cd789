package dev.jensen.models.ready;

/** Numbers that look random and are the same in every language: those of the references' scripts. */
final class Wave {
    private Wave() {}

    /** Between 0 and 1. */
    static double uniform(int i, int stream) {
        double v = Math.sin(12.9898 * i + 78.233 * stream) * 43758.5453;
        return v - Math.floor(v);
    }

    /** Standard normal, by Box and Muller. */
    static double normal(int i, int stream) {
        return Math.sqrt(-2 * Math.log(1 - uniform(i, stream))) * Math.cos(2 * Math.PI * uniform(i, stream + 50));
    }
}
