package dev.jensen.models.report;

import java.util.List;
import java.util.function.Function;

/** The part of the plane that layers take up, with a little air above and below. */
final class Extent {
    private static final double AIR = 0.04;

    private Extent() {}

    static Plot.Frame of(Plot plot) {
        return plot.heat().isPresent() ? plot.heat().get().frame() : of(plot.layers());
    }

    private static Plot.Frame of(List<Layer> layers) {
        double[] x = range(layers, Layer::x, 0);
        double[] y = range(layers, Layer::y, AIR);
        return new Plot.Frame(x[0], x[1], y[0], y[1]);
    }

    private static double[] range(List<Layer> layers, Function<Layer, double[]> coordinate, double air) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Layer layer : layers) {
            for (double value : coordinate.apply(layer)) {
                if (!Double.isNaN(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
        double margin = most > least ? air * (most - least) : 0.5 * Math.max(1, Math.abs(least));
        return new double[] {least == 0 && most > least ? 0 : least - margin, most + margin}; // a histogram stands on 0
    }
}
