package dev.jensen.models.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
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
    private static final double INSIDE = 0.8; // the share of a plot that its frame has, roughly
    private static final BasicStroke LINE = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke THICK = new BasicStroke(5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHES =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);

    private static final Color CLEAR = new Color(255, 255, 255, 0);

    private Charts() {}

    /** Paints a plot; a heat map lies below everything else. */
    static void paint(Plot plot, int width, int height, Graphics2D graphics) {
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
        style(chart.getStyler(), plot, frame);
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
        return chart;
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
                        .setMarkerColor(seeThrough);
            case AREA ->
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea)
                        .setLineStyle(new BasicStroke(0.5f))
                        .setFillColor(seeThrough);
        }
    }

    private static void style(XYStyler styler, Plot plot, Plot.Frame frame) {
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        styler.setMarkerSize(4);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(0.98); // at 1 the ticks at the border are left out
        styler.setDecimalPattern("0.######");
        styler.setPlotGridLinesColor(new Color(0xE6E6E6));
        styler.setXAxisTitleVisible(!plot.xAxis().isEmpty());
        styler.setYAxisTitleVisible(!plot.yAxis().isEmpty());
        styler.setChartTitleVisible(!plot.title().isEmpty());
        styler.setLegendVisible(
                plot.layers().stream().anyMatch(layer -> !layer.name().isEmpty()));
        // without them XChart puts its ticks on data that are equally spaced, whatever their numbers
        if (!plot.rows().isEmpty()) {
            styler.setYAxisTickMarkSpacingHint(12);
            styler.setYAxisTickLabelsFormattingFunction(y -> rowAt(plot, y));
        }
        styler.setXAxisMin(frame.fromX()).setXAxisMax(frame.toX());
        styler.setYAxisMin(frame.fromY()).setYAxisMax(frame.toY());
    }

    /** The name at an ordinate, if it is that of a row. */
    private static String rowAt(Plot plot, double y) {
        long row = Math.round(y);
        boolean isOne =
                Math.abs(y - row) < 1e-6 && row >= 0 && row < plot.rows().size();
        return isOne ? plot.rows().get((int) row) : "";
    }
}
