package dev.jensen.models.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What is drawn in one frame: lines, points, histograms, bands and contours over a pair of axes. A {@link Picture} puts plots
 * side by side and writes them.
 *
 * <pre>{@code
 * Plot.titled("Normal").axes("x", "density")
 *         .histogram("draws", draws, 40)
 *         .curve("density", x -> Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI), -4, 4)
 * }</pre>
 *
 * <p>What is added later lies above. Layers of one name share a colour and a line of the legend. Immutable: each method returns
 * another plot, and arrays are copied. Numbers that are not finite are refused by the name of the layer and the point.
 */
public final class Plot {
    private static final int CURVE_POINTS = 201;

    private final String title;
    private final String xAxis;
    private final String yAxis;
    private final Optional<Frame> frame;
    private final Optional<HeatMap> heat;
    private final List<String> rows;
    private final boolean bare;
    private final List<Layer> layers;

    /** What the axes show, where it is not left to the data. */
    record Frame(double fromX, double toX, double fromY, double toY) {}

    private Plot(
            String title,
            String xAxis,
            String yAxis,
            Optional<Frame> frame,
            Optional<HeatMap> heat,
            List<String> rows,
            boolean bare,
            List<Layer> layers) {
        this.title = title;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.frame = frame;
        this.heat = heat;
        this.rows = rows;
        this.bare = bare;
        this.layers = layers;
    }

    /** Begins a plot with nothing in it. */
    public static Plot titled(String title) {
        return new Plot(
                Objects.requireNonNull(title, "title"),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                List.of());
    }

    /** Names the axes; empty for none. */
    public Plot axes(String x, String y) {
        return new Plot(
                title, Objects.requireNonNull(x, "x"), Objects.requireNonNull(y, "y"), frame, heat, rows, bare, layers);
    }

    /**
     * Shows this part of the plane, whatever the data.
     *
     * @throws IllegalArgumentException if a range is empty or not finite
     */
    public Plot frame(double fromX, double toX, double fromY, double toY) {
        requireRange("x", fromX, toX);
        requireRange("y", fromY, toY);
        return new Plot(title, xAxis, yAxis, Optional.of(new Frame(fromX, toX, fromY, toY)), heat, rows, bare, layers);
    }

    /** Adds a line through points; NaN in both coordinates lifts the pen. */
    public Plot line(String name, double[] x, double[] y) {
        return with(name, Layer.Mark.LINE, x.clone(), y.clone());
    }

    /** Adds a broken line, as for a reference. */
    public Plot dashes(String name, double[] x, double[] y) {
        return with(name, Layer.Mark.DASHES, x.clone(), y.clone());
    }

    /** Adds a point each. */
    public Plot points(String name, double[] x, double[] y) {
        return with(name, Layer.Mark.POINTS, x.clone(), y.clone());
    }

    /** Adds the graph of a function between two abscissas. */
    public Plot curve(String name, DoubleUnaryOperator function, double from, double to) {
        double[] x = steps(from, to);
        return with(name, Layer.Mark.LINE, x, Arrays.stream(x).map(function).toArray());
    }

    /** Adds the graph of a function as a broken line, as for a reference. */
    public Plot dashedCurve(String name, DoubleUnaryOperator function, double from, double to) {
        double[] x = steps(from, to);
        return with(name, Layer.Mark.DASHES, x, Arrays.stream(x).map(function).toArray());
    }

    /**
     * Adds the area between two lines, as for an uncertainty.
     *
     * @param x ascending
     * @param low as many ordinates
     * @param high as many ordinates
     */
    public Plot band(String name, double[] x, double[] low, double[] high) {
        int n = x.length;
        if (low.length != n || high.length != n) {
            throw new IllegalArgumentException("\"" + name + "\" has " + n + " values of x, but " + low.length
                    + " of low and " + high.length + " of high");
        }
        double[] around = Arrays.copyOf(x, 2 * n);
        double[] edge = Arrays.copyOf(low, 2 * n);
        for (int i = 0; i < n; i++) {
            around[n + i] = x[n - 1 - i];
            edge[n + i] = high[n - 1 - i];
        }
        return with(name, Layer.Mark.AREA, around, edge);
    }

    /** Adds an area with this outline. */
    Plot area(String name, double[] x, double[] y) {
        return with(name, Layer.Mark.AREA, x, y);
    }

    /**
     * Adds a density estimated from draws, as a line.
     *
     * @param values at least 2 that differ; read only
     */
    public Plot density(String name, double[] values) {
        KernelDensity density = KernelDensity.of(name, values);
        return with(name, Layer.Mark.LINE, density.x(), density.y());
    }

    /**
     * Adds a histogram of area 1, which estimates a density.
     *
     * @param values at least 2 that differ; read only
     * @param bins at least 1, of equal width
     */
    public Plot histogram(String name, double[] values, int bins) {
        Histogram histogram = Histogram.of(name, values, bins);
        return with(name, Layer.Mark.AREA, histogram.outlineX(), histogram.outlineY());
    }

    /** Adds a line through points, three times as thick; NaN in both coordinates lifts the pen. */
    public Plot thickLine(String name, double[] x, double[] y) {
        return with(name, Layer.Mark.THICK, x.clone(), y.clone());
    }

    /** Colours the frame by a function of the plane, below everything else, with a scale beside it; the last one told counts. */
    public Plot heat(HeatMap map) {
        return new Plot(title, xAxis, yAxis, frame, Optional.of(map), rows, bare, layers);
    }

    /**
     * Writes names at the ordinates 0, 1, … of the vertical axis in the place of numbers.
     *
     * @param names from below to above; copied
     */
    public Plot rows(List<String> names) {
        return new Plot(title, xAxis, yAxis, frame, heat, List.copyOf(names), bare, layers);
    }

    /** Leaves out title and legend, as for a small picture of it. */
    public Plot bare() {
        return new Plot("", xAxis, yAxis, frame, heat, rows, true, layers);
    }

    /** Adds contour lines of a density over the plane. */
    public Plot contours(String name, Contours contours) {
        return with(name, Layer.Mark.LINE, contours.x(), contours.y());
    }

    /** Adds contour lines of a density over the plane as broken lines, as for a reference. */
    public Plot dashedContours(String name, Contours contours) {
        return with(name, Layer.Mark.DASHES, contours.x(), contours.y());
    }

    private Plot with(String name, Layer.Mark mark, double[] x, double[] y) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(new Layer(Objects.requireNonNull(name, "name"), mark, x, y));
        return new Plot(title, xAxis, yAxis, frame, heat, rows, bare, List.copyOf(more));
    }

    private static double[] steps(double from, double to) {
        requireRange("x", from, to);
        double[] x = new double[CURVE_POINTS];
        for (int i = 0; i < x.length; i++) {
            x[i] = from + (to - from) * i / (x.length - 1);
        }
        return x;
    }

    private static void requireRange(String axis, double from, double to) {
        if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
            throw new IllegalArgumentException(
                    "the range of " + axis + " must be finite and ascending: from " + from + " to " + to);
        }
    }

    boolean isBare() {
        return bare;
    }

    String title() {
        return title;
    }

    String xAxis() {
        return xAxis;
    }

    String yAxis() {
        return yAxis;
    }

    Optional<Frame> frame() {
        return frame;
    }

    Optional<HeatMap> heat() {
        return heat;
    }

    List<String> rows() {
        return rows;
    }

    List<Layer> layers() {
        return layers;
    }

    @Override
    public String toString() {
        return "Plot[" + title + ", " + layers.size() + (layers.size() == 1 ? " layer]" : " layers]");
    }
}
