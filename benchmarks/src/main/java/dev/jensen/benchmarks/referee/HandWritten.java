package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import java.util.List;

/**
 * Variables of a density that is written by hand.
 *
 * @param list their names
 * @param dimension d
 * @param map from a point to their values
 */
record HandWritten(List<Variable> list, int dimension, Map map) implements Variables {

    /** Takes a point to its values. */
    @FunctionalInterface
    interface Map {
        void apply(double[] z, double[] x);
    }

    @Override
    public void constrain(int draws, double[] unconstrained, double[] constrained) {
        int width = constrainedDimension();
        double[] z = new double[dimension];
        double[] x = new double[width];
        for (int s = 0; s < draws; s++) {
            System.arraycopy(unconstrained, s * dimension, z, 0, dimension);
            map.apply(z, x);
            System.arraycopy(x, 0, constrained, s * width, width);
        }
    }
}
