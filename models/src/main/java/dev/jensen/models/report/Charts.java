package dev.jensen.models.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.GlyphVector;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A plot as XChart draws it; the only class that knows that library. */
final class Charts {
    // Okabe and Ito, "Color universal design", 2008: told apart by colour-blind eyes too
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        Color.DARK_GRAY
    };
    private static final int SEE_THROUGH = 80;
    private static final int FEW_POINTS = 120;
    private static final double[] UNEVEN = {0.1234, 0.2718, 0.7071};
    private static final double INSIDE = 0.8; // the share of a plot that its frame has, roughly
    private static final BasicStroke LINE = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke THICK = new BasicStroke(5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHES =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);

    private static final Color CLEAR = new Color(255, 255, 255, 0);

    private Charts() {}

    /** Paints a plot; a heat map lies below everything else. */
    static void paint(Plot plot, int width, int height, Graphics2D graphics) {
        if (!plot.rows().isEmpty()) {
            paintRows(plot, width, height, graphics);
            return;
        }
        if (plot.heat().isEmpty()) {
            of(plot, width, height).paint(graphics, width, height);
            return;
        }
        HeatMap heat = plot.heat().get();
        int left = width - HeatMap.SCALE_WIDTH;
        XYChart chart = of(plot, left, height);
        chart.getStyler().setPlotGridLinesVisible(false).setPlotBackgroundColor(CLEAR);
        chart.getStyler().setChartBackgroundColor(CLEAR);
        BufferedImage nowhere = new BufferedImage(left, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D first = nowhere.createGraphics();
        chart.paint(first, left, height); // only then it knows where its axes are
        first.dispose();
        Plot.Frame frame = plot.frame().orElseGet(() -> Extent.of(plot));
        double x0 = chart.getScreenXFromChart(frame.fromX());
        double x1 = chart.getScreenXFromChart(frame.toX());
        double y0 = chart.getScreenYFromChart(frame.toY());
        double y1 = chart.getScreenYFromChart(frame.fromY());
        heat.paint(graphics, frame, new Rectangle2D.Double(x0, y0, x1 - x0, y1 - y0));
        heat.paintScale(graphics, new Rectangle2D.Double(left + 6, y0, 12, y1 - y0));
        chart.paint(graphics, left, height);
    }

    /** Paints a plot with names beside its rows, where XChart would have numbers at places of its own. */
    private static void paintRows(Plot plot, int width, int height, Graphics2D graphics) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        List<GlyphVector> names = plot.rows().stream()
                .map(name -> font.createGlyphVector(graphics.getFontRenderContext(), name))
                .toList();
        int longest = names.stream()
                .mapToInt(name -> (int) Math.ceil(name.getLogicalBounds().getWidth()))
                .max()
                .orElse(0);
        int left = Math.min(longest + 4, width / 2);
        XYChart chart = of(plot, width - left, height);
        graphics.translate(left, 0);
        chart.paint(graphics, width - left, height);
        double x = chart.getScreenXFromChart(
                        plot.frame().orElseGet(() -> Extent.of(plot)).fromX())
                - 6;
        graphics.setColor(Color.DARK_GRAY);
        for (int i = 0; i < names.size(); i++) {
            double from = x - names.get(i).getLogicalBounds().getWidth();
            double base = chart.getScreenYFromChart(i) + 4;
            graphics.fill(names.get(i).getOutline((float) from, (float) base));
        }
    }

    private static XYChart of(Plot plot, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(plot.title())
                .xAxisTitle(plot.xAxis())
                .yAxisTitle(plot.yAxis())
                .theme(ChartTheme.XChart)
                .build();
        Plot.Frame frame = plot.frame().orElseGet(() -> Extent.of(plot));
        style(chart.getStyler(), plot, frame, width);
        double pixelsPerX = INSIDE * width / (frame.toX() - frame.fromX());
        double pixelsPerY = INSIDE * height / (frame.toY() - frame.fromY());
        Map<String, Color> colours = new LinkedHashMap<>();
        for (Layer layer : plot.layers()) {
            boolean isNew = !colours.containsKey(layer.name());
            Color colour = colours.computeIfAbsent(layer.name(), name -> COLOURS[colours.size() % COLOURS.length]);
            boolean isNamed = isNew && !layer.name().isEmpty();
            int number = chart.getSeriesCollection().size();
            Layer drawn = layer.mark() == Layer.Mark.DASHES ? Dashes.cut(layer, pixelsPerX, pixelsPerY) : layer;
            XYSeries series =
                    chart.addSeries(isNamed ? layer.name() : layer.name() + " " + number, drawn.x(), drawn.y());
            series.setShowInLegend(isNamed);
            draw(series, layer.mark(), colour);
        }
        addSpacing(chart, frame);
        return chart;
    }

    /** Adds points that nobody sees: XChart puts its ticks on abscissas that are equally spaced, whatever their numbers. */
    private static void addSpacing(XYChart chart, Plot.Frame frame) {
        double[] x = new double[3];
        double[] y = new double[3];
        Arrays.setAll(x, i -> frame.fromX() + UNEVEN[i] * (frame.toX() - frame.fromX()));
        Arrays.setAll(y, i -> frame.fromY() + UNEVEN[i] * (frame.toY() - frame.fromY()));
        XYSeries unseen = chart.addSeries(" ", x, y).setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        unseen.setMarker(SeriesMarkers.NONE);
        unseen.setShowInLegend(false);
    }

    private static void draw(XYSeries series, Layer.Mark mark, Color colour) {
        series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(LINE);
        Color seeThrough = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), SEE_THROUGH);
        switch (mark) {
            case LINE -> series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
            case THICK ->
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setLineStyle(THICK);
            case DASHES ->
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setLineStyle(DASHES);
            case POINTS ->
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                        .setMarker(SeriesMarkers.CIRCLE)
                        .setMarkerColor(series.getXData().length <= FEW_POINTS ? colour : seeThrough);
            case AREA ->
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea)
                        .setLineStyle(new BasicStroke(0.5f))
                        .setFillColor(seeThrough);
        }
    }

    private static void style(XYStyler styler, Plot plot, Plot.Frame frame, int width) {
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, titleSize(plot.title(), width)));
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        styler.setMarkerSize(
                plot.layers().stream()
                                .filter(layer -> layer.mark() == Layer.Mark.POINTS)
                                .allMatch(layer -> layer.x().length <= FEW_POINTS)
                        ? 7
                        : 4);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(0.98); // at 1 the ticks at the border are left out
        styler.setDecimalPattern("0.######");
        styler.setPlotGridLinesColor(new Color(0xE6E6E6));
        styler.setXAxisTitleVisible(!plot.xAxis().isEmpty());
        styler.setYAxisTitleVisible(!plot.yAxis().isEmpty());
        styler.setChartTitleVisible(!plot.title().isEmpty());
        styler.setLegendVisible(!plot.isBare()
                && plot.layers().stream().anyMatch(layer -> !layer.name().isEmpty()));
        styler.setYAxisTicksVisible(plot.rows().isEmpty());
        styler.setXAxisMin(frame.fromX()).setXAxisMax(frame.toX());
        styler.setYAxisMin(frame.fromY()).setYAxisMax(frame.toY());
    }

    /** As large as fits, from 10 to 15 points. */
    private static int titleSize(String title, int width) {
        return (int) Math.max(10, Math.min(15, 1.35 * width / Math.max(1, title.length())));
    }
}
