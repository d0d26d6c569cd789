package dev.jensen.core.family;

/**
 * An array to work in: one for each thread, as long as the longest that was asked for. What it holds from before is
 * without meaning, and whoever asks again gets the same array.
 */
final class Workspace {

    private final ThreadLocal<double[]> arrays = ThreadLocal.withInitial(() -> new double[0]);

    double[] atLeast(int length) {
        double[] array = arrays.get();
        if (array.length < length) {
            array = new double[length];
            arrays.set(array);
        }
        return array;
    }
}
