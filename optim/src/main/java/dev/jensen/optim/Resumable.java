package dev.jensen.optim;

import java.util.Arrays;

/** Something whose whole state, apart from the number of the step, is some arrays: so a run can be saved and resumed. */
public interface Resumable {
    /** The state itself, not a copy: writing into these arrays is what resuming means. Lengths never change. */
    double[][] state();

    /** The states of several, one after the other. */
    static double[][] joined(double[][]... states) {
        return Arrays.stream(states).flatMap(Arrays::stream).toArray(double[][]::new);
    }
}
