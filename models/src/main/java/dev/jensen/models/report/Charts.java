package dev.jensen.models.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
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
    private static final BasicStroke DASHES =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);

    private Charts() {}

    static XYChart of(Plot plot, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(plot.title())
                .xAxisTitle(plot.xAxis())
                .yAxisTitle(plot.yAxis())
                .theme(ChartTheme.XChart)
                .build();
        Plot.Frame frame = plot.frame().orElseGet(() -> Extent.of(plot.layers()));
        style(chart.getStyler(), plot, frame);
        double pixelsPerX = INSIDE * width / (frame.toX() - frame.fromX());
        double pixelsPerY = INSIDE * height / (frame.toY() - frame.fromY());
        Map<String, Color> colours = new LinkedHashMap<>();
        for (Layer layer : plot.layers()) {
            boolean isNew = !colours.containsKey(layer.name());
            Color colour = colours.computeIfAbsent(layer.name(), name -> COLOURS[colours.size() % COLOURS.length]);
            int number = chart.getSeriesCollection().size();
            Layer drawn = layer.mark() == Layer.Mark.DASHES ? Dashes.cut(layer, pixelsPerX, pixelsPerY) : layer;
            XYSeries series = chart.addSeries(isNew ? layer.name() : layer.name() + " " + number, drawn.x(), drawn.y());
            series.setShowInLegend(isNew && !layer.name().isEmpty());
            draw(series, layer.mark(), colour);
        }
        return chart;
    }

    private static void draw(XYSeries series, Layer.Mark mark, Color colour) {
        series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(LINE);
        Color seeThrough = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), SEE_THROUGH);
        switch (mark) {
            case LINE -> series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
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
        styler.setXAxisMin(frame.fromX()).setXAxisMax(frame.toX());
        styler.setYAxisMin(frame.fromY()).setYAxisMax(frame.toY());
    }
}
