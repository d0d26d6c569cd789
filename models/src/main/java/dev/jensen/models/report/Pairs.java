package dev.jensen.models.report;

import dev.jensen.core.fit.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws of some variables two by two: histograms on the diagonal, scatter elsewhere. */
public final class Pairs {
    private static final int BINS = 30;
    private static final int MOST_POINTS = 400;
    private static final int SIZE = 260;

    private Pairs() {}

    /**
     * Makes the grid.
     *
     * @param draws of a fit
     * @param components names, as {@code tau} or {@code theta[3]}; at least 2
     * @throws IllegalArgumentException if there are fewer than 2, or one is unknown: with the nearest name that there is
     */
    public static Picture of(Draws draws, String... components) {
        if (components.length < 2) {
            throw new IllegalArgumentException(
                    "pairs need at least 2 components, of " + draws.components() + ": " + List.of(components));
        }
        List<Plot> plots = new ArrayList<>();
        for (String down : components) {
            for (String across : components) {
                plots.add(
                        down.equals(across)
                                ? Plot.titled("").axes(across, "density").histogram("", draws.of(across), BINS)
                                : Plot.titled("")
                                        .axes(across, down)
                                        .points("", some(draws.of(across)), some(draws.of(down))));
            }
        }
        return Picture.grid(components.length, plots).sized(SIZE, SIZE);
    }

    /** Not more points than an eye can tell apart. */
    private static double[] some(double[] values) {
        return values.length <= MOST_POINTS ? values : Arrays.copyOf(values, MOST_POINTS);
    }
}
